#include "gandi/classic/value.hpp"

#include <charconv>
#include <cmath>

#include "text/words.hpp"

namespace dyndns::gandi::classic {
namespace {

constexpr double largest = 9007199254740992;  // up to here a double holds every whole number

std::optional<std::int64_t> whole_number(std::string_view text) {
  text = text::trim(text);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> Value::whole() const {
  if (const auto* const held = std::get_if<double>(&held_)) {
    const bool is_whole = std::trunc(*held) == *held && std::abs(*held) <= largest;
    return is_whole ? std::optional(static_cast<std::int64_t>(*held)) : std::nullopt;
  }
  return text() != nullptr ? whole_number(*text()) : integer();
}

}  // namespace dyndns::gandi::classic
