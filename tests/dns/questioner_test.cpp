#include "dns/questioner.hpp"

#include <gtest/gtest.h>

#include <set>

#include "dns/name_server.hpp"
#include "fakes/running.hpp"

namespace dyndns::dns {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

const DnsQuestion question{"myip.example.com", DnsType::a, DnsClass::internet};
const Address v4 = *Address::parse("81.2.69.142");
const Address lie = *Address::parse("8.8.4.4");

class QuestionerTest : public testing::Test {
 protected:
  using Answer = Result<Texts>;

  QuestionerTest() {
    for (auto* each : {&server, &other}) {
      each->hosts[question.name] = {v4};
    }
  }

  Answer ask(const DnsQuestion& what, const std::vector<DnsServer>& servers, std::chrono::milliseconds timeout = 10s) {
    io.restart();
    fakes::Running<Answer> asking(io, questioner->ask(what, servers, timeout));
    while (!asking.has_ended()) {
      if (io.run_one_for(30s) == 0) {
        throw std::runtime_error("the question hangs");
      }
    }
    return asking.outcome();
  }

  // The one text that is said, or why there is none.
  std::string said(const DnsQuestion& what, const std::vector<DnsServer>& servers,
                   std::chrono::milliseconds timeout = 10s) {
    const auto answer = ask(what, servers, timeout);
    return answer ? answer->front() : answer.error().detail;
  }
  std::string said() { return said(question, {server.server()}); }

  std::string name_of(const NameServer& which) const { return "name server " + which.address() + " "; }

