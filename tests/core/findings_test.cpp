#include "core/findings.hpp"

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

Findings findings(std::vector<Answer> answers, unsigned asked) {
  std::vector<Vote> votes;
  for (const auto& answer : answers) {
    if (answer.address) {
      votes.push_back({answer.operator_name, *answer.address});
    }
  }
  return {Family::ipv4, 3, asked, std::move(answers), tally(votes, 3)};
}

TEST(Findings, CountsOperatorsAndNotAnswers) {
  EXPECT_EQ(operators_answered(findings({says("a", ours), says("a", ours), says("b", late), says("c", lie)}, 3)), 2U);
  EXPECT_EQ(operators_answered(findings({}, 0)), 0U);
}

TEST(Findings, AnAgreementIsFoundByItsFamily) {
  const auto agreed = findings({says("a", ours), says("b", ours), says("c", ours)}, 3);
  EXPECT_TRUE(is_well(agreed));
  ASSERT_NE(agreement({agreed}, Family::ipv4), nullptr);
  EXPECT_EQ(agreement({agreed}, Family::ipv4)->address, ours);
  EXPECT_EQ(agreement({agreed}, Family::ipv6), nullptr);
  EXPECT_EQ(agreement(findings({says("a", ours)}, 3)), nullptr);
}

TEST(Findings, AFamilyThatTheHostDoesNotHaveIsWell) {
  auto absent = findings({}, 3);
  EXPECT_FALSE(is_well(absent));
  absent.is_absent = true;
  EXPECT_TRUE(is_well(absent));
}

}  // namespace
}  // namespace dyndns
