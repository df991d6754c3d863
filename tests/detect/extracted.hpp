// What is made of an answer's body, in words.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "detect/extract.hpp"

namespace dyndns::detect {

inline const TextFormat text;
inline const ScanFormat scan;

// The address as text, or what is said instead.
inline std::string read(std::string_view body, const AnswerFormat& format, Family family = Family::ipv4) {
  const auto found = extract(body, format, family);
  if (!found) {
    EXPECT_EQ(found.error().fault, Fault::malformed);
    EXPECT_EQ(found.error().detail.find('\n'), std::string::npos);
  }
  return found ? found->to_string() : found.error().detail;
}

inline bool is_refused(std::string_view body, const AnswerFormat& format, Family family = Family::ipv4) {
  return !extract(body, format, family);
}

}  // namespace dyndns::detect
