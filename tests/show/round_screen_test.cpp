#include "show/round_screen.hpp"

#include <gtest/gtest.h>

#include "show/sample.hpp"

namespace dyndns::show {
namespace {

TEST(FindingsScreen, APipeGetsALineForEachSource) {
  EXPECT_EQ(findings_screen({sample_findings()}, sample_standings(), noon, false),
            "a IPv4 20 ms https://a/ip vote 81.2.69.142\n"
            "b IPv4 120 ms https://b/ip vote 81.2.69.142\n"
            "c IPv4 5 ms dns c vote 81.2.69.142 (and said: 'hello')\n"
            "liar IPv4 30 ms https://liar/ip dissent 104.18.0.0; rests until 2026-11-23 12:20 UTC after 2 offences: "
            "said 104.18.0.0\n"
            "broken IPv4 1 ms https://broken/ip no vote connection refused\n"
            "slow IPv4 300 ms https://slow/ip no vote gave no answer\n"
            "IPv4: 6 operators asked, 4 gave an address\n"
            "IPv4 address is 81.2.69.142: 3 operators agree (a, b, c)\n");
}

TEST(FindingsScreen, ATerminalGetsColumnsAndColours) {
  const auto screen = findings_screen({sample_findings()}, {}, noon, true);
  EXPECT_TRUE(screen.starts_with("a       IPv4  20 ms   https://a/ip       \x1b[32mvote\x1b[0m     81.2.69.142\n"))
      << screen;
  EXPECT_NE(screen.find("\x1b[33mdissent\x1b[0m  104.18.0.0\n"), std::string::npos) << screen;
  EXPECT_NE(screen.find("\x1b[31mno vote\x1b[0m  connection refused\n"), std::string::npos) << screen;
}

TEST(FindingsScreen, WithoutAQuorumEveryAddressIsAVoteAndTheReasonIsTheVerdict) {
  Findings split{Family::ipv4, 2, 2};
  split.answers = {{"https://a/ip", "a", ours, std::chrono::milliseconds(1)},
                   {"https://b/ip", "b", lie, std::chrono::milliseconds(1)}};
  split.verdict = NoQuorum{ours, 1, 1};
  EXPECT_EQ(findings_screen({split}, {}, noon, false),
            "a IPv4 1 ms https://a/ip vote 81.2.69.142\n"
            "b IPv4 1 ms https://b/ip vote 104.18.0.0\n"
            "IPv4: 2 operators asked, 2 gave an address\n"
            "no quorum for IPv4: best address has 1 of the 2 votes required, another has as many, 2 of 2 operators "
            "gave an address\n");
}

TEST(RoundScreen, SaysWhatBecameOfEachRecord) {
  auto report = sample_report();
  const RrsetKey mail{"example.com", "mail", RecordType::a};
  report.records.push_back({mail, Outcome::unchanged, {}, ours, Ttl(600)});
  report.records.push_back({mail, Outcome::confirmed, {}, ours, Ttl(600)});
  report.records.push_back({mail});
  report.findings.clear();
  EXPECT_EQ(round_screen(report, {}, noon),
            "example.com A: address of 'example.com' changed from 81.2.69.7 to 81.2.69.142\n"
            "www.example.com A: failed: the token is refused\n"
            "mail.example.com A: unchanged, Gandi serves 81.2.69.142 with TTL 600 s\n"
            "mail.example.com A: unchanged, 81.2.69.142 was seen at Gandi a short while ago\n"
            "mail.example.com A: left alone, the address is not known\n");
}

TEST(RoundScreen, BeginsWithTheFindings) {
  EXPECT_TRUE(round_screen(sample_report(), {}, noon).starts_with("a IPv4 20 ms https://a/ip vote 81.2.69.142\n"));
}

TEST(ProgressLine, CountsAnswers) {
  EXPECT_EQ(progress_line(Family::ipv6, 2, 14), "IPv6: 2 of 14 providers have answered");
}

}  // namespace
}  // namespace dyndns::show
