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
  std::string failure{};         // in place of an address
  std::optional<bool> agrees{};  // with what was agreed on in that round; nothing where there was no agreement

  bool operator==(const Heard&) const = default;
};

struct SourceStatus {
  SourceKey key;
  std::string operator_name;
  std::optional<Heard> heard{};  // nothing when it was not asked since the daemon started
  Standing standing{};
  SourceState state = SourceState::unasked;  // when this was written
  // What became of the last eight times that it was asked, the last one at the end: '+' it agreed, 'x' it said
  // something else, '-' it gave no address, '.' it was not waited for, '?' it gave an address, and there was no
  // agreement.
  std::string ticks{};

  bool operator==(const SourceStatus&) const = default;
};

// Something that wants a person: one cause, however many records suffer from it.
struct Trouble {
  std::string what;                 // one line: what is wrong, and after "; " what the reader can do
  int exit_code;                    // by gandi-dyndnsd(8), EXIT STATUS: 1 for what stops nothing yet
  std::optional<WallTime> retry{};  // when the daemon tries again, where it waits for that

  bool operator==(const Trouble&) const = default;
};

struct Status {
  std::string program;  // its version
  int pid = 0;
  WallTime started{};
  WallTime written{};     // at the end of a round, or when something else became known
  WallTime next_round{};  // at the latest
  int exit_code = 0;      // the worst of the troubles'
  std::string summary{};  // one line
  std::vector<Trouble> troubles{};
  std::optional<WallTime> token_end{};
  std::optional<WallTime> last_round{};  // its end; nothing before the first one's
  std::string occasion{};                // of it: "time", "network", "request"
  std::vector<Move> moves{};             // the newest at the end
  std::vector<AddressStatus> addresses{};
  std::vector<RecordStatus> records{};
  std::vector<SourceStatus> sources{};

  bool operator==(const Status&) const = default;
};

}  // namespace dyndns
