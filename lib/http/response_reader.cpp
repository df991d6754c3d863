#include "http/response_reader.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>
#include <string>
#include <utility>

namespace dyndns::http {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;

std::string to_lower(std::string_view name) {
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

class BeastReader final : public ResponseReader {
 public:
  BeastReader(bool has_body, std::size_t body_limit) : has_body_(has_body), body_limit_(body_limit) { restart(); }

  error_code feed(std::string_view bytes) override {
    pending_ += bytes;
    error_code error;
    while (!error && !is_complete() && can_go_on()) {
      error = parse();
    }
    if (error == http::error::need_more) {
      error = pending_.size() > header_limit ? http::error::header_limit : error_code();
    }
    return error;
  }

  error_code end() override {
    if (!parser_->got_some()) {
      return http::error::end_of_stream;
    }
    error_code error;
    parser_->put_eof(error);
    return error;
  }

  [[nodiscard]] bool is_complete() const override { return parser_->is_done() && !is_interim(); }

  [[nodiscard]] bool keeps_alive() const override { return parser_->keep_alive() && pending_.empty(); }

  Response take() override {
    auto message = parser_->release();
    Response response;
    response.status = message.result_int();
    for (const auto& field : message) {
      response.headers.emplace(to_lower(field.name_string()), field.value());
    }
    response.body = std::move(message.body());
    return response;
  }

 private:
  void restart() {
    parser_.emplace();
    parser_->eager(true);
    parser_->skip(!has_body_);
    parser_->header_limit(static_cast<std::uint32_t>(header_limit));
    parser_->body_limit(body_limit_);
  }

  // 100 Continue, 103 Early Hints: an answer before the answer (RFC 9110, section 15.2).
  [[nodiscard]] bool is_interim() const { return parser_->get().result_int() / 100 == 1; }

  // Beast asserts that the end of an empty chunked body comes with more than its first line.
  [[nodiscard]] bool can_go_on() const {
    return !pending_.empty() && !(parser_->is_header_done() && parser_->chunked() && pending_ == "0\r\n");
  }

  error_code parse() {
    const bool was_in_header = !parser_->is_header_done();
    error_code error;
    const auto used = parser_->put(boost::asio::buffer(pending_), error);
    pending_.erase(0, used);
    if (was_in_header && (!parser_->is_header_done() || is_interim())) {
      header_bytes_ += used;
    }
    if (!error && parser_->is_done() && is_interim()) {
      restart();
    }
    // Beast's limit is for each header: interim answers could come for ever.
    return header_bytes_ > header_limit ? http::error::header_limit : error;
  }

  bool has_body_;
  std::size_t body_limit_;
  std::string pending_;
  std::size_t header_bytes_ = 0;  // of interim answers too
  std::optional<http::response_parser<http::string_body>> parser_;
};

}  // namespace

std::unique_ptr<ResponseReader> make_response_reader(std::string_view method, std::size_t body_limit) {
  return std::make_unique<BeastReader>(method != "HEAD", body_limit);
}

}  // namespace dyndns::http
