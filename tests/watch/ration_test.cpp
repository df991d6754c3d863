#include "watch/ration.hpp"

#include <gtest/gtest.h>

namespace dyndns::watch {
namespace {

using namespace std::chrono_literals;

constexpr SteadyTime noon{12h};

// How often it may happen by `until`, when it happens as often as it may.
int most_by(Ration& ration, SteadyTime from, SteadyTime until) {
  int times = 0;
  for (auto now = std::max(from, ration.next()); now <= until; now = std::max(now, ration.next())) {
    ration.take(now);
    ++times;
  }
  return times;
}

TEST(Ration, IsAFewAtOnceAndThenOneEachPeriod) {
  Ration ration(3, 1min);
  EXPECT_LE(ration.next(), noon);
  EXPECT_EQ(most_by(ration, noon, noon), 3);
  EXPECT_EQ(ration.next(), noon + 1min);
  EXPECT_EQ(most_by(ration, noon, noon + 59s), 0);
  EXPECT_EQ(most_by(ration, noon, noon + 1h), 60);
}

TEST(Ration, IsSavedUpButToNoMoreThanTheFew) {
  Ration ration(3, 1min);
  most_by(ration, noon, noon);
  EXPECT_EQ(most_by(ration, noon + 2min, noon + 2min), 2);
  EXPECT_EQ(most_by(ration, noon + 24h, noon + 24h), 3);
}

}  // namespace
}  // namespace dyndns::watch
