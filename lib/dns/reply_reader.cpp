#include "dns/reply_reader.hpp"

#include <optional>

namespace dyndns::dns {
namespace {

constexpr std::size_t longest_wire_name = 255;  // in wire form
constexpr unsigned longest_label = 63;
constexpr unsigned pointer_mark = 0xc0;  // in place of a label's length: the name goes on elsewhere

char lower_case(std::uint8_t letter) {
  const bool is_upper = letter >= 'A' && letter <= 'Z';
  return static_cast<char>(is_upper ? letter - 'A' + 'a' : letter);
}

}  // namespace

Bytes ReplyReader::bytes(std::size_t size) {
  if (has_failed_ || size > message_.size() - place_) {
    has_failed_ = true;
    return {};
  }
  place_ += size;
  return message_.subspan(place_ - size, size);
}

unsigned ReplyReader::byte() {
  const auto one = bytes(1);
  return one.empty() ? 0 : one[0];
}

std::uint16_t ReplyReader::number() {
  const auto high = byte();
  return static_cast<std::uint16_t>(high << 8U | byte());
}

std::string ReplyReader::label(unsigned length) {
  has_failed_ |= length > longest_label;
  std::string label(1, static_cast<char>(length));
  for (const auto letter : bytes(length)) {
    label += lower_case(letter);
  }
  return label;
}

// A pointer has to lead backwards, so that none can lead in circles.
std::string ReplyReader::name() {
  std::string name;
  ReplyReader part = *this;        // goes wherever pointers lead
  std::optional<std::size_t> end;  // of what stands here
  for (auto begin = place_; !part.has_failed_ && name.size() < longest_wire_name;) {
    const auto mark = part.byte();
    if ((mark & pointer_mark) == pointer_mark) {
      const std::size_t target = (mark & ~pointer_mark) << 8U | part.byte();
      end = end.value_or(part.place_);
      part.has_failed_ |= target >= begin;
      part.place_ = begin = target;
    } else if (mark != 0) {
      name += part.label(mark);
    } else if (!part.has_failed_) {
      place_ = end.value_or(part.place_);
      return name + '\0';
    }
  }
  has_failed_ = true;
  return {};
}

std::string wire_name(const std::string& name) {
  std::string wire;
  for (std::size_t begin = 0; begin < name.size();) {
    const auto end = std::min(name.find('.', begin), name.size());
    wire += static_cast<char>(end - begin) + name.substr(begin, end - begin);
    begin = end + 1;
  }
  return wire + '\0';
}

}  // namespace dyndns::dns
