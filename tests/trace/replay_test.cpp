#include "trace/replay.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "detect/web_source.hpp"
#include "gandi/classic/world.hpp"
#include "gandi/livedns/world.hpp"
#include "trace/document.hpp"
#include "trace/settings.hpp"

namespace dyndns::trace {
namespace {

using config::Api;

// Providers and one of Gandi's worlds, each where the settings say.
class Internet final : public http::Client {
 public:
  explicit Internet(http::Client& gandi) : gandi_(gandi) {}

  Task<Result<http::Response>> fetch(http::Request request) override {
    const auto page = pages.find(request.url);
    if (page != pages.end()) {
      co_return page->second;
    }
    co_return co_await gandi_.fetch(std::move(request));
  }
  void close_idle() override {}

  std::map<std::string, Result<http::Response>> pages;

 private:
  http::Client& gandi_;
};

// One round that is noted, and the trace of it.
class Recording : public testing::Test {
 protected:
  std::string record(Api api, bool dry_run = false) {
    auto settings = settings_of(api);
    auto internet = std::make_unique<Internet>(api == Api::livedns ? static_cast<http::Client&>(live) : classic);
    for (const auto& provider : settings.providers) {
      const auto& url = std::get<WebProvider>(provider).url;
      internet->pages.emplace(url, http::Response{200, {{"x-city", "London"}}, "<b>81.2.69.142</b> London"});
    }
    for (const auto& [url, answer] : instead) {
      internet->pages.insert_or_assign(url, answer);
    }
    const auto notes = std::make_shared<Notes>(clock);
    const auto client = noting(notes, std::move(internet));
    update::Job job = job_of(settings, *client);
    update::RoundOrder order;
    order.dry_run = dry_run;
    const auto report = clock.run(update::run_round(job, std::move(order), clock, random));
    notes->findings = report.findings;
    notes->records = report.records;
    return write_trace(settings, {"1.0", "update", dry_run, update::exit_code(report)}, *notes);
  }

  // What is decided by the trace is what was decided, which is `expected` of the garage.
  static void expect_same_decisions(const std::string& trace, const std::string& expected) {
    Replay replay(trace);
    const auto told = replay.told();
    EXPECT_EQ(replay.decide(), told) << trace;
    EXPECT_NE(std::ranges::find(told, "name1.domain1.example A " + expected), told.end())
        << testing::PrintToString(told);
    expect_nothing_of_him(trace);
  }

  update::Job job_of(const config::Settings& settings, http::Client& client) {
    update::Job job;
    update::FamilySources family{Family::ipv4, {}, update::AskingRules()};
    for (const auto& provider : settings.providers) {
      const auto& web = std::get<WebProvider>(provider);
      family.sources.push_back(detect::make_web_source(client, web, web.url, settings.timeout, clock));
    }
    job.families.push_back(std::move(family));
    job.records = settings.records;
    const auto& secret = settings.credential.secret;
    const gandi::Authorization authorization{gandi::Authorization::Scheme::bearer, secret};
    job.account = settings.api == Api::livedns
                      ? gandi::livedns::make_account(client, {settings.endpoint, authorization, settings.timeout,
                                                              settings.sharing_id, settings.tokeninfo})
                      : gandi::classic::make_account(client, settings.endpoint, secret, settings.timeout);
    return job;
  }

  Recording() {
    live.domains["example.com"] = {{{"garage", "A"}, {600, {"81.2.69.160"}}},
                                   {{"@", "A"}, {600, {"81.2.69.142"}}},
                                   {{"cellar", "TXT"}, {300, {"v=DKIM1; p=MIGfMA0"}}},
                                   {{"@", "MX"}, {300, {"10 cellar.example.com."}}}};
    classic.zone_of["example.com"] = gandi::classic::Value(7101);
    classic.zones[7101].versions = {{7103, {}}};
    classic.zones[7101].active = 7103;
    classic.add(7101, "garage", "A", "81.2.69.160", 600);
    classic.add(7101, "@", "A", "81.2.69.142", 600);
    classic.add(7101, "cellar", "TXT", "\"v=DKIM1; p=MIGfMA0\"", 600);
  }

