// One round and one status, as the screens and documents are shown them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/status.hpp"
#include "show/records.hpp"
#include "update/report.hpp"

namespace dyndns::show {

using fakes::ip;

inline const Address lie = ip("104.18.0.0");
inline const Address ours6 = ip("2a02:6b67::1");

inline const WallTime noon = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + std::chrono::hours(12);
inline const RrsetKey www{"example.com", "www", RecordType::a};
inline const RrsetKey apex{"example.com", "@", RecordType::a};
inline const Failure refused{Fault::unreachable, "connection refused"};
inline const Failure denied{Fault::denied, "the token is refused"};

// Three agree, one lies, one fails and one is silent.
[[nodiscard]] inline Findings sample_findings() {
  using namespace std::chrono_literals;
  Findings findings{Family::ipv4, 3, 6};
  findings.answers = {{"https://a/ip", "a", ours, 20ms},
                      {"https://b/ip", "b", ours, 120ms},
                      {"dns c", "c", ours, 5ms, "hello"},
                      {"https://liar/ip", "liar", lie, 30ms},
                      {"https://broken/ip", "broken", refused, 1ms}};
  findings.silent = {{"https://slow/ip", "slow", 300ms, true}};
  findings.verdict = Agreed{ours, {"a", "b", "c"}};
  return findings;
}

[[nodiscard]] inline Standings sample_standings() {
  using namespace std::chrono_literals;
  return {{{Family::ipv4, "https://liar/ip"}, {30ms, 5ms, 2, noon + 20min, "said 104.18.0.0"}}};
}

[[nodiscard]] inline update::Report sample_report() {
  update::RecordReport failed{www, Outcome::failed};
  failed.address = ours;
  failed.failure = denied;
  return {false, {sample_findings()}, {{apex, Outcome::changed, {old}, ours, Ttl(300)}, failed}};
}

[[nodiscard]] inline Status sample_status() {
  using namespace std::chrono_literals;
  Status status{"0.1.0", 712, noon - 4h, noon - 1min, noon + 4min};
  status.addresses = {{Family::ipv4, ours, {"a", "b", "c"}}, {Family::ipv6, {}, {}, "no quorum for IPv6"}};
  status.records = {{apex, Outcome::confirmed, Confirmation{ours, Ttl(300), noon - 26h, noon - 10min}},
                    {www, Outcome::failed, {}, "no such zone"}};
  status.last_round = noon - 1min;
  status.occasion = "time";
  const Heard agreeing{noon - 1min, 83ms, ours, "", true};
  const Heard failing{noon - 3h, 10s, {}, "no answer"};
  status.sources = {{{Family::ipv4, "https://a/ip"}, "a", agreeing, {85ms, 4ms}, SourceState::good, "+++.+"},
                    {{Family::ipv4, "https://b/ip"},
                     "b",
                     failing,
                     {0ms, 0ms, 2, noon + 20min, "no answer"},
                     SourceState::resting,
                     "+-"},
                    {{Family::ipv4, "https://c/ip"}, "c"}};
  return status;
}

}  // namespace dyndns::show
