#include "show/status_screen.hpp"

#include <gtest/gtest.h>

#include "show/sample.hpp"

namespace dyndns::show {
namespace {

using namespace std::chrono_literals;

TEST(StatusScreen, ShowsRecordsAddressesAndSources) {
  EXPECT_EQ(status_screen(sample_status(), true, noon),
            "gandi-dyndnsd 0.1.0 has been running since 2026-11-23 08:00 UTC: all is well\n"
            "Next round in 4 min, status written 60 s ago\n"
            "Served by Gandi\n"
            "  example.com      A  81.2.69.142  since 2026-11-22 10:00 UTC  TTL 300 s  seen 10 min ago\n"
            "  www.example.com  A  not known\n"
            "Our address\n"
            "  IPv4 81.2.69.142, agreed on by a, b, c\n"
            "  no quorum for IPv6\n"
            "Sources\n"
            "  a  IPv4  85 ms  60 s ago   81.2.69.142\n"
            "  b  IPv4  -      3 h ago    no answer; rests until 2026-11-23 12:20 UTC after 2 offences: no answer\n"
            "  c  IPv4  -      not asked\n");
}

TEST(StatusScreen, ProblemsComeFirst) {
  auto status = sample_status();
  status.problems = {"the token has expired", "no quorum for IPv6"};
  const auto screen = status_screen(status, true, noon);
  EXPECT_NE(screen.find("UTC: 2 problems\n  ! the token has expired\n  ! no quorum for IPv6\nNext round"),
            std::string::npos)
      << screen;
}

TEST(StatusScreen, ADaemonThatIsGoneIsSaidToBe) {
  const auto screen = status_screen(sample_status(), false, noon + 2h);
  EXPECT_TRUE(screen.starts_with("gandi-dyndnsd 0.1.0 is not running; last heard from 2 h ago\nServed by Gandi\n"))
      << screen;
}

TEST(StatusScreen, ARoundThatIsLongOverdueIsSaidToBeStuck) {
  const auto screen = status_screen(sample_status(), true, noon + 10min);
  EXPECT_NE(screen.find("The next round was due 6 min ago: is it stuck? 'journalctl -u gandi-dyndnsd' may tell\n"),
            std::string::npos)
      << screen;
}

TEST(StatusScreen, ARecordInDoubtIsSaidToBe) {
  auto status = sample_status();
  status.records[0].seen->confirmed.reset();
  EXPECT_NE(status_screen(status, true, noon).find("TTL 300 s  in doubt\n"), std::string::npos);
}

TEST(StatusScreen, ASourceThatSaysOtherwiseDissents) {
  auto status = sample_status();
  status.sources[0].heard->agrees = false;
  EXPECT_NE(status_screen(status, true, noon).find("81.2.69.142 (dissents)\n"), std::string::npos);
}

TEST(StatusScreen, TheTokensEndIsShownWhenItIsKnown) {
  auto status = sample_status();
  status.token_end = noon + 24h * 30;
  EXPECT_TRUE(status_screen(status, true, noon).ends_with("Token expires 2026-12-23 12:00 UTC, in 30 days\n"));
}

TEST(StatusScreen, WithoutAStatusItSaysWhereItLooked) {
  EXPECT_EQ(no_status_line("/run/gandi-dyndnsd/status.json"),
            "no sign of a daemon: '/run/gandi-dyndnsd/status.json' does not exist; "
            "'systemctl status gandi-dyndnsd' may tell more");
}

}  // namespace
}  // namespace dyndns::show
