// Something that a person or a monitoring system may want to know: one line of the log with its journal fields.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dyndns {

enum class Level { error, warning, notice, info, debug };

// The kinds are stable: each has a name (DYNDNS_EVENT) and a MESSAGE_ID that the journal catalog explains.
enum class EventKind {
  started,
  stopping,
  reloaded,
  reload_failed,
  configuration_problem,
  record_changed,
  record_failed,
  record_recovered,
  no_quorum,
  quorum_recovered,
  dissent,
  dissent_ended,
  source_remark,
  memory_failed,
  memory_recovered,
  status_failed,
  status_recovered,
  family_absent,
  token_expiring,
  token_unfit,
  token_fit,
  without_effect,
  with_effect,
  round_done,
  woken,
  stuck,
  internal_error,
};

inline constexpr auto event_kind_count = static_cast<std::size_t>(EventKind::internal_error) + 1;

[[nodiscard]] std::string_view name_of(EventKind kind);        // "record-changed"
[[nodiscard]] std::string_view message_id_of(EventKind kind);  // 32 hexadecimal digits

struct Event {
  EventKind kind;
  Level level;
  std::string message;                                        // one line, outcome first, no trailing period
  std::vector<std::pair<std::string, std::string>> fields{};  // "DYNDNS_DOMAIN" -> "example.com"
};

}  // namespace dyndns
