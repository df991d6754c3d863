#include "show/json.hpp"

#include <gtest/gtest.h>

#include "show/sample.hpp"

namespace dyndns::show {
namespace {

TEST(Json, FindingsHoldAnswersSilencesAndTheVerdict) {
  EXPECT_EQ(
      to_json({sample_findings()}, sample_standings(), {{"the token is refused", 77}}),
      R"({"detections":[{"family":"IPv4","quorum":3,"asked":6,"answers":[)"
      R"({"source":"https://a/ip","operator":"a","latency_ms":20,"address":"81.2.69.142","agrees":true},)"
      R"({"source":"https://b/ip","operator":"b","latency_ms":120,"address":"81.2.69.142","agrees":true},)"
      R"({"source":"dns c","operator":"c","latency_ms":5,"address":"81.2.69.142","agrees":true,"remark":"hello"},)"
      R"({"source":"https://liar/ip","operator":"liar","latency_ms":30,"address":"104.18.0.0","agrees":false,)"
      R"("offences":2,"rests_until":"2026-11-23T12:20:00Z","last_offence":"said 104.18.0.0"},)"
      R"({"source":"https://broken/ip","operator":"broken","latency_ms":1,)"
      R"("failure":{"fault":"unreachable","detail":"connection refused"}}],)"
      R"("silent":[{"source":"https://slow/ip","operator":"slow","waited_ms":300}],)"
      R"("verdict":{"agreed":true,"address":"81.2.69.142","operators":["a","b","c"]}}],)"
      R"("account":{"problems":[{"what":"the token is refused","exit_code":77}]}})");
}

TEST(Json, NoQuorumNamesTheBestAddress) {
  Findings none{Family::ipv6, 3, 2};
  none.verdict = NoQuorum{ours, 2, 1};
  EXPECT_EQ(to_json({none}, {}, {}),
            R"({"detections":[{"family":"IPv6","quorum":3,"asked":2,"answers":[],"silent":[],)"
            R"("verdict":{"agreed":false,"best_votes":2,"best":"81.2.69.142"}}],"account":{"problems":[]}})");
}

TEST(Json, ARoundHoldsItsRecordsAndItsExitCode) {
  auto report = sample_report();
  report.findings.clear();
  EXPECT_EQ(to_json(report, {}),
            R"({"dry_run":false,"detections":[],"records":[)"
            R"({"domain":"example.com","name":"@","type":"A","outcome":"changed","before":["81.2.69.7"],)"
            R"("address":"81.2.69.142","ttl":300},)"
            R"({"domain":"example.com","name":"www","type":"A","outcome":"failed","before":[],)"
            R"("address":"81.2.69.142","failure":{"fault":"denied","detail":"the token is refused"}}],)"
            R"("exit_code":77})");
}

TEST(Json, ProblemsSayWhetherTheConfigurationIsGood) {
  EXPECT_EQ(interrupted_json(75), R"({"failure":"interrupted by a signal before the end","exit_code":75})");
  EXPECT_EQ(to_json(std::vector<Problem>()), R"({"good":true,"problems":[]})");
  EXPECT_EQ(to_json(std::vector<Problem>{{false, "a", "odd"}, {true, "b", "bad"}}),
            R"({"good":false,"problems":[{"severity":"warning","file":"a","message":"odd"},)"
            R"({"severity":"error","file":"b","message":"bad"}]})");
}

}  // namespace
}  // namespace dyndns::show
