// What the daemon lets others know of itself: one line for the service manager, and the status file.
#pragma once

#include <optional>
#include <string>
#include <vector>

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
  // True when another trouble was found than before, or none any more.
  [[nodiscard]] bool note_account(const AccountWatch::News& news);
  void note_configuration(const std::string& problem);  // empty when nothing is wrong

  // What a person should mend comes first.
  [[nodiscard]] std::string line() const;
  [[nodiscard]] Result<void> write();    // the file
  [[nodiscard]] Result<void> publish();  // tells the service manager, too
  // The daemon ends.
  void take_down() const;

 private:
  [[nodiscard]] Status status() const;
  [[nodiscard]] std::vector<Trouble> troubles() const;

  Supervisor& supervisor_;
  const Clock& clock_;
  std::optional<state::StatusFile> file_;
  show::StatusKeeper keeper_;
  WallTime started_;
  WallTime next_round_;
  std::vector<Trouble> of_token_;
  std::vector<Trouble> of_domains_;
  std::string configuration_problem_;
  std::optional<WallTime> token_end_;
};

}  // namespace dyndns::daemon
