// A run as lines of JSON that can be given away (docs/gandi-trace.md).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/values/settings.hpp"
#include "trace/notes.hpp"

namespace dyndns::trace {

struct Run {
  std::string_view version;
  std::string_view command;  // "update"
  bool dry_run = false;
  std::optional<int> exit_code{};  // nothing: it has not ended
};

// Line by line: what was configured, each exchange, and how it ended. All of it is ASCII, and holds neither the
// credential nor a name, address, id or path of the user's.
[[nodiscard]] std::string write_trace(const config::Settings& settings, const Run& run, const Notes& notes);

}  // namespace dyndns::trace
