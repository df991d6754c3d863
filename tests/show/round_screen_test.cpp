#include "show/round_screen.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "show/findings_screen.hpp"
#include "show/sample.hpp"

namespace dyndns::show {
namespace {

using namespace std::chrono_literals;

TEST(FindingsLines, APipeGetsALineForEachSource) {
  EXPECT_EQ(findings_lines({sample_findings()}, sample_standings(), noon),
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

TEST(FindingsScreen, ATerminalGetsARowForEachOperatorAndTheVerdictBelow) {
  auto sixth = sample_findings();
  sixth.family = Family::ipv6;
  sixth.answers = {{"https://a/ip", "a", ours6, 73ms},
                   {"https://a/ip2", "a", ours6, 60ms},
                   {"https://b/ip", "b", ours6, 80ms},
                   {"https://c/ip", "c", ours6, 90ms},
                   {"https://liar/ip", "liar", ip("2606:4700:10:0:ffff:ffff:ffff:ffff"), 30ms}};
  sixth.verdict = Agreed{ours6, {"a", "b", "c"}};
  EXPECT_EQ(findings_screen({sample_findings(), sixth}, sample_standings(), noon, {}),
            "                                          IPv4                    IPv6\n"
            "  ✓ a                                    20 ms               60, 73 ms\n"
            "  ✓ b                                   120 ms                   80 ms\n"
            "  – broken                  connection refused\n"
            "  ✓ c                                     5 ms                   90 ms\n"
            "      and said: 'hello'\n"
            "  ✗ liar                       says 104.18.0.0               see below\n"
            "      IPv6 says 2606:4700:10:0:ffff:ffff:ffff:ffff\n"
            "      IPv4 before: rests until 2026-11-23 12:20 UTC after 2 offences: said\n"
            "      104.18.0.0\n"
            "  – slow                   no answer in 300 ms     no answer in 300 ms\n"
            "\n"
            "IPv4  ✓ 81.2.69.142: 3 of 6 operators agree, 3 needed; liar said otherwise; no\n"
            "        address from broken, slow\n"
            "IPv6  ✓ 2a02:6b67::1: 3 of 6 operators agree, 3 needed; liar said otherwise; no\n"
            "        address from slow\n");
}

TEST(FindingsScreen, NothingIsRedThatIsWell) {
  auto well = sample_findings();
  std::erase_if(well.answers, [](const Answer& answer) { return answer.operator_name == "liar"; });
  const auto screen = findings_screen({well}, {}, noon, {true});
  EXPECT_EQ(screen.find("\x1b[31m"), std::string::npos) << screen;
  EXPECT_NE(findings_screen({sample_findings()}, {}, noon, {true}).find("\x1b[31m"), std::string::npos);
}

TEST(FindingsScreen, WithoutAVerdictNobodyDissents) {
  Findings split{Family::ipv4, 2, 2};
  split.answers = {{"https://a/ip", "a", ours, 1ms}, {"https://b/ip", "b", lie, 1ms}};
  split.verdict = NoQuorum{ours, 1, 1};
  EXPECT_EQ(findings_screen({split}, {}, noon, {}),
            "                                          IPv4\n"
            "  – a                         says 81.2.69.142\n"
            "  – b                          says 104.18.0.0\n"
            "\n"
            "IPv4  ✗ no quorum for IPv4: best address has 1 of the 2 votes required, another\n"
            "        has as many, 2 of 2 operators gave an address\n");
}

TEST(FindingsScreen, NoLineIsLongerThanEightyColumns) {
  auto long_words = sample_findings();
  for (int i = 0; i < 20; ++i) {
    long_words.answers.push_back({"https://x/" + std::to_string(i), "a.quite-long-operator-name.example",
                                  Failure{Fault::malformed,
                                          "the page at 'https://x/' is no address but says: 'We are "
                                          "sorry, this service has moved to another place'"},
                                  1234ms});
  }
  std::istringstream lines(findings_screen({long_words, long_words}, sample_standings(), noon, {}));
  for (std::string line; std::getline(lines, line);) {
    SCOPED_TRACE(line);
    EXPECT_LE(columns_of(line), page_width);
  }
}

TEST(FindingsLines, WithoutAQuorumEveryAddressIsAVoteAndTheReasonIsTheVerdict) {
  Findings split{Family::ipv4, 2, 2};
  split.answers = {{"https://a/ip", "a", ours, std::chrono::milliseconds(1)},
                   {"https://b/ip", "b", lie, std::chrono::milliseconds(1)}};
  split.verdict = NoQuorum{ours, 1, 1};
  EXPECT_EQ(findings_lines({split}, {}, noon),
            "a IPv4 1 ms https://a/ip vote 81.2.69.142\n"
            "b IPv4 1 ms https://b/ip vote 104.18.0.0\n"
            "IPv4: 2 operators asked, 2 gave an address\n"
            "no quorum for IPv4: best address has 1 of the 2 votes required, another has as many, 2 of 2 operators "
            "gave an address\n");
}

TEST(RoundLines, SaysWhatBecameOfEachRecord) {
  auto report = sample_report();
  const RrsetKey mail{"example.com", "mail", RecordType::a};
  report.records.push_back({mail, Outcome::unchanged, {}, ours, Ttl(600)});
  report.records.push_back({mail, Outcome::confirmed, {}, ours, Ttl(600)});
  report.records.push_back({mail});
  report.findings.clear();
  EXPECT_EQ(round_lines(report, {}, noon),
            "example.com A: address of 'example.com' changed from 81.2.69.7 to 81.2.69.142\n"
            "www.example.com A: failed\n"
            "mail.example.com A: unchanged, Gandi serves 81.2.69.142 with TTL 600 s\n"
            "mail.example.com A: unchanged, 81.2.69.142 was seen at Gandi a short while ago\n"
            "mail.example.com A: left alone, the address is not known\n"
            "cannot update 'www.example.com': the token is refused\n");
}

TEST(RoundLines, OneCauseIsToldOnceHoweverManyRecordsItStops) {
  auto report = sample_report();
  report.findings.clear();
  report.records.clear();
  for (const auto* name : {"a", "b", "c"}) {
    update::RecordReport failed{{"example.com", name, RecordType::a}, Outcome::failed};
    failed.failure = denied;
    report.records.push_back(failed);
  }
  EXPECT_EQ(round_lines(report, {}, noon),
            "a.example.com A: failed\n"
            "b.example.com A: failed\n"
            "c.example.com A: failed\n"
            "cannot update 'a.example.com', 'b.example.com' and 1 more: the token is refused\n");
}

TEST(RecordsScreen, MarksWhatChangesAndEndsWithWhatIsWrong) {
  auto report = sample_report();
  const RrsetKey mail{"example.com", "mail", RecordType::a};
  report.records.push_back({mail, Outcome::unchanged, {}, ours, Ttl(600)});
  report.records.push_back({mail, Outcome::planned, {old}, ours, Ttl(600)});
  report.records.push_back({mail, Outcome::planned, {}, ours, Ttl(600)});
  report.records.push_back({mail});
  EXPECT_EQ(records_screen(report, {}),
            "  → example.com       A  was 81.2.69.7, now 81.2.69.142, TTL 5 min\n"
            "  ✗ www.example.com   A  failed\n"
            "  ✓ mail.example.com  A  81.2.69.142, unchanged\n"
            "  → mail.example.com  A  81.2.69.7 would become 81.2.69.142, TTL 10 min\n"
            "  → mail.example.com  A  would be created with 81.2.69.142, TTL 10 min\n"
            "  – mail.example.com  A  left alone\n"
            "✗ cannot update 'www.example.com': the token is refused\n");
}

TEST(AccountScreen, SaysHowLongTheTokenLivesOrWhatIsWrong) {
  EXPECT_EQ(account_screen("token expires in 80 days", {}, {}), "Gandi ✓ token expires in 80 days\n");
  EXPECT_EQ(account_screen("token expires in 5 days", {{"token expires in 5 days; renew it", 1}}, {}),
            "Gandi ! token expires in 5 days; renew it\n");
  EXPECT_EQ(account_screen("", {{"the token is refused", 77}}, {}), "Gandi ✗ the token is refused\n");
  EXPECT_EQ(account_lines("token expires in 80 days", {{"wrong", 1}}),
            "Gandi: token expires in 80 days\nGandi: wrong\n");
}

TEST(RoundLines, BeginsWithTheFindings) {
  EXPECT_TRUE(round_lines(sample_report(), {}, noon).starts_with("a IPv4 20 ms https://a/ip vote 81.2.69.142\n"));
}

TEST(ProgressLine, CountsAnswers) { EXPECT_EQ(progress_line(2, 28), "2 of 28 questions answered"); }

}  // namespace
}  // namespace dyndns::show
