// What of all that rounds find is news: the events for the log.
#pragma once

#include <map>
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
  // What came of storing the memory, and of writing the status file.
  [[nodiscard]] std::vector<Event> memory_events(const Result<void>& stored);
  [[nodiscard]] std::vector<Event> status_events(const Result<void>& written);

 private:
  enum class Certainty { agreed, no_quorum, absent };
  [[nodiscard]] static Certainty certainty_of(const Findings& findings);

  [[nodiscard]] std::vector<Event> certainty_events(const Findings& findings);
  [[nodiscard]] std::vector<Event> dissent_events(const Findings& findings);
  [[nodiscard]] std::vector<Event> remark_events(const Findings& findings);
  [[nodiscard]] std::vector<Event> failure_events(const update::Report& report);
  [[nodiscard]] std::vector<Event> recovery_events(const update::RecordReport& record);

  std::map<Family, Certainty> certainty_;                          // agreed until heard otherwise
  std::map<std::pair<Family, std::string>, Address> dissent_;      // by operator, what it said last
  std::map<std::pair<Family, std::string>, std::string> remarks_;  // by source, what it remarked last
  std::map<RrsetKey, Fault> failed_;
  bool memory_failed_ = false;
  bool status_failed_ = false;
};

}  // namespace dyndns::show
