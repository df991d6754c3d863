#include "show/prometheus.hpp"

#include <gtest/gtest.h>

#include "show/sample.hpp"

namespace dyndns::show {
namespace {

using namespace std::chrono_literals;

// The samples alone, without the lines about them.
std::string samples_of(const std::string& metrics) {
  std::string samples;
  for (std::size_t at = 0; at < metrics.size();) {
    const auto end = metrics.find('\n', at);
    samples += metrics[at] == '#' ? "" : metrics.substr(at, end - at + 1);
    at = end + 1;
  }
  return samples;
}

TEST(Prometheus, WithoutADaemonItIsDownAndNoMore) {
  constexpr const char* down =
      "# HELP gandi_dyndnsd_up 1 while the daemon runs, else 0.\n# TYPE gandi_dyndnsd_up gauge\ngandi_dyndnsd_up 0\n";
  EXPECT_EQ(to_prometheus(std::nullopt, false), down);
  EXPECT_EQ(to_prometheus(sample_status(), false), down);
}

TEST(Prometheus, EveryMetricOfARunningDaemon) {
  auto status = sample_status();
  status.exit_code = 77;
  status.troubles = {{"one", 1}};
  status.token_end = noon + 24h;
  EXPECT_EQ(samples_of(to_prometheus(status, true)),
            "gandi_dyndnsd_up 1\n"
            "gandi_dyndnsd_start_timestamp_seconds 1795420800\n"
            "gandi_dyndnsd_status_timestamp_seconds 1795435140\n"
            "gandi_dyndnsd_next_round_timestamp_seconds 1795435440\n"
            "gandi_dyndnsd_exit_code 77\n"
            "gandi_dyndnsd_problems 1\n"
            "gandi_dyndnsd_token_end_timestamp_seconds 1795521600\n"
            "gandi_dyndnsd_record_in_order{domain=\"example.com\",name=\"@\",type=\"A\"} 1\n"
            "gandi_dyndnsd_record_in_order{domain=\"example.com\",name=\"www\",type=\"A\"} 0\n"
            "gandi_dyndnsd_record_since_timestamp_seconds{domain=\"example.com\",name=\"@\",type=\"A\"} 1795341600\n"
            "gandi_dyndnsd_record_confirmed_timestamp_seconds{domain=\"example.com\",name=\"@\",type=\"A\"} "
            "1795434600\n"
            "gandi_dyndnsd_votes{family=\"IPv4\"} 3\n"
            "gandi_dyndnsd_votes{family=\"IPv6\"} 0\n"
            "gandi_dyndnsd_source_offences{family=\"IPv4\",operator=\"a\",source=\"https://a/ip\"} 0\n"
            "gandi_dyndnsd_source_offences{family=\"IPv4\",operator=\"b\",source=\"https://b/ip\"} 2\n"
            "gandi_dyndnsd_source_offences{family=\"IPv4\",operator=\"c\",source=\"https://c/ip\"} 0\n"
            "gandi_dyndnsd_source_latency_seconds{family=\"IPv4\",operator=\"a\",source=\"https://a/ip\"} 0.085\n");
}

TEST(Prometheus, ALabelCannotEndItsQuotes) {
  auto status = sample_status();
  status.sources = {{{Family::ipv4, "command 'echo \"a\\b\"\nx'"}, "own"}};
  EXPECT_NE(to_prometheus(status, true).find(R"(source="command 'echo \"a\\b\" x'"} 0)"), std::string::npos);
}

TEST(Prometheus, ARecordInDoubtWasConfirmedLongAgo) {
  auto status = sample_status();
  status.records[0].seen->confirmed.reset();
  EXPECT_NE(to_prometheus(status, true).find("name=\"@\",type=\"A\"} 0\n"), std::string::npos);
}

}  // namespace
}  // namespace dyndns::show