  asio::io_context io;
  NameServer server{io};
  NameServer other{io};
  NameServer silent{io, Mood::silent};
  NameServer failing{io, Mood::failing};
  std::unique_ptr<Questioner> questioner = make_questioner(io.get_executor(), Way(), 50ms);
};

std::string id_of(const std::string& message) { return message.substr(0, 2); }

std::string with_another_id(std::string message) {
  message[0] = static_cast<char>(message[0] ^ 1);
  return message;
}

std::string naming(const Address& address, const std::string& id, const DnsQuestion& what = question) {
  return reply(id, good_reply, to_wire(what), {address});
}

TEST_F(QuestionerTest, TheServerThatIsNamedIsAsked) {
  EXPECT_EQ(said(question, {other.server()}), "81.2.69.142");
  EXPECT_EQ(server.questions(), 0);
}

TEST_F(QuestionerTest, AServerMayHaveAnIpv6Address) {
  NameServer sixth(io, Mood::helpful, asio::ip::address_v6::loopback());
  sixth.hosts[question.name] = {v4};
  EXPECT_EQ(said(question, {sixth.server()}), "81.2.69.142");
}

TEST_F(QuestionerTest, TheWayIsTaken) {
  questioner = make_questioner(io.get_executor(), Way{"lo", true}, 50ms);
  EXPECT_EQ(said(), "81.2.69.142");
}

TEST_F(QuestionerTest, AWayThatIsNotThereIsTheReason) {
  questioner = make_questioner(io.get_executor(), Way{"dyndns-none", true}, 50ms);
  const Failure expected{Fault::unreachable, "there is no interface 'dyndns-none'"};
  EXPECT_EQ(ask(question, {server.server()}).error(), expected);
  EXPECT_EQ(server.questions(), 0);
}

TEST_F(QuestionerTest, TypeAndClassAreTheQuestionsOwn) {
  const DnsQuestion chaos{"whoami.example", DnsType::txt, DnsClass::chaos};
  server.hosts[chaos.name] = {txt({"81.2.69.142"}, DnsClass::chaos)};
  EXPECT_EQ(said(chaos, {server.server()}), "81.2.69.142");
  EXPECT_EQ(server.last_question().substr(12), to_wire(chaos)) << "and nothing else is sent";
  server.hosts[chaos.name] = {txt({"81.2.69.142"}, DnsClass::internet)};
  EXPECT_EQ(said(chaos, {server.server()}), name_of(server) + "has no TXT record of 'whoami.example'");
}

TEST_F(QuestionerTest, EveryRecordIsHandedOn) {
  server.hosts[question.name] = {v4, lie};
  const auto answer = ask(question, {server.server()});
  ASSERT_TRUE(answer);
  EXPECT_EQ(*answer, (Texts{"81.2.69.142", "8.8.4.4"}));
}

// ---- Strangers that answer in the server's place.

TEST_F(QuestionerTest, AReplyWithAnotherIdIsIgnored) {
  server.on_reply = [this](const std::string& reply) {
    server.send(with_another_id(naming(lie, id_of(reply))));
    server.send(reply);
  };
  EXPECT_EQ(said(), "81.2.69.142");
}

TEST_F(QuestionerTest, AReplyFromAnotherPlaceIsIgnored) {
  server.on_reply = [this](const std::string& reply) {
    server.send_from_another_port(naming(lie, id_of(reply)));
    server.send(reply);
  };
  EXPECT_EQ(said(), "81.2.69.142");
}

TEST_F(QuestionerTest, AReplyToAnotherQuestionIsIgnored) {
  server.on_reply = [this](const std::string& reply) {
    for (const auto& other_question : {DnsQuestion{"myip.example.net"}, DnsQuestion{question.name, DnsType::txt},
                                       DnsQuestion{question.name, DnsType::a, DnsClass::chaos}}) {
      server.send(naming(lie, id_of(reply), other_question));
    }
    server.send(reply);
  };
  EXPECT_EQ(said(), "81.2.69.142");
}

TEST_F(QuestionerTest, NothingButWrongRepliesIsSilence) {
  server.on_reply = [this](const std::string& reply) { server.send(with_another_id(reply)); };
  EXPECT_EQ(said(question, {server.server()}, 60ms), name_of(server) + "does not answer");
}

// Some versions of c-ares wait for a good reply behind a bad one, others ask the next server.
TEST_F(QuestionerTest, GarbageKeepsNobodyFromTheAnswer) {
  for (const auto& garbage : {std::string(), std::string("x"), std::string(11, '\0'), std::string(600, '\xff')}) {
    SCOPED_TRACE(testing::PrintToString(garbage));
    server.on_reply = [&](const std::string& reply) {
      server.send(garbage);
      server.send(reply);
    };
    EXPECT_EQ(said(question, {server.server(), other.server()}), "81.2.69.142");
  }
}

TEST_F(QuestionerTest, ABrokenReplyIsToldAndFollowedByTheNextServer) {
  server.on_reply = [this](const std::string& reply) { server.send(reply.substr(0, reply.size() - 1)); };
  EXPECT_EQ(ask(question, {server.server()}).error().fault, Fault::malformed);
  EXPECT_EQ(said(question, {server.server(), other.server()}), "81.2.69.142");
}

TEST_F(QuestionerTest, IdAndPortDifferFromQuestionToQuestion) {
  std::set<std::string> ids;
  std::set<unsigned short> ports;
  for (int i = 0; i < 64; ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(said(), "81.2.69.142");
    ids.insert(id_of(server.last_question()));
    ports.insert(server.last_port());
  }
  EXPECT_GT(ids.size(), 60U);
  EXPECT_GT(ports.size(), 32U);
}

// ---- Servers that do not help.

TEST_F(QuestionerTest, ATruncatedReplyIsAskedForOverTcp) {
  server.flags = truncated_reply;
  EXPECT_EQ(said(), "81.2.69.142");
  EXPECT_EQ(server.questions_over_tcp(), 1);
}

TEST_F(QuestionerTest, ASilentServerIsFollowedByTheNext) {
  EXPECT_EQ(said(question, {silent.server(), server.server()}), "81.2.69.142");
  EXPECT_EQ(silent.questions(), 1);
}

TEST_F(QuestionerTest, ServersThatFailOrRefuseOrAreNotThereAreFollowedByTheNext) {
  NameServer refusing(io);
  refusing.flags = good_reply | 5U;
  refusing.hosts[question.name] = {};
  std::optional<NameServer> gone(io);
  const auto address_of_gone = gone->server();
  gone.reset();
  EXPECT_EQ(said(question, {address_of_gone, failing.server(), refusing.server(), server.server()}), "81.2.69.142");
  EXPECT_EQ(said(question, {address_of_gone}), "name server " + to_string(address_of_gone) + " cannot be reached");
  EXPECT_EQ(failing.questions(), 1);
  EXPECT_EQ(refusing.questions(), 1);
}

TEST_F(QuestionerTest, WhatTheLastServerDidIsTold) {
  EXPECT_EQ(ask(question, {failing.server()}).error(),
            (Failure{Fault::unavailable, name_of(failing) + "failed to find an answer (SERVFAIL)"}));
  EXPECT_EQ(failing.questions(), 1) << "it has answered, and is not asked again";
  EXPECT_EQ(ask(question, {}).error().fault, Fault::unreachable);
}

TEST_F(QuestionerTest, WhatOneServerKnowsNothingOfNoOtherIsAsked) {
  server.hosts.clear();
  EXPECT_EQ(ask(question, {server.server(), other.server()}).error(),
            (Failure{Fault::missing, name_of(server) + "says that 'myip.example.com' does not exist (NXDOMAIN)"}));
  EXPECT_EQ(other.questions(), 0);
}

TEST_F(QuestionerTest, ALostQuestionIsAskedAgain) {
  server.on_reply = [this, lost = false](const std::string& reply) mutable {
    if (std::exchange(lost, true)) {
      server.send(reply);
    }
  };
  EXPECT_EQ(said(), "81.2.69.142");
  EXPECT_EQ(server.questions(), 2);
}

TEST_F(QuestionerTest, SilenceEndsAtTheTimeout) {
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(ask(question, {silent.server()}, 120ms).error(),
            (Failure{Fault::timed_out, name_of(silent) + "does not answer"}));
  const auto taken = std::chrono::steady_clock::now() - begin;
  EXPECT_GE(taken, 120ms);
  EXPECT_LT(taken, 5s);
}

TEST_F(QuestionerTest, ACancelledQuestionEndsAtOnce) {
  fakes::Running<Answer> asking(io, questioner->ask(question, {silent.server()}, 10s));
  silent.on_question = [&] { asking.cancel(); };
  while (!asking.has_ended()) {
    ASSERT_NE(io.run_one_for(30s), 0U) << "it waits for something that does not come";
  }
  EXPECT_TRUE(asking.was_cancelled());
  EXPECT_EQ(silent.questions(), 1);
}

}  // namespace
}  // namespace dyndns::dns
