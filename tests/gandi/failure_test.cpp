#include "gandi/failure.hpp"

#include <gtest/gtest.h>

#include <string>

namespace dyndns::gandi {
namespace {

using std::chrono::seconds;

const Secret secret("s3cr3t-token");

Fault fault_of(unsigned status) { return http_failure({status}, "", secret).fault; }

std::optional<seconds> wait_of(const std::string& retry_after_header, const std::string& date = "") {
  return retry_after({503, {{"retry-after", retry_after_header}, {"date", date}}});
}

TEST(HttpFailure, AStatusIsSortedByItsRemedy) {
  EXPECT_EQ(fault_of(401), Fault::denied);
  EXPECT_EQ(fault_of(403), Fault::denied);
  EXPECT_EQ(fault_of(404), Fault::missing);
  EXPECT_EQ(fault_of(429), Fault::throttled);
  EXPECT_EQ(fault_of(400), Fault::refused);
  EXPECT_EQ(fault_of(409), Fault::refused);
  EXPECT_EQ(fault_of(500), Fault::unavailable);
  EXPECT_EQ(fault_of(503), Fault::unavailable);
  EXPECT_EQ(fault_of(599), Fault::unavailable);
  EXPECT_EQ(fault_of(301), Fault::refused);
  EXPECT_EQ(fault_of(204), Fault::malformed);
}

TEST(HttpFailure, TheDetailNamesTheStatusAndWhatWasSaid) {
  EXPECT_EQ(http_failure({503}, "Maintenance\n until noon ", secret).detail,
            "Gandi has a fault of its own (HTTP 503: 'Maintenance until noon')");
  EXPECT_EQ(http_failure({401}, "", secret).detail,
            "Gandi does not accept the credential (HTTP 401); check that it is complete and has not expired");
}

TEST(HttpFailure, OnlyAnAnswerThatAsksForPatienceCarriesRetryAfter) {
  const std::map<std::string, std::string> headers{{"retry-after", "30"}};
  EXPECT_EQ(http_failure({429, headers}, "", secret).retry_after, seconds(30));
  EXPECT_EQ(http_failure({502, headers}, "", secret).retry_after, seconds(30));
  EXPECT_EQ(http_failure({403, headers}, "", secret).retry_after, std::nullopt);
}

TEST(HttpFailure, MarkupIsNotTextForAPerson) {
  EXPECT_EQ(plain_text({502, {}, " \n<html>Bad gateway</html>"}), "");
  EXPECT_EQ(plain_text({502, {}, "Bad gateway"}), "Bad gateway");
  EXPECT_EQ(plain_text({502, {}, ""}), "");
}

TEST(RetryAfter, IsReadAsSeconds) {
  EXPECT_EQ(wait_of("0"), seconds(0));
  EXPECT_EQ(wait_of("120"), seconds(120));
}

TEST(RetryAfter, IsReadAsADateAgainstTheAnswersOwn) {
  EXPECT_EQ(wait_of("Sun, 06 Nov 1994 08:50:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"), seconds(60));
  EXPECT_EQ(wait_of("Tue, 01 Mar 2016 00:00:10 GMT", "Mon, 29 Feb 2016 23:59:50 GMT"), seconds(20));
}

TEST(RetryAfter, ADateThatHasPassedMeansNow) {
  EXPECT_EQ(wait_of("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:50:37 GMT"), seconds(0));
}

TEST(RetryAfter, ADateWithoutTheAnswersOwnSaysNothing) {
  EXPECT_EQ(wait_of("Sun, 06 Nov 1994 08:49:37 GMT"), std::nullopt);
}

TEST(RetryAfter, IsNoLongerThanADay) {
  EXPECT_EQ(wait_of("86401"), seconds(86400));
  EXPECT_EQ(wait_of("99999999999999999999999"), seconds(86400));
  EXPECT_EQ(wait_of("Sun, 06 Nov 2994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"), seconds(86400));
}

TEST(RetryAfter, NonsenseSaysNothing) {
  for (const auto* text : {"", "soon", "-5", "12 s", "1.5", "Sun, 06 Nov", "+3"}) {
    EXPECT_EQ(wait_of(text, "Sun, 06 Nov 1994 08:49:37 GMT"), std::nullopt) << text;
  }
  EXPECT_EQ(retry_after({503}), std::nullopt);
}

TEST(Excerpt, IsOneLineThatIsSafeToShow) {
  EXPECT_EQ(excerpt("  two\r\n\tlines \x1b[31m\x7f\xc3\xa9 ", {}), "two lines \\x1b[31m\\x7f\xc3\xa9");
  EXPECT_EQ(excerpt(std::string_view("a\0b", 3), {}), R"(a\x00b)");
}

TEST(Excerpt, IsShort) {
  EXPECT_EQ(excerpt(std::string(120, 'x'), {}), std::string(120, 'x'));
  EXPECT_EQ(excerpt(std::string(100'000, 'x'), {}), std::string(117, 'x') + "...");
}

TEST(Excerpt, NeverHoldsTheSecret) {
  EXPECT_EQ(excerpt("key s3cr3t-token, s3cr3t-tokens3cr3t-token", secret), "key [secret], [secret][secret]");
  // Where the cut goes through it, too.
  const auto cut = excerpt(std::string(112, 'x') + "s3cr3t-token" + std::string(50, 'y'), secret);
  EXPECT_EQ(cut.find("s3c"), std::string::npos) << cut;
  // Where no more of the text is read than its beginning.
  EXPECT_EQ(excerpt(std::string(4090, ' ') + "s3cr3t-token", secret), "");
}

}  // namespace
}  // namespace dyndns::gandi
