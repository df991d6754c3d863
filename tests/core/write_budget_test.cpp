#include <gtest/gtest.h>

#include "core/schedule.hpp"

namespace dyndns {
namespace {

using namespace std::chrono_literals;

constexpr SteadyTime start{1000h};
const RrsetKey www{"example.com", "www", RecordType::a};
const RrsetKey mail{"example.com", "mail", RecordType::a};

// How often a record is written between two times that wants to be written each minute.
int writes(WriteBudget& budget, SteadyTime from, SteadyTime until) {
  int count = 0;
  for (auto now = from; now < until; now += 1min) {
    if (!budget.why_not(www, now)) {
      budget.spend(www, now);
      ++count;
    }
  }
  return count;
}

TEST(WriteBudget, IsAFewWritesInARowAndThenOneInEachPeriod) {
  WriteBudget budget;
  EXPECT_EQ(writes(budget, start, start + 30min), 5);
  EXPECT_EQ(writes(budget, start + 30min, start + 60min), 1);
  EXPECT_EQ(writes(budget, start + 60min, start + 24h), 46);
}

TEST(WriteBudget, AfterAQuietTimeNothingIsHeldBack) {
  WriteBudget budget;
  (void)writes(budget, start, start + 1h);
  const auto later = start + 1h + WriteBudget::most * WriteBudget::period;
  EXPECT_EQ(writes(budget, later, later + 10min), WriteBudget::most);
}

TEST(WriteBudget, IsSavedUpToNoMoreThanTheFew) {
  WriteBudget budget;
  budget.spend(www, start);
  EXPECT_EQ(writes(budget, start + 1000h, start + 1000h + 10min), WriteBudget::most);
}

TEST(WriteBudget, EachRecordHasItsOwn) {
  WriteBudget budget;
  (void)writes(budget, start, start + 10min);
  EXPECT_TRUE(budget.why_not(www, start + 10min));
  EXPECT_FALSE(budget.why_not(mail, start + 10min));
  EXPECT_FALSE(budget.is_strained(mail, start + 10min));
}

TEST(WriteBudget, SaysHowMuchIsAllowedAndHowLongItLasts) {
  WriteBudget budget;
  (void)writes(budget, start, start + 5min);
  const auto why = budget.why_not(www, start + 5min + 10s);
  ASSERT_TRUE(why);
  EXPECT_EQ(*why,
            (Failure{Fault::damped,
                     "it was written too often lately (the most is 5 times in a row, then once in 30 min), so what "
                     "Gandi serves is left alone for 25 min",
                     24min + 50s}));
  EXPECT_FALSE(budget.why_not(www, start + 5min + 10s + *why->retry_after));
}

TEST(WriteBudget, HoweverOftenAPersonWritesTheWaitIsNoLongerThanAPeriod) {
  WriteBudget budget;
  for (int i = 0; i < 100; ++i) {
    budget.spend(www, start);
  }
  EXPECT_EQ(budget.why_not(www, start)->retry_after, WriteBudget::period);
}

TEST(WriteBudget, IsStrainedUntilTwoWritesAreLeft) {
  WriteBudget budget;
  EXPECT_FALSE(budget.is_strained(www, start));
  (void)writes(budget, start, start + 5min);
  EXPECT_TRUE(budget.is_strained(www, start + 31min));
  EXPECT_FALSE(budget.why_not(www, start + 31min));
  EXPECT_FALSE(budget.is_strained(www, start + 60min));
}

}  // namespace
}  // namespace dyndns
