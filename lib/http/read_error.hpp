// What is wrong with an answer that is HTTP all the same. As text it goes on after "answer of 'example.com' ".
#pragma once

#include <boost/system/error_code.hpp>
#include <type_traits>

namespace dyndns::http {

enum class ReadError {
  many_headers = 1,
  many_interim_answers,
  much_framing,
  encoded,
};

[[nodiscard]] const boost::system::error_category& read_error_category();
[[nodiscard]] boost::system::error_code make_error_code(ReadError error);

}  // namespace dyndns::http

template <>
struct boost::system::is_error_code_enum<dyndns::http::ReadError> : std::true_type {};
