// For the subcommands that do one thing and exit.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>

#include "commands/command_line.hpp"
#include "config/values/settings.hpp"
#include "gandi/pacing.hpp"
#include "ports/log.hpp"
#include "ports/task.hpp"
#include "real_clock.hpp"
#include "workshop.hpp"

namespace dyndns::daemon {

// What such a task works with.
struct Desk {
  boost::asio::io_context& context;
  const config::Settings& settings;
  Clock& clock;
  Log& log;
  gandi::Budget& budget;
  Notes notes;  // for --trace; nothing without it
};

// Reads the configuration and runs the task, whose result is the exit code. SIGINT and SIGTERM cancel it, so that it
// can undo what it began, at any pace; a second one ends the process. EX_CONFIG, after saying why, when the
// configuration is not usable, or the file of --trace cannot be written, which shows before the task is begun.
[[nodiscard]] int run_one_shot(const CommandLine& line, const std::function<Task<int>(Desk)>& task);

}  // namespace dyndns::daemon
