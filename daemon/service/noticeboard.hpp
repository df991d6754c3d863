// What the daemon lets others know of itself: one line for the service manager, and the status file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/event.hpp"
#include "ports/clock.hpp"
#include "ports/supervisor.hpp"
#include "service/account_watch.hpp"
#include "show/status_keeper.hpp"
#include "state/status/status_file.hpp"

namespace dyndns::daemon {

class Noticeboard {
 public:
  // Without a `runtime_dir` there is no file.
  Noticeboard(const std::string& runtime_dir, Supervisor& supervisor, const Clock& clock);

  void note_round(const update::RoundEnd& round);
  // True when another problem was found than before, or none any more.
  [[nodiscard]] bool note_account(const AccountWatch::Findings& findings);
  void note_configuration(const std::string& problem);  // empty when nothing is wrong

  // What a person should mend comes first.
  [[nodiscard]] std::string line() const;
  // Writes the file. The events tell when it can no longer be written, and when it can again.
  [[nodiscard]] std::vector<Event> write();
  // Tells the service manager, and writes the file.
  [[nodiscard]] std::vector<Event> publish();
  // The daemon ends.
  void take_down() const;

 private:
  [[nodiscard]] Status status() const;
  [[nodiscard]] std::vector<Event> tell_file(const Result<void>& written);

  Supervisor& supervisor_;
  const Clock& clock_;
  std::optional<state::StatusFile> file_;
  show::StatusKeeper keeper_;
  WallTime started_;
  WallTime next_round_;
  std::string account_problem_;
  std::string configuration_problem_;
  std::optional<WallTime> token_end_;
  bool has_failed_ = false;
};

}  // namespace dyndns::daemon
