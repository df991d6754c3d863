// Records as a round reports them, to be told of.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "fakes/ip.hpp"
#include "update/report.hpp"

namespace dyndns::show {

using Fields = std::vector<std::pair<std::string, std::string>>;

inline const Address ours = fakes::ip("81.2.69.142");
inline const Address old = fakes::ip("81.2.69.7");

inline update::RecordReport record(const std::string& name, Outcome outcome) {
  update::RecordReport report{{"example.com", name, RecordType::a}, outcome};
  report.ttl = Ttl(300);
  if (outcome != Outcome::undecided) {
    report.address = ours;
  }
  if (outcome == Outcome::changed) {
    report.before = {old};
  }
  return report;
}

inline update::RecordReport failing(const std::string& name, const Failure& why) {
  auto report = record(name, Outcome::failed);
  report.failure = why;
  return report;
}

}  // namespace dyndns::show
