// The log: to the journal with all fields when it listens, else to stderr, one line each.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/event.hpp"
#include "core/wall_time.hpp"
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
// own, and is never waited for: what it does not take at once is lost, and how much that was is said when it does
// again. What else cannot be written is lost: there is nobody left to tell. `journal` is the path of its socket.
[[nodiscard]] std::unique_ptr<LevelledLog> make_log(Level threshold, LogTarget target, const Clock& clock,
                                                    std::string journal = "/run/systemd/journal/socket");

// "NAME=value" each: MESSAGE, PRIORITY (syslog's, error is 3), SYSLOG_IDENTIFIER,
// MESSAGE_ID, DYNDNS_EVENT and the event's own. A field whose name the journal would not take (only A-Z, 0-9 and _, at
// most 64, beginning with a letter) is left out. Values are made one line each.
[[nodiscard]] std::vector<std::string> journal_fields(const Event& event);

// "2026-11-23T14:05:09+01:00 notice: address of 'home.example.com' changed", with the local time zone's offset
// (RFC 3339) and without a newline, whatever the message holds.
[[nodiscard]] std::string log_line(const Event& event, WallTime when);

}  // namespace dyndns::systemd
