// What the daemon shows of itself to whoever asks: the content of its status file.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/address.hpp"
#include "core/record.hpp"
#include "core/standing.hpp"
#include "core/state.hpp"
#include "core/wall_time.hpp"

namespace dyndns {

// Our address of one family, as the last round found it.
struct AddressStatus {
  Family family;
  std::optional<Address> address{};      // nothing without a quorum
  std::vector<std::string> operators{};  // who agreed on it
  std::string why{};                     // it is not known
  std::string note{};                    // what is between it and this host; empty when nothing is known to be

  bool operator==(const AddressStatus&) const = default;
};

struct RecordStatus {
  RrsetKey key;
  Outcome outcome = Outcome::undecided;  // of the last round
  std::optional<Confirmation> seen{};    // what Gandi was last seen to serve; nothing when that is not known
  std::string failure{};                 // why it is not up to date; empty when it is

  bool operator==(const RecordStatus&) const = default;
};

// The last that was heard of a source.
struct Heard {
  WallTime when;
  std::chrono::milliseconds latency{};
  std::optional<Address> address{};
  std::string failure{};  // in place of an address
  bool agrees = false;    // with what was agreed on in that round

  bool operator==(const Heard&) const = default;
};

struct SourceStatus {
  SourceKey key;
  std::string operator_name;
  std::optional<Heard> heard{};  // nothing when it was not asked since the daemon started
  Standing standing{};

  bool operator==(const SourceStatus&) const = default;
};

struct Status {
  std::string program;  // its version
  int pid = 0;
  WallTime started{};
  WallTime written{};                   // at the end of a round, or when something else became known
  WallTime next_round{};                // at the latest
  int exit_code = 0;                    // the one with which `update` would have ended the last round
  std::string summary{};                // one line
  std::vector<std::string> problems{};  // one line each: what is wrong and what to do
  std::optional<WallTime> token_end{};
  std::vector<AddressStatus> addresses{};
  std::vector<RecordStatus> records{};
  std::vector<SourceStatus> sources{};

  bool operator==(const Status&) const = default;
};

}  // namespace dyndns
