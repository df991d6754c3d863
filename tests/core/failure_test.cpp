#include "core/failure.hpp"

#include <gtest/gtest.h>

#include <set>

namespace dyndns {
namespace {

constexpr Fault transient[] = {Fault::unreachable, Fault::timed_out, Fault::unavailable,
                               Fault::unconfirmed, Fault::throttled, Fault::damped};
constexpr Fault lasting[] = {Fault::denied, Fault::missing, Fault::malformed, Fault::refused};

TEST(Failure, WhatPassesByItselfIsTransient) {
  for (const auto fault : transient) {
    EXPECT_TRUE(is_transient(fault)) << to_string(fault);
  }
}

TEST(Failure, WhatNeedsAPersonIsNot) {
  for (const auto fault : lasting) {
    EXPECT_FALSE(is_transient(fault)) << to_string(fault);
  }
}

TEST(Failure, EveryFaultIsOneWordOfItsOwn) {
  std::set<std::string_view> words;
  for (auto fault = Fault::unreachable; fault <= Fault::refused;
       fault = static_cast<Fault>(static_cast<int>(fault) + 1)) {
    SCOPED_TRACE(to_string(fault));
    const auto word = to_string(fault);
    EXPECT_EQ(word.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string_view::npos) << word;
    EXPECT_NE(word, "unknown");
    EXPECT_TRUE(words.insert(word).second) << word;
  }
  EXPECT_EQ(words.size(), std::size(transient) + std::size(lasting));
}

TEST(Failure, IsAValueBesideSuccess) {
  const Result<int> well = 7;
  const Result<int> ill = Failure{Fault::throttled, "slow down", std::chrono::seconds(30)};
  EXPECT_EQ(*well, 7);
  ASSERT_FALSE(ill);
  EXPECT_EQ(ill.error(), (Failure{Fault::throttled, "slow down", std::chrono::seconds(30)}));
  EXPECT_NE(ill.error(), (Failure{Fault::throttled, "slow down"}));
}

}  // namespace
}  // namespace dyndns
