// What asking about our address of one family came to.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "core/consensus.hpp"
#include "core/failure.hpp"

namespace dyndns {

struct Answer {
  std::string source;
  std::string operator_name;
  Result<Address> address;
  std::chrono::milliseconds latency;
  std::string remark{};  // of the source, beside its address: one line, empty when there is none
};

// Asked, but without an answer when the verdict stood or the time was up.
struct Silence {
  std::string source;
  std::string operator_name;
  std::chrono::milliseconds waited;
  bool is_overdue;  // waited longer than it usually takes
};

// Who decides.
enum class Authority {
  operators,   // so many of them as the quorum says, who agree
  own_source,  // the user's interface or command, alone
};

struct Findings {
  Family family;
  unsigned quorum;
  unsigned asked = 0;  // operators
  std::vector<Answer> answers{};
  Verdict verdict{};
  bool is_absent = false;  // nobody could tell, and the host has no address of the family: no fault
  std::vector<Silence> silent{};
  Authority authority = Authority::operators;
  // What the host says of itself, each empty when there is nothing to say.
  std::string obstacle{};  // why nobody was asked: "there is no interface 'wan2'"
  std::string way{};       // by which questions leave: "via 192.168.1.1 dev eth0 src 192.168.1.4"
  std::string note{};      // what is between it and the address that others see
};

// Operators that answered with an address, each once.
[[nodiscard]] unsigned operators_answered(const Findings& findings);

// What was agreed on; nothing without a quorum.
[[nodiscard]] inline const Agreed* agreement(const Findings& findings) {
  return std::get_if<Agreed>(&findings.verdict);
}
[[nodiscard]] const Agreed* agreement(const std::vector<Findings>& all, Family family);

// An agreement, or a family that this host does not have.
[[nodiscard]] inline bool is_well(const Findings& findings) {
  return findings.is_absent || agreement(findings) != nullptr;
}

// The family is absent, and no other that was asked about is missing: it is not the whole network that is.
[[nodiscard]] bool is_gone(const std::vector<Findings>& all, Family family);

}  // namespace dyndns
