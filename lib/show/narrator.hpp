// Tells people what a round did: the events for the log and the one line for the service manager.
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
  [[nodiscard]] std::vector<Event> tell(const update::Report& report);
  // The outcome of storing the memory, told with the same restraint.
  [[nodiscard]] std::vector<Event> tell_memory(const Result<void>& stored);

 private:
  enum class Certainty { agreed, no_quorum, absent };
  [[nodiscard]] static Certainty certainty_of(const Detection& detection);

  void tell_detection(const Detection& detection, std::vector<Event>& events);
  void tell_dissent(const Detection& detection, std::vector<Event>& events);
  void tell_remarks(const Detection& detection, std::vector<Event>& events);
  void tell_failures(const update::Report& report, std::vector<Event>& events);
  void tell_recovery(const update::RecordReport& record, std::vector<Event>& events);

  std::map<Family, Certainty> certainty_;                          // agreed until heard otherwise
  std::map<std::pair<Family, std::string>, Address> dissent_;      // by operator, what it said last
  std::map<std::pair<Family, std::string>, std::string> remarks_;  // by source, what it remarked last
  std::map<RrsetKey, Fault> failed_;
  bool memory_failed_ = false;
};

// "81.2.69.142 in 4 records" or, first, what is wrong. One line.
[[nodiscard]] std::string status_line(const update::Report& report);

}  // namespace dyndns::show
