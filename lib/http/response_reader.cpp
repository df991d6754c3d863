#include "http/response_reader.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

#include "text/words.hpp"

namespace dyndns::http {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;
using Header = http::response_header<>;

// Nobody deletes a category; Boost switches this warning off for its own, too.
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"

// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): likewise
class ReadErrorCategory final : public boost::system::error_category {
 public:
  [[nodiscard]] const char* name() const noexcept override { return "dyndns.http.read"; }

  [[nodiscard]] std::string message(int value) const override {
    switch (static_cast<ReadError>(value)) {
      case ReadError::many_headers:
        return "has more than " + std::to_string(header_count_limit) + " headers";
      case ReadError::many_interim_answers:
        return "comes after more than " + std::to_string(interim_limit) + " interim ones";
      case ReadError::much_framing:
        return "has too much data around the chunks of its body";
      case ReadError::encoded:
        return "is compressed or otherwise encoded, which was not asked for";
    }
    return "is not understood";
  }
};

bool is_one_of(std::string_view value, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [value](std::string_view word) { return text::same_word(value, word); });
}

// In a way that we have not asked for. What a failure's page looks like matters less than its status.
bool is_encoded(const Header& header) {
  const bool is_success = header.result_int() / 100 == 2;
  return std::ranges::any_of(header, [is_success](const auto& field) {
    const std::string_view value = field.value();
    return (field.name() == http::field::transfer_encoding && !is_one_of(value, {"chunked"})) ||
           (field.name() == http::field::content_encoding && is_success && !is_one_of(value, {"identity", ""}));
  });
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
    return error == http::error::need_more ? error_code() : error;
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

  [[nodiscard]] bool keeps_alive() const override { return parser_->keep_alive() && pending_.empty() && !is_switch(); }

  Response take() override {
    response_.body = std::move(parser_->get().body());
    return std::move(response_);
  }

 private:
  void restart() {
    parser_.emplace();
    parser_->skip(!has_body_);
    parser_->header_limit(static_cast<std::uint32_t>(header_limit));
    parser_->body_limit(body_limit_);
  }

  // 100 Continue, 103 Early Hints: an answer before the answer (RFC 9110, section 15.2).
  [[nodiscard]] bool is_interim() const { return parser_->get().result_int() / 100 == 1 && !is_switch(); }

  // 101 Switching Protocols: what follows is no HTTP any more.
  [[nodiscard]] bool is_switch() const { return parser_->get().result_int() == 101; }

  // Beast asserts that the end of an empty chunked body comes with more than its first line.
  [[nodiscard]] bool can_go_on() const {
    return !pending_.empty() && !(parser_->is_header_done() && parser_->chunked() && pending_ == "0\r\n");
  }

  // One step of Beast's: a header, the line of a chunk, the trailers, or a piece of the body.
  error_code parse() {
    const bool is_header = !parser_->is_header_done();
    const auto body_before = parser_->get().body().size();
    error_code error;
    const auto used = parser_->put(boost::asio::buffer(pending_), error);
    pending_.erase(0, used);
    const auto beside_body = used - (parser_->get().body().size() - body_before);
    const auto incomplete = error == http::error::need_more ? pending_.size() : 0;
    const auto excess = is_header ? count_header(beside_body, incomplete) : count_framing(beside_body, incomplete);
    if (excess || error) {
      return excess ? excess : error;
    }
    return is_header && parser_->is_header_done() ? end_header() : error;
  }

  // Beast's limit is for each header: interim answers could come for ever.
  error_code count_header(std::size_t used, std::size_t incomplete) {
    header_bytes_ += used;
    return header_bytes_ + incomplete > header_limit ? http::error::header_limit : error_code();
  }

  // Beast has no limit for it.
  error_code count_framing(std::size_t used, std::size_t incomplete) {
    framing_bytes_ += used;
    const bool is_much = used + incomplete > header_limit || framing_bytes_ + incomplete > header_limit + body_limit_;
    return is_much ? ReadError::much_framing : error_code();
  }

  error_code end_header() {
    const Header& header = parser_->get();
    if (static_cast<std::size_t>(std::ranges::distance(header)) > header_count_limit) {
      return ReadError::many_headers;
    }
    if (is_interim()) {
      restart();
      return ++interim_answers_ > interim_limit ? ReadError::many_interim_answers : error_code();
    }
    response_.status = header.result_int();
    for (const auto& field : header) {
      response_.headers.emplace(text::lower_case(field.name_string()), field.value());
    }
    return is_encoded(header) ? ReadError::encoded : error_code();
  }

  bool has_body_;
  std::size_t body_limit_;
  std::string pending_;
  std::size_t header_bytes_ = 0;  // of interim answers too
  std::size_t framing_bytes_ = 0;
  std::size_t interim_answers_ = 0;
  std::optional<http::response_parser<http::string_body>> parser_;
  Response response_;
};

}  // namespace

const boost::system::error_category& read_error_category() {
  static const ReadErrorCategory category;
  return category;
}

boost::system::error_code make_error_code(ReadError error) { return {static_cast<int>(error), read_error_category()}; }

std::unique_ptr<ResponseReader> make_response_reader(std::string_view method, std::size_t body_limit) {
  return std::make_unique<BeastReader>(method != "HEAD", body_limit);
}

}  // namespace dyndns::http
