#include "detect/dns_source.hpp"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "core/consensus.hpp"
#include "fakes/ip.hpp"
#include "fakes/running.hpp"

namespace dyndns::detect {
namespace {

using fakes::ip;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

// Answers every question alike, and keeps the last one.
class FakeQuestioner final : public dns::Questioner {
 public:
  [[nodiscard]] Task<Result<Texts>> ask(DnsQuestion question, std::vector<DnsServer> servers,
                                        std::chrono::milliseconds timeout) override {
    last_question = std::move(question);
    last_servers = std::move(servers);
    last_timeout = timeout;
    co_return answer;
  }

  Result<Texts> answer = Texts{"81.2.69.142"};
  DnsQuestion last_question;
  std::vector<DnsServer> last_servers;
  std::chrono::milliseconds last_timeout{};
};

class DnsSourceTest : public testing::Test {
 protected:
  Result<Address> ask(Family family = Family::ipv4) {
    context.restart();
    const auto source = make_dns_source(questioner, google, 7s);
    fakes::Running<Result<Address>> asking(context, source->ask(family));
    context.run();
    return asking.outcome();
  }
  // The address, or why there is none, when the records say this.
  std::string said(Texts texts, Family family = Family::ipv4) {
    questioner.answer = std::move(texts);
    const auto address = ask(family);
    return address ? address->to_string() : address.error().detail;
  }

  boost::asio::io_context context;
  FakeQuestioner questioner;
  const DnsServer fourth{ip("216.239.32.10"), 53};
  const DnsServer sixth{ip("2001:4860:4802:32::a"), 53};
  DnsProvider google{{"o-o.myaddr.l.google.com", DnsType::txt, DnsClass::internet}, {fourth, sixth}, "google", {}};
};

TEST_F(DnsSourceTest, TheServersOfTheFamilyAskedAboutAreAskedWithinTheTimeout) {
  EXPECT_EQ(said({"81.2.69.142"}), "81.2.69.142");
  EXPECT_EQ(questioner.last_servers, std::vector{fourth});
  EXPECT_EQ(questioner.last_question, google.question);
  EXPECT_EQ(questioner.last_timeout, 7s);
  EXPECT_EQ(said({"2a02:6b67::1"}, Family::ipv6), "2a02:6b67::1");
  EXPECT_EQ(questioner.last_servers, std::vector{sixth});
}

TEST_F(DnsSourceTest, AClientsNetworkBesideTheAddressIsPassedOver) {
  EXPECT_EQ(said({"81.2.69.142", "edns0-client-subnet 8.8.8.0/24"}), "81.2.69.142");
  EXPECT_EQ(said({"edns0-client-subnet 8.8.8.0/24", "81.2.69.142"}), "81.2.69.142");
  EXPECT_EQ(said({"edns0-client-subnet 8.8.8.0/24"}), "0 records instead of one: 'edns0-client-subnet 8.8.8.0/24'");
}

TEST_F(DnsSourceTest, MoreThanOneRecordIsNoAnswerEvenIfTheyAreAlike) {
  EXPECT_EQ(said({"81.2.69.142", "8.8.4.4"}), "2 records instead of one: '81.2.69.142, 8.8.4.4'");
  EXPECT_EQ(said({"81.2.69.142", "81.2.69.142"}), "2 records instead of one: '81.2.69.142, 81.2.69.142'");
  EXPECT_EQ(said({"81.2.69.", "142"}), "2 records instead of one: '81.2.69., 142'");
}

TEST_F(DnsSourceTest, WhatIsNoAddressOnTheInternetLetsUsThinkOfARouter) {
  EXPECT_EQ(said({"10.0.0.1"}),
            "10.0.0.1 is not a public address: it is private (RFC 1918); does a router on the way answer DNS "
            "questions itself?");
  EXPECT_EQ(said({"2a02:6b67::1"}), "2a02:6b67::1 is not an IPv4 address");
  EXPECT_EQ(said({"81.2.69.142 "}), "not an address but '81.2.69.142'");
}

TEST_F(DnsSourceTest, TextOfAStrangerIsMadeFitForAMessage) {
  EXPECT_EQ(said({"\x1b[31m\n" + std::string(200, 'x')}),
            "not an address but '\\x1b[31m " + std::string(51, 'x') + "...'");
  EXPECT_EQ(said({""}), "not an address but an empty answer");
}

TEST_F(DnsSourceTest, WhyNobodyAnsweredIsHandedOn) {
  const Failure silent{Fault::timed_out, "name server 216.239.32.10 does not answer"};
  questioner.answer = silent;
  EXPECT_EQ(ask().error(), silent);
}

TEST_F(DnsSourceTest, IsNamedByItsQuestionAndVotesUnauthenticated) {
  const auto source = make_dns_source(questioner, google, 7s);
  EXPECT_EQ(source->name(), "dns o-o.myaddr.l.google.com TXT (google)");
  EXPECT_EQ(source->operator_name(), unauthenticated_operator);
  const DnsProvider nobodys{{"whoami.example", DnsType::txt, DnsClass::chaos}, {fourth}, "", Family::ipv4};
  EXPECT_EQ(make_dns_source(questioner, nobodys, 7s)->name(), "dns whoami.example CHAOS TXT");
}

TEST_F(DnsSourceTest, CanTellTheFamiliesOfItsServers) {
  EXPECT_TRUE(make_dns_source(questioner, google, 7s)->can_tell(Family::ipv4));
  EXPECT_TRUE(make_dns_source(questioner, google, 7s)->can_tell(Family::ipv6));
  google.family = Family::ipv6;
  EXPECT_FALSE(make_dns_source(questioner, google, 7s)->can_tell(Family::ipv4));
}

}  // namespace
}  // namespace dyndns::detect
