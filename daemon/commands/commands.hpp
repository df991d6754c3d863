// What the program can be called for; each returns the exit code (gandi-dyndnsd(8), EXIT STATUS).
#pragma once

#include "commands/command_line.hpp"

namespace dyndns::daemon {

[[nodiscard]] int run(const CommandLine& line);
[[nodiscard]] int update(const CommandLine& line);
[[nodiscard]] int test(const CommandLine& line);
[[nodiscard]] int check(const CommandLine& line);
[[nodiscard]] int status(const CommandLine& line);
[[nodiscard]] int history(const CommandLine& line);
[[nodiscard]] int import_file(const CommandLine& line);

}  // namespace dyndns::daemon
