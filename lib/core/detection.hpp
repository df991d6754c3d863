// What was learnt of our address of one family.
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

struct Detection {
  Family family;
  unsigned quorum;
  unsigned asked = 0;  // operators
  std::vector<Answer> answers{};
  Verdict verdict{};
  bool is_absent = false;  // nobody could tell, and the host has no address of the family: no fault
  std::vector<Silence> silent{};
};

// Operators that answered with an address, each once.
[[nodiscard]] unsigned operators_answered(const Detection& detection);

// One sentence: "no quorum for IPv4: best address has 2 of the 3 votes required, 4 of 6 operators answered"; where one
// source is enough, why it gave none.
[[nodiscard]] std::string why_no_quorum(const Detection& detection);

}  // namespace dyndns
