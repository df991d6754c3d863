#include "show/events.hpp"

#include <gtest/gtest.h>

#include "show/sample.hpp"

namespace dyndns::show {
namespace {

const std::vector<RecordWish> wishes = {{www, {}}, {apex, {}}};

TEST(Events, TheStartSaysWhatIsLookedAfter) {
  EXPECT_EQ(started_event(wishes, true, {}).message, "started, maintaining 2 records in 1 domain");
}

TEST(Events, TheStartSaysWhatIsMissing) {
  EXPECT_EQ(started_event(wishes, false, Failure{Fault::unavailable, "no netlink"}).message,
            "started, maintaining 2 records in 1 domain; no state directory is given, so the memory is kept in RAM; "
            "cannot watch the network (no netlink), so changes are noticed only at the next interval");
}

TEST(Events, AReloadSaysWhatItChanged) {
  const auto event = reloaded_event(wishes, "interval is 1min, was 5min");
  EXPECT_EQ(event.kind, EventKind::reloaded);
  EXPECT_EQ(event.level, Level::notice);
  EXPECT_EQ(event.message, "configuration reloaded, maintaining 2 records in 1 domain: interval is 1min, was 5min");
}

TEST(Events, AConfigurationThatIsNotUsableIsAnErrorAtStartAndAtReload) {
  for (const auto& event : {not_started_event("ttl: bad"), not_reloaded_event("ttl: bad")}) {
    SCOPED_TRACE(event.message);
    EXPECT_EQ(event.level, Level::error);
    EXPECT_TRUE(event.message.ends_with(": ttl: bad"));
  }
}

TEST(Events, EachProblemIsOne) {
  const auto events = problem_events({{false, "a", "odd"}, {true, "b", "bad"}});
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].level, Level::warning);
  EXPECT_EQ(events[0].message, "a: odd");
  EXPECT_EQ(events[1].level, Level::error);
}

TEST(Events, WakingIsForDebugging) {
  EXPECT_EQ(woken_event("an address came").level, Level::debug);
  EXPECT_EQ(woken_event("an address came").message, "a round begins early: an address came");
}

}  // namespace
}  // namespace dyndns::show
