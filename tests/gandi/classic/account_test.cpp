#include "gandi/classic/account.hpp"

#include <boost/asio/post.hpp>
#include <string>
#include <vector>

#include "gandi/classic/zone.hpp"

namespace dyndns::gandi::classic {
namespace {

using Strings = std::vector<std::string>;

const RrsetKey apex{"example.com", "@", RecordType::a};

TEST_F(XmlRpcAccount, EachZoneIsOpenedOnce) {
  world.zone_of = {{"example.com", Value(7)}, {"example.org", Value(8)}, {"example.net", Value(7)}};
  const auto opened = open({"example.com", "example.org", "example.net"});
  EXPECT_TRUE(opened.failures.empty());
  ASSERT_EQ(opened.zones.size(), 2U);
  EXPECT_EQ(opened.zones[0]->domains(), (Strings{"example.com", "example.net"}));
  EXPECT_EQ(opened.zones[1]->domains(), Strings{"example.org"});
}

TEST_F(XmlRpcAccount, OneDomainThatFailsDoesNotKeepTheOthersFromBeingServed) {
  world.zone_of = {{"example.com", Value(7)}, {"example.org", Value("seven")}};
  const auto opened = open({"other.example", "example.org", "example.com"});
  ASSERT_EQ(opened.failures.size(), 2U);
  EXPECT_EQ(opened.failures[0].first, "other.example");
  EXPECT_EQ(opened.failures[0].second.fault, Fault::missing);
  EXPECT_EQ(opened.failures[1].first, "example.org");
  EXPECT_EQ(opened.failures[1].second.fault, Fault::malformed);
  ASSERT_EQ(opened.zones.size(), 1U);
  EXPECT_EQ(opened.zones[0]->domains(), Strings{"example.com"});
}

TEST_F(XmlRpcAccount, ADomainThatIsNotOnClassicDnsIsToldWhatToDo) {
  world.zone_of = {{"example.com", Value()}};
  const auto opened = open({"example.com"});
  ASSERT_EQ(opened.failures.size(), 1U);
  EXPECT_EQ(
      opened.failures[0].second,
      (Failure{Fault::missing,
               "'example.com' is not on Gandi's classic DNS, the only kind that XML-RPC can edit (it is on LiveDNS "
               "or elsewhere); for LiveDNS, use a Personal Access Token with \"api\": \"livedns\""}));
}

TEST_F(XmlRpcAccount, ManyDomainsAreAskedSideBySideWithinALimit) {
  Strings domains;
  for (int i = 0; i < 20; ++i) {
    domains.push_back("d" + std::to_string(i) + ".example");
    world.zone_of[domains.back()] = Value(100 + i);
  }
  EXPECT_EQ(open(domains).zones.size(), 20U);
  EXPECT_EQ(world.most_running, 8U);
}

TEST_F(XmlRpcAccount, NoDomainsNeedNoCall) {
  EXPECT_TRUE(open({}).zones.empty());
  EXPECT_EQ(world.calls, 0U);
}

TEST_F(XmlRpcAccount, AKeyThatGandiDoesNotKnowIsDeniedForEachDomainAndNotQuoted) {
  const std::string wrong = "abcdefghij0123456789klmX";
  world.zone_of = {{"example.com", Value(7)}, {"example.org", Value(7)}};
  const auto opened = open({"example.com", "example.org"}, wrong);
  ASSERT_EQ(opened.failures.size(), 2U);
  for (const auto& [domain, failure] : opened.failures) {
    SCOPED_TRACE(domain);
    EXPECT_EQ(failure.fault, Fault::denied);
    EXPECT_EQ(failure.detail.find(wrong), std::string::npos);
  }
}

TEST_F(XmlRpcAccount, AFailureHoldsNeitherKeyNorTransferCode) {
  for (const auto mishap : {Mishap::fault, Mishap::status, Mishap::garbage, Mishap::drop_after}) {
    SCOPED_TRACE(static_cast<int>(mishap));
    world.zone_of = {{"example.com", Value("not a number")}};
    world.before_call = [mishap](const std::string&) { return mishap; };
    const auto opened = open({"example.com"});
    ASSERT_EQ(opened.failures.size(), 1U);
    EXPECT_EQ(opened.failures[0].second.detail.find(good_key), std::string::npos);
    EXPECT_EQ(opened.failures[0].second.detail.find(auth_info), std::string::npos);
  }
}

TEST_F(XmlRpcAccount, WhenGandiIsDownItsWishForPatienceIsKept) {
  world.before_call = [](const std::string&) { return Mishap::status; };
  const auto opened = open({"example.com"});
  EXPECT_EQ(opened.failures.at(0).second.fault, Fault::unavailable);
  EXPECT_EQ(opened.failures.at(0).second.retry_after, std::chrono::seconds(7));
}

TEST_F(XmlRpcAccount, TheCallGoesWhereItShould) {
  world.zone_of = {{"example.com", Value(7)}};
  open({"example.com"});
  const auto& request = world.last_request;
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://rpc.example/xmlrpc/");
  EXPECT_EQ(request.headers, (std::vector<std::pair<std::string, std::string>>{{"Content-Type", "text/xml"}}));
  EXPECT_EQ(request.timeout, std::chrono::seconds(10));
  EXPECT_EQ(request.body_limit, 4U * 1024 * 1024);
  EXPECT_EQ(request.body,
            "<?xml version='1.0'?><methodCall><methodName>domain.info</methodName><params><param><value><string>" +
                good_key +
                "</string></value></param><param><value><string>example.com</string></value></param></params>"
                "</methodCall>");
}

TEST_F(XmlRpcAccount, ACancelledOpenEndsWithTheCancellation) {
  world.zone_of = {{"example.com", Value(7)}};
  const auto account = make_account(world, "https://rpc.example/", Secret(good_key), std::chrono::seconds(10));
  boost::asio::io_context loop;
  fakes::Running running(loop, account->open({"example.com"}));
  world.before_call = [](const std::string&) { return Mishap::hang_before; };
  world.on_hang = [&] { boost::asio::post(loop, [&running] { running.cancel(); }); };
  loop.run();
  EXPECT_TRUE(running.was_cancelled());
}

TEST_F(XmlRpcAccount, ReadAnswersForEachKey) {
  world.add(7, "www", "A", "81.2.69.142", 600);
  world.add(7, "www", "AAAA", "2a02:6b67::1", 900);
  world.add(7, "mail", "CNAME", "mx.example.org.", 300);
  const RrsetKey mail{"example.com", "mail", RecordType::a};
  const auto served = read({www, apex, mail});
  ASSERT_TRUE(served);
  ASSERT_EQ(served->size(), 3U);
  EXPECT_EQ(served->at(0).addresses, std::set{*Address::parse("81.2.69.142")});
  EXPECT_EQ(served->at(0).ttl, Ttl(600));
  EXPECT_EQ(served->at(1).key, apex);
  EXPECT_TRUE(served->at(1).addresses.empty());
  EXPECT_EQ(served->at(2).cname, "mx.example.org.");
}

TEST_F(XmlRpcAccount, OneBadValueAtOneNameBlocksThatNameAlone) {
  world.add(7, "www", "A", "nowhere", 600);
  world.add(7, "www", "AAAA", "2a02:6b67::1", 600);
  world.add(7, "@", "A", "81.2.69.142", 600);
  const auto served = read({www, {"example.com", "www", RecordType::aaaa}, apex});
  ASSERT_TRUE(served);
  EXPECT_EQ(served->at(0).unreadable,
            (Failure{Fault::malformed,
                     "the A record of 'www.example.com' holds 'nowhere', which is not an IPv4 address; correct it at "
                     "Gandi"}));
  EXPECT_FALSE(served->at(1).unreadable);
  EXPECT_FALSE(served->at(2).unreadable);
}

TEST_F(XmlRpcAccount, ReadOfOneNameSeesItsAlias) {
  world.add(7, "www", "CNAME", "home.example.org.", 300);
  EXPECT_EQ(read({www})->at(0).cname, "home.example.org.");
}

TEST_F(XmlRpcAccount, ReadOfOneNameAsksForThatNameOnly) {
  world.add(7, "www", "A", "81.2.69.142", 600);
  ASSERT_TRUE(read({www}));
  EXPECT_NE(world.last_request.body.find("<name>name</name><value><string>www</string>"), std::string::npos);
}

TEST_F(XmlRpcAccount, ReadOfNothingNeedsNoCall) {
  EXPECT_TRUE(read({})->empty());
  EXPECT_EQ(world.calls, 1U);
}

TEST_F(ClassicZone, DomainsThatShareItShareTheRecord) {
  const RrsetKey same{"example.org", "www", RecordType::a};
  expect_all(apply({change_to(www, "81.2.69.160"), change_to(same, "81.2.69.160")}), 2, std::nullopt);
  EXPECT_EQ(live(), (Strings{"@ MX 10 mail 10800", "www A 81.2.69.160 300"}));
}

TEST_F(ClassicZone, NoChangesNeedNoCall) {
  EXPECT_TRUE(apply({}).empty());
  EXPECT_EQ(world.calls, 0U);
}

}  // namespace
}  // namespace dyndns::gandi::classic
