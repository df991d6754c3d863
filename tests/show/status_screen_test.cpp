#include "show/status_screen.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "show/sample.hpp"
#include "show/sentences.hpp"

namespace dyndns::show {
namespace {

using namespace std::chrono_literals;

class StatusScreen : public testing::Test {
 protected:
  StatusScreen() { ::setenv("TZ", "UTC", 1); }

  static std::string screen(const Status& status, bool is_running = true, WallTime now = noon, bool all = false) {
    return status_screen(status, is_running, now, {}, all);
  }

  static Status well(std::size_t records) {
    auto status = sample_status();
    status.addresses = {{Family::ipv4, ours, {"a", "b", "c"}}, {Family::ipv6, ours6, {"a", "b", "c"}}};
    status.records.clear();
    for (std::size_t i = 0; i < records; ++i) {
      const auto name = "host" + std::to_string(i);
      for (const auto& [type, address] : {std::pair(RecordType::a, ours), std::pair(RecordType::aaaa, ours6)}) {
        status.records.push_back({{"example.com", name, type},
                                  Outcome::confirmed,
                                  Confirmation{address, Ttl(300), noon - 26h, noon - 10min}});
      }
    }
    status.sources = {status.sources[0], status.sources[2]};
    status.token_end = noon + 24h * 30;
    return status;
  }
};

TEST_F(StatusScreen, WhatIsWrongComesFirstWithItsRemedyAndTheNextTry) {
  auto status = sample_status();
  status.troubles = {{"token expires in 5 days; make a new token at Gandi and put it into 'token_file', then run "
                      "'systemctl reload gandi-dyndnsd'",
                      1},
                     {"cannot update 'www.example.com': no such zone; check the spelling", 78, noon + 49min},
                     {"no quorum for IPv6", 69, noon + 10s}};
  EXPECT_EQ(screen(status),
            "✗ gandi-dyndnsd 0.1.0: 3 problems, 1 of 2 records up to date\n"
            "  up 4 h, last round 60 s ago, next 12:04 (in 4 min)\n"
            "\n"
            "  ! token expires in 5 days\n"
            "      → make a new token at Gandi and put it into 'token_file', then run\n"
            "        'systemctl reload gandi-dyndnsd'\n"
            "  ✗ cannot update 'www.example.com': no such zone\n"
            "      → check the spelling; tried again 12:49\n"
            "  ✗ no quorum for IPv6\n"
            "      → tried again 12:00\n"
            "\n"
            "IPv4  81.2.69.142  3 votes: a, b, c\n"
            "  ✗ www.example.com  not known\n"
            "  ✓ example.com      since 22 Nov 10:00  TTL 5 min  seen 10 min ago\n"
            "\n"
            "IPv6  ✗ no quorum for IPv6\n"
            "\n"
            "Sources  2 of 3 in good standing (1 not asked yet)\n"
            "  ! b IPv4 rests until 12:20; no answer\n");
}

TEST_F(StatusScreen, HasTwentyFourLinesAtMostWhileAllIsWell) {
  for (const std::size_t records : {1U, 5U, 6U, 7U, 100U}) {
    SCOPED_TRACE(records);
    const auto text = screen(well(records));
    EXPECT_TRUE(text.starts_with("✓ gandi-dyndnsd 0.1.0: all is well, ")) << text;
    EXPECT_LE(std::ranges::count(text, '\n'), 24) << text;
  }
  EXPECT_NE(screen(well(100)).find("    and 95 more, up to date; --all shows them\n"), std::string::npos);
  const auto whole = screen(well(100), true, noon, true);
  EXPECT_NE(whole.find("host99.example.com"), std::string::npos);
  EXPECT_NE(whole.find("  a  IPv4  ✓✓✓.✓  85 ms  good\n"), std::string::npos) << whole;
}

TEST_F(StatusScreen, EveryRecordThatFailsIsShownHoweverManyThereAre) {
  auto status = well(100);
  for (auto& record : status.records) {
    record.outcome = Outcome::failed;
    record.failure = "down";
  }
  EXPECT_NE(screen(status).find("host99.example.com"), std::string::npos);
}

TEST_F(StatusScreen, BeforeTheFirstRoundItSaysSo) {
  const Status status{"0.1.0", 712, noon - 1s, noon - 1s, noon};
  EXPECT_EQ(screen(status),
            "✓ gandi-dyndnsd 0.1.0: all is well, the first round is under way\n"
            "  up 1 s, next 12:00 (in 0 s)\n");
}

TEST_F(StatusScreen, WhyItLookedIsSaidWhereItWasNotTime) {
  auto status = sample_status();
  status.occasion = "network";
  EXPECT_NE(screen(status).find("last round 60 s ago (the network changed), next"), std::string::npos);
}

TEST_F(StatusScreen, ADaemonThatIsGoneIsSaidToBe) {
  const auto text = screen(sample_status(), false, noon + 2h);
  EXPECT_TRUE(text.starts_with("✗ gandi-dyndnsd 0.1.0 is not running; last heard from 2 h ago\n\nIPv4")) << text;
}

TEST_F(StatusScreen, ARoundThatIsLongOverdueIsSaidToBeStuck) {
  const auto text = screen(sample_status(), true, noon + 10min);
  EXPECT_NE(text.find("  the next round was due 6 min ago: is it stuck? 'journalctl -u gandi-dyndnsd'\n  may tell\n"),
            std::string::npos)
      << text;
}

TEST_F(StatusScreen, ARecordInDoubtIsSaidToBe) {
  auto status = sample_status();
  status.records[0].seen->confirmed.reset();
  EXPECT_NE(screen(status).find("TTL 5 min  in doubt\n"), std::string::npos);
}

TEST_F(StatusScreen, ARecordWithAnotherAddressThanOursShowsIt) {
  auto status = sample_status();
  status.records[0].seen->address = old;
  EXPECT_NE(screen(status).find("seen 10 min ago  81.2.69.7\n"), std::string::npos);
}

TEST_F(StatusScreen, TheTokensEndIsShownWhenItIsKnown) {
  EXPECT_TRUE(screen(well(1)).ends_with("\nToken    good until 23 Dec 12:00, 30 days from now\n")) << screen(well(1));
}

TEST_F(StatusScreen, WithoutAStatusItSaysWhereItLooked) {
  EXPECT_EQ(no_status_line("/run/gandi-dyndnsd@two/status.json", "gandi-dyndnsd@two"),
            "no sign of a daemon: '/run/gandi-dyndnsd@two/status.json' does not exist; "
            "'systemctl status gandi-dyndnsd@two' may tell more");
}

TEST(StatusLine, IsTheSummaryOrHowMuchIsWrongAndTheFirstOfIt) {
  EXPECT_EQ(status_line({}, ""), "first round under way");
  EXPECT_EQ(status_line({}, "81.2.69.142 in 2 records"), "81.2.69.142 in 2 records");
  EXPECT_EQ(status_line({{"the token has expired", 77}}, "81.2.69.142 in 2 records"), "the token has expired");
  EXPECT_EQ(status_line({{"the token has expired", 77}, {"no quorum", 69}}, ""), "2 problems: the token has expired");
}

TEST(StatusLine, HasAHundredAndTwentyBytesAtMost) {
  EXPECT_EQ(status_line({{std::string(500, 'x'), 77}}, "").size(), 120U);
}

}  // namespace
}  // namespace dyndns::show
