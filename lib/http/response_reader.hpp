// The bytes of an answer become a Response, in pieces of any size (RFC 9112). Pure: knows no connection.
#pragma once

#include <boost/system/error_code.hpp>
#include <cstddef>
#include <memory>
#include <string_view>
#include <type_traits>

#include "http/client.hpp"

namespace dyndns::http {

// Of what comes beside the body. In whatever pieces it comes, the same is too much.
inline constexpr std::size_t header_limit = 16384;      // bytes, those of interim answers among them; so of trailers
inline constexpr std::size_t header_count_limit = 100;  // of one answer
inline constexpr std::size_t interim_limit = 16;        // answers before the answer, such as 103 Early Hints

// What is wrong with an answer that is HTTP all the same. As text it goes on after "answer from 'example.com' ".
enum class ReadError {
  many_headers = 1,
  many_interim_answers,
  much_framing,
  encoded,
};

[[nodiscard]] const boost::system::error_category& read_error_category();
[[nodiscard]] boost::system::error_code make_error_code(ReadError error);

// The errors are those of boost::beast::http::error and ReadError.
class ResponseReader {
 public:
  virtual ~ResponseReader() = default;

  virtual boost::system::error_code feed(std::string_view bytes) = 0;  // not empty
  // The server has closed the connection in an orderly way, which completes an answer of unknown length.
  virtual boost::system::error_code end() = 0;

  [[nodiscard]] virtual bool is_complete() const = 0;
  // Once complete: whether the server goes on listening, and has said nothing that nobody asked for.
  [[nodiscard]] virtual bool keeps_alive() const = 0;
  // Once complete, and only once. Trailers are no headers (RFC 9110, section 6.5.1) and are dropped.
  [[nodiscard]] virtual Response take() = 0;
};

// `body_limit` in bytes. What stands around chunks, such as extensions, may have as many in all, and header_limit.
[[nodiscard]] std::unique_ptr<ResponseReader> make_response_reader(std::string_view method, std::size_t body_limit);

}  // namespace dyndns::http

template <>
struct boost::system::is_error_code_enum<dyndns::http::ReadError> : std::true_type {};
