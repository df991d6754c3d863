// What each fuzzer does with an input, beside libFuzzer's own function.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <string_view>

namespace dyndns::fuzz {

inline std::size_t accepted = 0;  // inputs, or parts of them, that were found good

// A property that was promised does not hold.
inline void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

inline std::string_view text(const unsigned char* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace dyndns::fuzz
