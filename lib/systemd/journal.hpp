// The log: to the journal with all fields when it listens, else to stderr, one line each.
#pragma once

#include <memory>

#include "ports/clock.hpp"
#include "ports/log.hpp"

namespace dyndns::systemd {

enum class LogTarget { journal, standard_error };

// The journal when stderr is connected to it, by JOURNAL_STREAM (systemd.exec(5)).
[[nodiscard]] LogTarget log_target();

// A log whose level can be changed, for a reload.
class LevelledLog : public Log {
 public:
  virtual void set_level(Level threshold) = 0;
};

// Writes events of `threshold` and graver ones. The clock gives the lines on stderr their time; the journal has its
// own. What cannot be written is lost: there is nobody left to tell.
[[nodiscard]] std::unique_ptr<LevelledLog> make_log(Level threshold, LogTarget target, const Clock& clock);

}  // namespace dyndns::systemd
