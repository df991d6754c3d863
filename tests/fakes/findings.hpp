// What the asking of some operators came to, with a quorum of three.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "core/consensus.hpp"
#include "core/findings.hpp"

namespace dyndns::fakes {

inline Answer says(const std::string& operator_name, Result<Address> address) {
  return {"https://" + operator_name + "/ip", operator_name, std::move(address), std::chrono::milliseconds(20)};
}

inline Findings findings(std::vector<Answer> answers, unsigned asked) {
  std::vector<Vote> votes;
  for (const auto& answer : answers) {
    if (answer.address) {
      votes.push_back({answer.operator_name, *answer.address});
    }
  }
  return {Family::ipv4, 3, asked, std::move(answers), tally(votes, 3)};
}

// All who were asked have answered.
inline Findings findings(std::vector<Answer> answers) {
  const auto asked = static_cast<unsigned>(answers.size());
  return findings(std::move(answers), asked);
}

}  // namespace dyndns::fakes
