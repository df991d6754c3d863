// One round: detect, agree, compare, and only when it differs update.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>

#include "core/state.hpp"
#include "ports/clock.hpp"
#include "update/job.hpp"
#include "update/report.hpp"

namespace dyndns::update {

struct RoundOrder {
  State known{};                         // what need not be read again
  std::map<RrsetKey, Failure> held{};    // records to leave alone, and what they wait for
  bool dry_run = false;                  // reads everything, writes nothing
  bool verify = false;                   // reads everything, whatever is known
  std::map<RrsetKey, Failure> damped{};  // records that may be read and must not be written, and why
  // Families that were gone in the round before, too, so that they are not only late, as after boot.
  std::set<Family> gone{Family::ipv4, Family::ipv6};
  std::uint64_t lot = 0;  // of this host: when each domain is to be verified
};

[[nodiscard]] Task<Report> run_round(Job& job, RoundOrder order, Clock& clock, std::mt19937_64& random);

}  // namespace dyndns::update
