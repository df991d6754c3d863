// The zones at Gandi in which configured records live.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/plan.hpp"
#include "core/record.hpp"
#include "ports/task.hpp"

namespace dyndns {

class Zone {
 public:
  virtual ~Zone() = default;

  // The configured domains that this zone serves: several on classic DNS, where domains can share a zone.
  [[nodiscard]] virtual const std::vector<std::string>& domains() const = 0;

  // What is served for the keys, one entry per key, by Gandi's word (never by DNS, which lags behind).
  [[nodiscard]] virtual Task<Result<std::vector<ServedRrset>>> read(std::vector<RrsetKey> keys) = 0;

  // Carries out the changes and touches no other RRset. One outcome per change, in their order; success means that
  // Gandi accepted it. When the call is cancelled, what was begun and is not yet live is undone.
  [[nodiscard]] virtual Task<std::vector<Result<void>>> apply(std::vector<Change> changes) = 0;
};

class Account {
 public:
  virtual ~Account() = default;

  // One outcome per failing domain, and zones that together serve all others.
  struct Opened {
    std::vector<std::unique_ptr<Zone>> zones;
    std::vector<std::pair<std::string, Failure>> failures;  // by domain
  };
  [[nodiscard]] virtual Task<Opened> open(std::vector<std::string> domains) = 0;
};

}  // namespace dyndns
