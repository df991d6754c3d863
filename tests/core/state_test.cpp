#include "core/state.hpp"

#include <gtest/gtest.h>

#include "fakes/ip.hpp"

namespace dyndns {
namespace {

using fakes::ip;
using namespace std::chrono_literals;

const Address ours = ip("81.2.69.142");
const RrsetKey www{"example.com", "www", RecordType::a};
constexpr WallTime seen{std::chrono::seconds(1'767'225'600)};

const State state{"livedns", {{www, {ours, Ttl(300), seen - 24h, seen}}}};

bool known(const WantedRrset& wanted, WallTime now) { return is_confirmed(state, wanted, now, 1h); }

TEST(State, WhatWasSeenLatelyNeedNotBeAsked) {
  EXPECT_TRUE(known({www, ours, {}}, seen));
  EXPECT_TRUE(known({www, ours, {}}, seen + 59min + 59s));
}

TEST(State, WhatWasSeenTooLongAgoIsAskedAgain) {
  EXPECT_FALSE(known({www, ours, {}}, seen + 1h));
  EXPECT_FALSE(known({www, ours, {}}, seen + 1000h));
}

TEST(State, AConfirmationFromTheFutureSaysNothing) {
  EXPECT_FALSE(known({www, ours, {}}, seen - 1s));
  EXPECT_FALSE(known({www, ours, {}}, seen - 1000h));
}

TEST(State, ATtlThatGandiDoesNotTellLeavesNothingInDoubt) {
  auto untold = state;
  untold.records.at(www).ttl = Ttl();
  EXPECT_TRUE(is_confirmed(untold, {www, ours, Ttl(600)}, seen, 1h));
  EXPECT_FALSE(known({www, ours, Ttl(600)}, seen));
}

TEST(State, WhatIsInDoubtIsAskedAgain) {
  auto doubtful = state;
  doubtful.records.at(www).confirmed.reset();
  EXPECT_FALSE(is_confirmed(doubtful, {www, ours, {}}, seen, 1h));
}

TEST(State, InDoubtEverythingIsAskedAgainAndNothingIsForgotten) {
  auto expected = state;
  expected.records.at(www).confirmed.reset();
  EXPECT_EQ(in_doubt(state), expected);
}

TEST(State, AnotherAddressOrRecordIsNotConfirmed) {
  EXPECT_FALSE(known({www, ip("81.2.69.7"), {}}, seen));
  EXPECT_FALSE(known({{"example.com", "mail", RecordType::a}, ours, {}}, seen));
  EXPECT_FALSE(known({{"example.com", "www", RecordType::aaaa}, ours, {}}, seen));
}

TEST(State, AConfiguredTtlMustBeTheOneSeen) {
  EXPECT_TRUE(known({www, ours, Ttl(300)}, seen));
  EXPECT_FALSE(known({www, ours, Ttl(600)}, seen));
}

TEST(State, AnIntervalOfNothingAsksAlways) { EXPECT_FALSE(is_confirmed(state, {www, ours, {}}, seen, 0s)); }

TEST(State, AnEmptyMemoryConfirmsNothing) { EXPECT_FALSE(is_confirmed({}, {www, ours, {}}, seen, 1h)); }

TEST(State, HowFastTheSourcesAreTodayIsNotWorthStoring) {
  const SourceKey source{Family::ipv4, "https://v4.ident.me/"};
  auto before = state;
  before.standings[source] = {85ms, 4ms};
  auto now = before;
  EXPECT_FALSE(is_worth_storing(state, now));  // a source more
  now.standings[source].latency = 99ms;
  EXPECT_FALSE(is_worth_storing(before, now));
  now.standings[source].offences = 1;
  EXPECT_TRUE(is_worth_storing(before, now));
  now = before;
  now.standings[source] = {85ms, 4ms, 1, seen};
  EXPECT_TRUE(is_worth_storing(before, now));
  EXPECT_TRUE(is_worth_storing(now, before));
  before = now;
  now.standings[source].rests_until = seen + 10min;
  EXPECT_TRUE(is_worth_storing(before, now));
  now = before;
  now.records.at(www).confirmed = seen + 1s;
  EXPECT_TRUE(is_worth_storing(before, now));
  now = before;
  now.origin = "xmlrpc";
  EXPECT_TRUE(is_worth_storing(before, now));
  now = before;
  now.access = 1;
  EXPECT_TRUE(is_worth_storing(before, now));
}

TEST(CheckOf, TellsASecretFromEveryOneWithASlipInIt) {
  const std::string token = "pat_0123456789abcdefghijklmnopqrstuvwxyz";
  const auto check = check_of(Secret(token));
  EXPECT_EQ(check, check_of(Secret(token)));
  EXPECT_NE(check, check_of(Secret(token + '0')));
  for (std::size_t i = 0; i + 1 < token.size(); ++i) {
    SCOPED_TRACE(i);
    auto slipped = token;
    slipped[i] = 'X';
    EXPECT_NE(check, check_of(Secret(slipped)));
    slipped = token;
    std::swap(slipped[i], slipped[i + 1]);
    EXPECT_NE(check, check_of(Secret(slipped)));
  }
}

// A file with it is read by newer programs.
TEST(CheckOf, IsTheOneOfX25) { EXPECT_EQ(check_of(Secret("123456789")), 0x906e); }

}  // namespace
}  // namespace dyndns