  boost::asio::io_context context;
  fakes::VirtualClock clock{context};
  std::mt19937_64 random{1};
  gandi::livedns::World live;
  gandi::classic::World classic;
  std::map<std::string, Result<http::Response>> instead;  // of what a provider says
};

TEST_F(Recording, AChangeOnLiveDns) { expect_same_decisions(record(Api::livedns), "changed 25.0.0.1"); }

TEST_F(Recording, ADryRunOnLiveDns) { expect_same_decisions(record(Api::livedns, true), "planned 25.0.0.1"); }

TEST_F(Recording, ARecordThatIsMissingOnLiveDns) {
  live.domains["example.com"].erase({"garage", "A"});
  expect_same_decisions(record(Api::livedns), "changed 25.0.0.1");
}

TEST_F(Recording, ADomainThatIsNotOnLiveDns) {
  live.domains.clear();
  expect_same_decisions(record(Api::livedns), "failed 25.0.0.1 missing");
}

TEST_F(Recording, ATokenThatHasExpired) {
  live.answer_always(401, R"({"code":401,"message":"The access token )" + gandi::livedns::good_token +
                              R"( has expired","object":"HTTPUnauthorized","cause":"Unauthorized"})");
  const auto trace = record(Api::livedns);
  expect_same_decisions(trace, "failed 25.0.0.1 denied");
  EXPECT_NE(trace.find("The access token [credential] has expired"), std::string::npos) << trace;
}

TEST_F(Recording, AThrottleThatNamesADate) {
  live.answer_always(429, "slow down",
                     {{"date", "Fri, 24 Jul 2026 10:00:00 GMT"},
                      {"retry-after", "Fri, 24 Jul 2026 10:02:00 GMT"},
                      {"x-ratelimit-remaining", "0"},
                      {"x-account-id", "32649709"}});
  const auto trace = record(Api::livedns);
  expect_same_decisions(trace, "failed 25.0.0.1 throttled");
  EXPECT_NE(trace.find(R"("retry-after":"120")"), std::string::npos) << trace;
  EXPECT_NE(trace.find(R"(-remaining":"0")"), std::string::npos) << trace;
  EXPECT_EQ(trace.find("Jul"), std::string::npos) << trace;
}

TEST_F(Recording, AConnectionThatBreaks) {
  live.instead = [](const std::string&) { return Failure{Fault::unreachable, "connection to 'api.example' refused"}; };
  expect_same_decisions(record(Api::livedns), "failed 25.0.0.1 unreachable");
}

TEST_F(Recording, AProviderThatDissentsAndOneThatFails) {
  instead.emplace("https://p1.provider.example.net/ip?key=hush", http::Response{200, {}, "8.8.8.8"});
  expect_same_decisions(record(Api::livedns), "changed 25.0.0.1");
  instead.emplace("https://p2.provider.example.net/ip?key=hush", Failure{Fault::timed_out, "no answer"});
  expect_same_decisions(record(Api::livedns), "undecided ");
}

TEST_F(Recording, AChangeByXmlRpc) {
  const auto trace = record(Api::xmlrpc);
  expect_same_decisions(trace, "changed 25.0.0.1");
  EXPECT_EQ(classic.live(7101).front(), "@ A 81.2.69.142 600");
}

TEST_F(Recording, IdsThatAreNumbersByXmlRpc) {
  classic.ids_are_strings = false;
  expect_same_decisions(record(Api::xmlrpc), "changed 25.0.0.1");
}

TEST_F(Recording, AFaultByXmlRpc) {
  classic.before_call = [](const std::string& method) {
    return method == "domain.zone.record.update" ? gandi::classic::Mishap::fault : gandi::classic::Mishap::none;
  };
  expect_same_decisions(record(Api::xmlrpc), "failed 25.0.0.1 refused");
}

TEST_F(Recording, AnAnswerThatIsNoXml) {
  classic.before_call = [](const std::string&) { return gandi::classic::Mishap::garbage; };
  expect_same_decisions(record(Api::xmlrpc), "failed 25.0.0.1 malformed");
}

// Each file in the folder is a trace that somebody gave us.
TEST(Replay, EveryTraceThatWasSentIsDecidedAsItWas) {
  std::size_t count = 0;
  for (const auto& file : std::filesystem::directory_iterator(PROJECT_ROOT "/tests/trace/runs")) {
    SCOPED_TRACE(file.path().string());
    std::ifstream stream(file.path());
    Replay replay(std::string(std::istreambuf_iterator<char>(stream), {}));
    EXPECT_EQ(replay.decide(), replay.told());
    ++count;
  }
  EXPECT_GT(count, 0U);
}

}  // namespace
}  // namespace dyndns::trace
