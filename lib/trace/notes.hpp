// Every exchange of a run as it was, in the order in which they began. It holds the credential and all else: nothing of
// it is written anywhere but through write_trace().
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/findings.hpp"
#include "dns/questioner.hpp"
#include "http/client.hpp"
#include "ports/clock.hpp"
#include "update/report.hpp"

namespace dyndns::trace {

template <class Asked, class Told>
struct Exchange {
  Asked asked;
  std::chrono::milliseconds begun;  // after the first
  std::chrono::milliseconds took{};
  std::optional<Result<Told>> answer{};  // nothing: nobody waited any longer, or there was no room for it
};
using Fetched = Exchange<http::Request, http::Response>;
using Inquired = Exchange<DnsQuestion, std::vector<std::string>>;

struct Notes {
  explicit Notes(const Clock& of_the_run) : clock(of_the_run) {}

  const Clock& clock;
  std::vector<std::variant<Fetched, Inquired>> exchanges{};
  std::size_t room = 16UL * 1024 * 1024;  // bytes, for answers
  std::size_t left_out = 0;               // answers
  std::optional<SteadyTime> first{};

  // What came of them.
  std::vector<Findings> findings{};
  std::vector<update::RecordReport> records{};
};

// What is asked through the result is noted.
[[nodiscard]] std::unique_ptr<http::Client> noting(std::shared_ptr<Notes> notes, std::unique_ptr<http::Client> client);
[[nodiscard]] std::unique_ptr<dns::Questioner> noting(std::shared_ptr<Notes> notes,
                                                      std::unique_ptr<dns::Questioner> questioner);

}  // namespace dyndns::trace
