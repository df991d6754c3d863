#include "gandi/token/warnings.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dyndns::gandi::token {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using Strings = std::vector<std::string>;

TEST(TokenExpiry, IsToldWhenAThirdOfItsLifeIsLeftAndAtSevenAndOneDays) {
  constexpr auto due = [](seconds left, seconds length) { return due_warning(left, length, {}); };
  EXPECT_EQ(due(days(31), days(365)), std::nullopt);
  EXPECT_EQ(due(days(30), days(365)), Days(30));
  EXPECT_EQ(due(days(30), days(30)), std::nullopt);
  EXPECT_EQ(due(days(10) + seconds(1), days(30)), std::nullopt);
  EXPECT_EQ(due(days(10), days(30)), Days(10));
  EXPECT_EQ(due(days(7) + seconds(1), days(30)), Days(10));
  EXPECT_EQ(due(days(7) + seconds(1), days(20)), std::nullopt);
  EXPECT_EQ(due(days(7), days(7)), Days(7));
  EXPECT_EQ(due(days(1), days(1)), Days(1));
  EXPECT_EQ(due(seconds(-1), seconds(-1)), Days(1));
}

TEST(TokenExpiry, IsToldOnceAtEach) {
  constexpr auto due = [](seconds left, Days told) { return due_warning(left, days(365), told); };
  EXPECT_EQ(due(days(20), Days(30)), std::nullopt);
  EXPECT_EQ(due(days(5), Days(30)), Days(7));
  EXPECT_EQ(due(days(5), Days(7)), std::nullopt);
  EXPECT_EQ(due(hours(5), Days(7)), Days(1));
  EXPECT_EQ(due(hours(5), Days(1)), std::nullopt);
  EXPECT_EQ(due(days(5), Days(1)), std::nullopt);
}

TEST(TokenExpiry, IsASentence) {
  const std::string renewal =
      "; make a new token at Gandi and put it into 'token_file', then run 'systemctl reload gandi-dyndnsd'";
  EXPECT_EQ(expiry_warning(days(29) + hours(23)), "token expires in 29 days" + renewal);
  EXPECT_EQ(expiry_warning(hours(47)), "token expires in 1 day" + renewal);
  EXPECT_EQ(expiry_warning(hours(5)), "token expires in 5 hours" + renewal);
  EXPECT_EQ(expiry_warning(seconds(59)), "token expires in less than an hour" + renewal);
  EXPECT_EQ(expiry_warning(seconds(0)), "token has expired" + renewal);
}

Info with(const std::optional<Strings>& scopes) { return {days(9), scopes, ""}; }

TEST(TokenScopes, WithoutTheOneThatWritesItIsUnfit) {
  EXPECT_EQ(scopes_warning(with(Strings{"domain:tech", "x", "domain:view"})), std::nullopt);
  EXPECT_EQ(scopes_warning(with(Strings{"domain:tech"})), std::nullopt);
  EXPECT_EQ(scopes_warning(with(Strings{"domain:view"})),
            "token lacks the right 'Manage domain name technical configurations' (domain:tech); add it at Gandi, or "
            "make a new token at Gandi and put it into 'token_file'");
  EXPECT_EQ(scopes_warning(with(Strings{})),
            "token lacks the rights 'See and renew domain names' (domain:view) and 'Manage domain name technical "
            "configurations' (domain:tech); add them at Gandi, or make a new token at Gandi and put it into "
            "'token_file'");
}

TEST(TokenScopes, WithoutTheOneThatReadsThereIsARemark) {
  EXPECT_EQ(scopes_remark(with(Strings{"domain:tech"})),
            "token lacks the right 'See and renew domain names' (domain:view); updates should work without it, but "
            "whether a domain uses Gandi's name servers may not be seen");
  EXPECT_EQ(scopes_remark(with(Strings{"domain:tech", "domain:view"})), std::nullopt);
  EXPECT_EQ(scopes_remark(with(Strings{})), std::nullopt) << "that is a warning";
}

TEST(TokenScopes, NobodyIsAccusedWhenTheyAreNotTold) {
  EXPECT_EQ(scopes_warning(with(std::nullopt)), std::nullopt);
  EXPECT_EQ(scopes_remark(with(std::nullopt)), std::nullopt);
}

}  // namespace
}  // namespace dyndns::gandi::token
