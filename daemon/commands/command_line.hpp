// What the command line asks for.
#pragma once

#include <string>
#include <variant>

#include "config/read.hpp"

namespace dyndns::daemon {

enum class Verb { run, update, test, check, status, history, import_file };

struct CommandLine {
  Verb verb = Verb::run;
  config::Options options;
  bool json = false;
  std::string trace_path;  // empty: no trace
  std::string import_path;
  bool dry_run = false;
  bool prometheus = false;
  bool html = false;
  bool all = false;      // of status: nothing is left out
  std::string instance;  // of status and history; empty: the service without a name
};

// An exit code when there is no more to do: help or version was shown, or the usage was wrong and has been explained on
// stderr.
[[nodiscard]] std::variant<CommandLine, int> parse_command_line(int argc, char** argv);

}  // namespace dyndns::daemon
