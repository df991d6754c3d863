#include "gandi/livedns/failure.hpp"

#include <gtest/gtest.h>

#include <string>

#include "gandi/livedns/bodies.hpp"

namespace dyndns::gandi::livedns {
namespace {

const Authorization token{Authorization::Scheme::bearer, Secret(good_token)};
const Authorization api_key{Authorization::Scheme::apikey, Secret("abcdefghij0123456789klmn")};
const RrsetKey www{"example.com", "www", RecordType::a};
const std::string renewal = "; make a new token at Gandi and put it into 'token_file'";

Failure refusal(unsigned status, const std::string& body, const Authorization& authorization = token) {
  return failure_of({status, {}, body}, "example.com", authorization);
}

TEST(LiveDnsFailure, ACredentialThatIsNotRecognisedIsToBeRenewed) {
  const auto body = R"({"message":"You must provide an access token or an API Key. Please see the documentation"})";
  EXPECT_EQ(refusal(401, body), (Failure{Fault::denied, "Gandi does not recognise the token (HTTP 401)" + renewal}));
  EXPECT_EQ(refusal(401, body, api_key),
            (Failure{Fault::denied, "Gandi does not recognise the API key (HTTP 401)" + renewal}));
}

TEST(LiveDnsFailure, ATokenThatHasExpiredIsToBeRenewed) {
  const auto body = error_body("HTTPUnauthorized", "The access token is invalid or your access token has expired");
  EXPECT_EQ(refusal(401, body),
            (Failure{Fault::denied, "Gandi says that the token is invalid or has expired (HTTP 401)" + renewal}));
}

TEST(LiveDnsFailure, ACredentialOfTheOtherKindIsNamedAsTheProbableCause) {
  const Authorization key_as_token{Authorization::Scheme::bearer, api_key.secret};
  const Authorization token_as_key{Authorization::Scheme::apikey, token.secret};
  EXPECT_EQ(refusal(401, "", key_as_token).detail,
            "Gandi does not recognise the token (HTTP 401) (it has 24 characters, so it is probably an API key, which "
            "goes into 'api_key_file')" +
                renewal);
  EXPECT_EQ(refusal(401, "", token_as_key).detail,
            "Gandi does not recognise the API key (HTTP 401) (an API key has 24 characters, so this is probably a "
            "Personal Access Token, which goes into 'token_file')" +
                renewal);
}

std::string forbidden(const token::Told& told, const Authorization& authorization = token) {
  const auto failure = failure_of({403, {}, error_body("HTTPForbidden", "Access was denied to this resource.")},
                                  "example.com", authorization, told);
  EXPECT_EQ(failure.fault, Fault::denied);
  return failure.detail;
}

const std::string rights =
    "; at Gandi, give it this domain and the rights 'See and renew domain names' and 'Manage domain name technical "
    "configurations'";

TEST(LiveDnsForbidden, ATokenThatIsGoodLacksTheDomainOrARight) {
  const token::Info good{std::chrono::hours(5), std::vector<std::string>{"domain:view", "domain:tech"}, ""};
  EXPECT_EQ(forbidden(good), "the token has no access to 'example.com' (HTTP 403)" + rights);
  EXPECT_EQ(forbidden(token::Info{std::chrono::hours(5), std::vector<std::string>{"domain:view"}, ""}),
            "the token lacks the right 'Manage domain name technical configurations' (domain:tech); add it at Gandi, "
            "or make a new token at Gandi and put it into 'token_file'");
}

TEST(LiveDnsForbidden, ATokenThatIsOverIsSaidToBe) {
  EXPECT_EQ(forbidden(token::Info{std::chrono::seconds(0), {}, ""}), "the token has expired (HTTP 403)" + renewal);
  EXPECT_EQ(forbidden(Failure{Fault::denied, "401"}), "Gandi does not know the token any more (HTTP 403)" + renewal);
}

TEST(LiveDnsForbidden, WhereNobodyTellsBothAreNamed) {
  const std::string both = "the token has no access to 'example.com', or has expired (HTTP 403)" + rights +
                           ", or make a new token at Gandi and put it into 'token_file'";
  EXPECT_EQ(forbidden({}), both);
  EXPECT_EQ(forbidden(Failure{Fault::timed_out, "no answer"}), both);
}

TEST(LiveDnsForbidden, AnApiKeyDoesNotExpire) {
  EXPECT_EQ(forbidden({}, api_key), "the API key has no access to 'example.com' (HTTP 403)" + rights);
}

TEST(LiveDnsFailure, OnlyTheRecordsOwn404MeansThatTheRecordIsMissing) {
  EXPECT_TRUE(is_missing_rrset({404, {}, error_body("dns-record", "Can't find the DNS record www/A in the zone")}));
  EXPECT_FALSE(is_missing_rrset({404, {}, error_body("HTTPNotFound", "The resource could not be found.")}));
  EXPECT_FALSE(is_missing_rrset({404, {}, error_body("LocalizedHTTPNotFound", "Unknown domain")}));
  EXPECT_FALSE(is_missing_rrset({404, {}, "<html>dns-record</html>"}));
  EXPECT_FALSE(is_missing_rrset({403, {}, error_body("dns-record", "")}));
  EXPECT_FALSE(is_missing_rrset({404, {}, no_object_body}));
}

TEST(LiveDnsFailure, ADomainThatIsNotOnLiveDnsIsNamed) {
  for (const auto* object : {"HTTPNotFound", "LocalizedHTTPNotFound"}) {
    SCOPED_TRACE(object);
    EXPECT_EQ(refusal(404, error_body(object, "Unknown domain")),
              (Failure{Fault::missing,
                       "'example.com' is not on LiveDNS for this token (HTTP 404); check its spelling, that the "
                       "credential belongs to the organisation that owns the domain, and that the domain uses Gandi's "
                       "LiveDNS name servers"}));
  }
}

TEST(LiveDnsFailure, A404WithoutAnObjectSpeaksOfTheOrganisationAndNotOfSpelling) {
  EXPECT_EQ(refusal(404, no_object_body),
            (Failure{Fault::missing,
                     "'example.com' seems to belong to another organisation than the token (HTTP 404: 'The resource "
                     "does not exist'); set 'sharing_id' to the id of the organisation at Gandi that owns the "
                     "domain"}));
  EXPECT_TRUE(speaks_of_organisation({404, {}, R"({"object":null})"}));
  EXPECT_FALSE(speaks_of_organisation({404, {}, error_body("dns-record", "")}));
  EXPECT_FALSE(speaks_of_organisation({404, {}, error_body("HTTPNotFound", "")}));
  EXPECT_FALSE(speaks_of_organisation({404, {}, "<html>Not found</html>"}));
  EXPECT_FALSE(speaks_of_organisation({403, {}, no_object_body}));
}

TEST(LiveDnsFailure, A404OfSomebodyElseSaysNothingAboutTheDomain) {
  EXPECT_EQ(refusal(404, "<html>Not found</html>").detail,
            "Gandi cannot find what was asked for (HTTP 404); check 'domains' and 'endpoint'");
}

TEST(LiveDnsFailure, ABadRequestShowsGandisDescription) {
  EXPECT_EQ(refusal(400, bad_request_body("rrset_ttl", "60 is less than\\n minimum value 300")),
            (Failure{Fault::refused,
                     "Gandi refuses the request (HTTP 400: 'rrset_ttl: 60 is less than minimum value 300'); check "
                     "'ttl' and the names under 'domains', and if they are right please report this as a bug"}));
}

TEST(LiveDnsFailure, AConflictNamesTheRecordThatIsInTheWay) {
  const http::Response response{409, {}, error_body("HTTPConflict", "Cannot have both a CNAME and an A record")};
  EXPECT_EQ(conflict(response, www, token),
            (Failure{Fault::refused,
                     "'www.example.com' has another record that excludes an A record, such as an alias (CNAME) "
                     "(HTTP 409: 'Cannot have both a CNAME and an A record'); delete that record at Gandi, or remove "
                     "the name from the configuration"}));
}

TEST(LiveDnsFailure, AThrottledRequestWaitsAsLongAsGandiSays) {
  const auto in_seconds = failure_of({429, {{"retry-after", "30"}}, ""}, "example.com", token);
  EXPECT_EQ(in_seconds.fault, Fault::throttled);
  EXPECT_EQ(in_seconds.retry_after, std::chrono::seconds(30));
  const http::Response by_date{
      429, {{"retry-after", "Sun, 06 Nov 1994 08:50:37 GMT"}, {"date", "Sun, 06 Nov 1994 08:49:37 GMT"}}, ""};
  EXPECT_EQ(failure_of(by_date, "example.com", token).retry_after, std::chrono::seconds(60));
  EXPECT_EQ(refusal(429, "").retry_after, std::nullopt);
}

TEST(LiveDnsFailure, AFaultOfGandisIsTriedAgainWhateverItsBody) {
  EXPECT_EQ(refusal(502, "<html><h1>Bad gateway</h1></html>"),
            (Failure{Fault::unavailable, "Gandi has a fault of its own (HTTP 502)"}));
  EXPECT_EQ(refusal(503, "Down for maintenance").detail,
            "Gandi has a fault of its own (HTTP 503: 'Down for maintenance')");
  EXPECT_EQ(refusal(500, error_body("HTTPInternalServerError", "Oops")).detail,
            "Gandi has a fault of its own (HTTP 500: 'Oops')");
}

TEST(LiveDnsFailure, TheSecretIsNeverQuoted) {
  const auto echo = error_body("HTTPError", "Authorization: Bearer " + good_token);
  const std::string bodies[] = {echo, "Authorization: Bearer " + good_token, bad_request_body(good_token, good_token)};
  for (const unsigned status : {200U, 301U, 400U, 401U, 403U, 404U, 405U, 409U, 418U, 429U, 500U, 503U}) {
    for (const auto& body : bodies) {
      for (const auto& failure : {refusal(status, body), conflict({status, {}, body}, www, token)}) {
        EXPECT_EQ(failure.detail.find(good_token.substr(0, 8)), std::string::npos) << status;
      }
    }
  }
}

}  // namespace
}  // namespace dyndns::gandi::livedns
