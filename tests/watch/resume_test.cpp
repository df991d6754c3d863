// Only the judgement: that the kernel tells of a suspend cannot be tested without suspending the machine or setting its
// clock.
#include "watch/resume.hpp"

#include <gtest/gtest.h>

namespace dyndns::watch {
namespace {

using namespace std::chrono_literals;

TEST(Suspend, IsTold) {
  EXPECT_EQ(slept(0s, 8h), "the machine was suspended for 28800 s");
  EXPECT_EQ(slept(3h, 3h + 30s), "the machine was suspended for 30 s");
}

TEST(Suspend, IsNoReasonWhenNothingIsLateByIt) { EXPECT_EQ(slept(3h, 3h + 29s), std::nullopt); }

TEST(Suspend, IsNoneWhenOnlyTheClockWasSet) { EXPECT_EQ(slept(3h, 3h + 5ns), std::nullopt); }

}  // namespace
}  // namespace dyndns::watch
