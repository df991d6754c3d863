// One round: detect, agree, compare, and only when it differs update.
#pragma once

#include <map>
#include <random>
#include <string>

#include "core/state.hpp"
#include "ports/clock.hpp"
#include "update/job.hpp"
#include "update/report.hpp"

namespace dyndns::update {

struct RoundOrder {
  State known{};                       // what need not be read again
  std::map<RrsetKey, Failure> held{};  // records to leave alone, and what they wait for
  bool dry_run = false;                // reads everything, writes nothing
};

[[nodiscard]] Task<Report> run_round(Job& job, RoundOrder order, Clock& clock, std::mt19937_64& random);

}  // namespace dyndns::update
