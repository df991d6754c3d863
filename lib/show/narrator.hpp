// What of all that rounds find is news: the events for the log.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/event.hpp"
#include "update/report.hpp"

namespace dyndns::show {

// Remembers what it has told, so that a lasting fault is one event when it begins and one when it ends, and a quiet
// round is nothing above debug.
class Narrator {
 public:
  [[nodiscard]] std::vector<Event> round_events(const update::Report& report);
  // Somebody may have mended what was told: what still fails is told again.
  void repeat();
  // What came of storing the memory, and of writing the status file.
  [[nodiscard]] std::vector<Event> memory_events(const Result<void>& stored);
  [[nodiscard]] std::vector<Event> status_events(const Result<void>& written);

 private:
  enum class Certainty { agreed, no_quorum, absent };
  struct Told {
    Fault fault;
    bool is_to_repeat = false;
  };
  [[nodiscard]] static Certainty certainty_of(const Findings& findings);

  [[nodiscard]] std::vector<Event> certainty_events(const Findings& findings);
  [[nodiscard]] std::vector<Event> dissent_events(const Findings& findings);
  [[nodiscard]] std::vector<Event> remark_events(const Findings& findings);
  [[nodiscard]] std::vector<Event> failure_events(const update::Report& report);
  [[nodiscard]] std::vector<Event> recovery_events(const update::Report& report);

  std::map<Family, Certainty> certainty_;                          // agreed until heard otherwise
  std::map<std::pair<Family, std::string>, Address> dissent_;      // by source, what it said last
  std::map<std::pair<Family, std::string>, std::string> remarks_;  // by source, what it remarked last
  std::map<RrsetKey, Told> failed_;
  std::set<Family> to_repeat_;
  bool memory_failed_ = false;
  bool status_failed_ = false;
};

}  // namespace dyndns::show
