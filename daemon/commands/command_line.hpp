// What the command line asks for.
#pragma once

#include <optional>

#include "config/read.hpp"

namespace dyndns::daemon {

enum class Verb { run, update, test, check, status };

struct CommandLine {
  Verb verb = Verb::run;
  config::Options options;
  bool json = false;
  bool dry_run = false;
  bool prometheus = false;
};

// Nothing when there is no more to do than to exit with `exit_code`: help or version was shown, or the usage was wrong
// and has been explained on stderr.
[[nodiscard]] std::optional<CommandLine> parse_command_line(int argc, char** argv, int& exit_code);

}  // namespace dyndns::daemon
