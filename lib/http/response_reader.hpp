// The bytes of an answer become a Response, in pieces of any size (RFC 9112). Pure: knows no connection.
#pragma once

#include <boost/system/error_code.hpp>
#include <cstddef>
#include <memory>
#include <string_view>

#include "http/client.hpp"

namespace dyndns::http {

inline constexpr std::size_t header_limit = 16384;

// The errors are those of boost::beast::http::error.
class ResponseReader {
 public:
  virtual ~ResponseReader() = default;

  virtual boost::system::error_code feed(std::string_view bytes) = 0;
  // The server has closed the connection in an orderly way, which completes an answer of unknown length.
  virtual boost::system::error_code end() = 0;

  [[nodiscard]] virtual bool is_complete() const = 0;
  // Once complete: whether the server goes on listening, and has said nothing that nobody asked for.
  [[nodiscard]] virtual bool keeps_alive() const = 0;
  // Once complete, and only once.
  [[nodiscard]] virtual Response take() = 0;
};

[[nodiscard]] std::unique_ptr<ResponseReader> make_response_reader(std::string_view method, std::size_t body_limit);

}  // namespace dyndns::http
