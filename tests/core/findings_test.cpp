#include "core/findings.hpp"

#include <gtest/gtest.h>

#include "fakes/findings.hpp"
#include "fakes/ip.hpp"

namespace dyndns {
namespace {

using fakes::findings;
using fakes::ip;
using fakes::says;
using namespace std::chrono_literals;

const Address ours = ip("81.2.69.142");
const Address lie = ip("104.18.0.0");
const Failure late{Fault::timed_out, "no answer in time"};

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
