#include "http/read_error.hpp"

#include <string>

#include "http/response_reader.hpp"

namespace dyndns::http {
namespace {

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
        return "has too much around the chunks of its body";
      case ReadError::encoded:
        return "is compressed or encoded otherwise, which it was not asked to be";
    }
    return "is not understood";
  }
};

}  // namespace

const boost::system::error_category& read_error_category() {
  static const ReadErrorCategory category;
  return category;
}

boost::system::error_code make_error_code(ReadError error) { return {static_cast<int>(error), read_error_category()}; }

}  // namespace dyndns::http
