// An event as it is written down: fields for the journal, or one line for everybody else.
#pragma once

#include <string>
#include <vector>

#include "core/event.hpp"
#include "core/state.hpp"

namespace dyndns::systemd {

// "NAME=value" each, as sd_journal_sendv(3) takes them: MESSAGE, PRIORITY (syslog's, error is 3), SYSLOG_IDENTIFIER,
// MESSAGE_ID, DYNDNS_EVENT and the event's own. A field whose name the journal would not take (only A-Z, 0-9 and _, at
// most 64, beginning with a letter) is left out. Values are made one line each.
[[nodiscard]] std::vector<std::string> journal_fields(const Event& event);

// "2026-11-23T14:05:09+01:00 notice: address of 'home.example.com' changed", with the local time zone's offset
// (RFC 3339) and without a newline, whatever the message holds.
[[nodiscard]] std::string log_line(const Event& event, WallTime when);

}  // namespace dyndns::systemd
