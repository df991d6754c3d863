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

TEST(TokenExpiry, IsToldAtThirtySevenAndOneDays) {
  EXPECT_EQ(due_warning(days(365), {}), std::nullopt);
  EXPECT_EQ(due_warning(days(30) + seconds(1), {}), std::nullopt);
  EXPECT_EQ(due_warning(days(30), {}), Days(30));
  EXPECT_EQ(due_warning(days(7) + seconds(1), {}), Days(30));
  EXPECT_EQ(due_warning(days(7), {}), Days(7));
  EXPECT_EQ(due_warning(days(1), {}), Days(1));
  EXPECT_EQ(due_warning(seconds(-1), {}), Days(1));
}

TEST(TokenExpiry, IsToldOnceAtEach) {
  EXPECT_EQ(due_warning(days(20), Days(30)), std::nullopt);
  EXPECT_EQ(due_warning(days(5), Days(30)), Days(7));
  EXPECT_EQ(due_warning(days(5), Days(7)), std::nullopt);
  EXPECT_EQ(due_warning(hours(5), Days(7)), Days(1));
  EXPECT_EQ(due_warning(hours(5), Days(1)), std::nullopt);
  EXPECT_EQ(due_warning(days(5), Days(1)), std::nullopt);
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

TEST(TokenScopes, ThoseThatAreMissingAreNamed) {
  EXPECT_TRUE(missing_scopes({days(9), Strings{"domain:tech", "x", "domain:view"}, ""}).empty());
  EXPECT_EQ(missing_scopes({days(9), Strings{"domain:view"}, ""}), std::vector<std::string_view>{"domain:tech"});
  EXPECT_EQ(missing_scopes({days(9), Strings{}, ""}).size(), 2U);
}

TEST(TokenScopes, NobodyIsAccusedWhenTheyAreNotTold) {
  EXPECT_TRUE(missing_scopes({days(9), std::nullopt, ""}).empty());
  EXPECT_EQ(scopes_warning({days(9), std::nullopt, ""}), std::nullopt);
}

TEST(TokenScopes, TheSentenceNamesThemAsGandiDoes) {
  const auto sentence = scopes_warning({days(9), Strings{}, ""});
  ASSERT_TRUE(sentence);
  EXPECT_TRUE(
      sentence->starts_with("token lacks the rights 'See and renew domain names' (domain:view) and 'Manage domain "
                            "name technical configurations' (domain:tech); add them at Gandi, or make a new"))
      << *sentence;
}

}  // namespace
}  // namespace dyndns::gandi::token
