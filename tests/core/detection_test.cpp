#include "core/detection.hpp"

#include <gtest/gtest.h>

#include "fakes/ip.hpp"

namespace dyndns {
namespace {

using fakes::ip;
using namespace std::chrono_literals;

const Address ours = ip("81.2.69.142");
const Address lie = ip("104.18.0.0");
const Failure late{Fault::timed_out, "no answer in time"};

Answer says(const std::string& operator_name, Result<Address> address) {
  return {"https://" + operator_name, operator_name, std::move(address), 20ms};
}

Detection detection(std::vector<Answer> answers, unsigned asked) {
  std::vector<Vote> votes;
  for (const auto& answer : answers) {
    if (answer.address) {
      votes.push_back({answer.operator_name, *answer.address});
    }
  }
  return {Family::ipv4, 3, asked, std::move(answers), tally(votes, 3)};
}

TEST(Detection, CountsOperatorsAndNotAnswers) {
  EXPECT_EQ(operators_answered(detection({says("a", ours), says("a", ours), says("b", late), says("c", lie)}, 3)), 2U);
  EXPECT_EQ(operators_answered(detection({}, 0)), 0U);
}

TEST(Detection, SaysHowManyVotesTheBestAddressHas) {
  EXPECT_EQ(why_no_quorum(detection(
                {says("a", ours), says("b", ours), says("c", lie), says("d", late), says("e", ip("1.1.1.1"))}, 6)),
            "no quorum for IPv4: best address has 2 of the 3 votes required, 4 of 6 operators answered");
}

TEST(Detection, SaysThatThereIsATie) {
  EXPECT_EQ(why_no_quorum(detection({says("a", ours), says("b", lie)}, 4)),
            "no quorum for IPv4: best address has 1 of the 3 votes required, another has as many, 2 of 4 operators "
            "answered");
}

TEST(Detection, SaysThatNobodyVoted) {
  EXPECT_EQ(why_no_quorum(detection({says("a", late), says("b", late)}, 5)),
            "no quorum for IPv4: no address has a vote, 3 are required, 0 of 5 operators answered");
}

TEST(Detection, SaysForWhichFamily) {
  auto sixth = detection({says("a", late)}, 1);
  sixth.family = Family::ipv6;
  EXPECT_TRUE(why_no_quorum(sixth).starts_with("no quorum for IPv6: "));
}

TEST(Detection, WhereOneSourceIsEnoughItsFailureSaysIt) {
  const Detection alone{Family::ipv4, 1, 1, {says("command 'x'", late)}, NoQuorum()};
  EXPECT_EQ(why_no_quorum(alone), "no IPv4 address: no answer in time");
}

TEST(Detection, AFamilyThatTheHostDoesNotHaveIsCalledSo) {
  auto sixth = detection({says("a", late)}, 1);
  sixth.family = Family::ipv6;
  sixth.is_absent = true;
  EXPECT_EQ(why_no_quorum(sixth), "this host has no global IPv6 address");
}

}  // namespace
}  // namespace dyndns
