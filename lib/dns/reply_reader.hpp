// Takes the parts of a DNS message from its front (RFC 1035, section 4.1).
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace dyndns::dns {

using Bytes = std::span<const std::uint8_t>;

// Once something is missing or broken, the reader has failed for good, and gives zeros and nothing.
class ReplyReader {
 public:
  explicit ReplyReader(Bytes message) : message_(message) {}

  [[nodiscard]] bool has_failed() const { return has_failed_; }

  [[nodiscard]] std::uint16_t number();
  [[nodiscard]] Bytes bytes(std::size_t size);
  // In wire form and lower case, its compression undone.
  [[nodiscard]] std::string name();

 private:
  [[nodiscard]] unsigned byte();
  [[nodiscard]] std::string label(unsigned length);

  Bytes message_;
  std::size_t place_ = 0;
  bool has_failed_ = false;
};

// "example.com" in the same form.
[[nodiscard]] std::string wire_name(const std::string& name);

}  // namespace dyndns::dns
