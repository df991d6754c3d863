// Configurations that differ in their credential, and what must never be said of it.
#pragma once

#include "config/desk.hpp"

namespace dyndns::config {

// The members stand before the rest of a good configuration, and end with a comma.
inline Reading read_credential(const Desk& desk, const std::string& members) {
  return desk.read("{" + members + R"( "domains": {"example.com": ["www"]}})");
}

// No message, of whatever kind, holds the secret.
inline void expect_silence_about(const std::string& secret, const Reading& reading) {
  for (const auto& problem : reading.problems) {
    EXPECT_EQ(problem.message.find(secret), std::string::npos) << problem.message;
    EXPECT_EQ(problem.where.find(secret), std::string::npos) << problem.where;
  }
}

}  // namespace dyndns::config
