// What the journal is told: an event for each thing that a person or a monitoring system may want to know.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/event.hpp"
#include "core/problem.hpp"
#include "show/sentences.hpp"
#include "update/report.hpp"

namespace dyndns::show {

// ---- Of a round.
[[nodiscard]] Event change_event(const update::RecordReport& record, const Agreed* agreed);
[[nodiscard]] Event failure_event(const Alike& records);
[[nodiscard]] Event recovery_event(const Alike& records);
[[nodiscard]] Event no_quorum_event(const Findings& findings);
[[nodiscard]] Event quorum_event(Family family, const Agreed& agreed);  // again
[[nodiscard]] Event absence_event(const Findings& findings);
[[nodiscard]] Event dissent_event(const Answer& answer, const Agreed& agreed);
[[nodiscard]] Event dissent_ended_event(const Answer& answer);
[[nodiscard]] Event remark_event(const Answer& answer, Family family);
[[nodiscard]] Event round_event(const update::Report& report);

// ---- Of the daemon's life.
[[nodiscard]] Event started_event(const std::vector<RecordWish>& records, bool has_state_dir,
                                  const std::optional<Failure>& why_no_network);
[[nodiscard]] Event not_started_event(const std::string& why);
[[nodiscard]] Event woken_event(const std::string& why);
// The work stands still; `late` is how long ago it should have gone on.
[[nodiscard]] Event stuck_event(const std::string& what, std::chrono::nanoseconds late);
[[nodiscard]] Event stopping_event();

// ---- Of its configuration. `changes` is what the reload changed, in words.
[[nodiscard]] std::vector<Event> problem_events(const std::vector<Problem>& problems);
[[nodiscard]] Event reloaded_event(const std::vector<RecordWish>& records, const std::string& changes);
[[nodiscard]] Event not_reloaded_event(const std::string& why);
[[nodiscard]] Event credential_event();  // read again after a refusal
[[nodiscard]] Event credential_not_taken_event(const std::string& why);

}  // namespace dyndns::show
