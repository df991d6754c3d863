#include "trace/document.hpp"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "fakes/ip.hpp"
#include "fakes/running.hpp"
#include "fakes/virtual_clock.hpp"
#include "trace/settings.hpp"

namespace dyndns::trace {
namespace {

using namespace std::chrono_literals;
using config::Api;

// Answers everybody alike, after a second.
class Server final : public http::Client, public dns::Questioner {
 public:
  explicit Server(Clock& clock) : clock_(clock) {}

  Task<Result<http::Response>> fetch(http::Request) override {
    co_await clock_.sleep_until(clock_.steady() + 1s);
    co_return http::Response{200, {}, "81.2.69.142"};
  }
  void close_idle() override {}

  Task<Result<std::vector<std::string>>> ask(DnsQuestion, std::vector<DnsServer>, std::chrono::milliseconds) override {
    co_return std::vector<std::string>{"81.2.69.142", "edns0-client-subnet 81.2.69.0/24"};
  }

 private:
  Clock& clock_;
};

class Document : public testing::Test {
 protected:
  std::string trace() { return write_trace(settings, {"1.0", "update"}, *notes); }
  void expect_line(const std::string& part) { EXPECT_NE(trace().find(part), std::string::npos) << trace(); }

  boost::asio::io_context context;
  fakes::VirtualClock clock{context};
  std::shared_ptr<Notes> notes = std::make_shared<Notes>(clock);
  std::unique_ptr<http::Client> client = noting(notes, std::unique_ptr<http::Client>(std::make_unique<Server>(clock)));
  config::Settings settings = settings_of(Api::livedns);
};

TEST_F(Document, AnExchangeHasItsTimes) {
  for (int i = 0; i < 2; ++i) {
    (void)clock.run(client->fetch(http::Request()));
  }
  expect_line(R"({"begun_ms":0,"took_ms":1000,)");
  expect_line(R"({"begun_ms":1000,"took_ms":1000,)");
}

TEST_F(Document, WhatNobodyWaitedForHasNoAnswer) {
  fakes::Running<Result<http::Response>> asking(context, client->fetch(http::Request()));
  clock.advance(300ms);
  asking.cancel();
  clock.run_ready();
  EXPECT_TRUE(asking.was_cancelled());
  expect_line(R"({"begun_ms":0,"took_ms":300,"to":"provider","failure":null,)");
}

TEST_F(Document, AnswersForWhichThereIsNoRoomAreCounted) {
  notes->room = 15;
  for (int i = 0; i < 3; ++i) {
    (void)clock.run(client->fetch(http::Request()));
  }
  expect_line(R"("answer":"25.0.0.1")");
  expect_line(R"("left_out":2)");
}

TEST_F(Document, AQuestionToANameServerIsAnExchangeToo) {
  const auto questioner = noting(notes, std::unique_ptr<dns::Questioner>(std::make_unique<Server>(clock)));
  (void)clock.run(questioner->ask({"whoami.example.net", DnsType::txt}, {}, 1s));
  expect_line(R"("to":"name server","question":"question1","answer":["25.0.0.1","xxxx0-client-xxxxxx 25.0.0.2/00"]})");
  settings.providers_path = config::shipped_providers;
  settings.providers.emplace_back(DnsProvider{{"whoami.example.net", DnsType::txt}, {}, "", {}});
  expect_line(R"("question":"whoami.example.net TXT")");
}

TEST_F(Document, BeforeTheEndItHasNoExitCode) { expect_line(R"({"exit_code":null,)"); }

TEST_F(Document, ASuffixIsShownAsWhatItMakesOfAnAddress) {
  settings.records.push_back({{"example.com", "@", RecordType::aaaa}, {}, Ipv6Suffix{fakes::ip("::7"), 64}});
  Findings findings{Family::ipv6, 1};
  findings.answers.push_back({"a", "a", fakes::ip("2a02:6b67::1"), 1ms});
  findings.verdict = Agreed{fakes::ip("2a02:6b67::1"), {"a"}};
  notes->findings = {findings};
  update::RecordReport record{{"example.com", "@", RecordType::aaaa}};
  record.address = fakes::ip("2a02:6b67::7");
  notes->records = {record};
  const auto text = trace();
  const std::string shown = R"("address":"2d00::1")";
  EXPECT_NE(text.find(shown, text.find(R"("records":[{"domain":"domain1.example","name":"@","type":"AAAA")")),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("2d00::2"), std::string::npos) << text;
}

// By chance, here: no rule lets a domain through.
TEST_F(Document, ALineThatHoldsADomainAllTheSameIsLeftOut) {
  settings.records.push_back({{"main.zone", "@", RecordType::a}, {}});
  http::Request call{
      "POST", settings.endpoint + "/", {}, "<methodCall><methodName>domain.zone.list</methodName></methodCall>"};
  (void)clock.run(client->fetch(call));
  expect_line("\n{\"left_out\":true}\n");
}

}  // namespace
}  // namespace dyndns::trace
