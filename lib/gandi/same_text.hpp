// Names and types of the DNS compared as the DNS does it.
#pragma once

#include <algorithm>
#include <string_view>

namespace dyndns::gandi {

// DNS knows no difference between upper and lower case (RFC 4343), and a zone that was typed by hand may hold both.
[[nodiscard]] inline bool same_text(std::string_view one, std::string_view other) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(one, other, {}, lower, lower);
}

}  // namespace dyndns::gandi
