#include "commands/one_shot.hpp"

#include <sysexits.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/system/system_error.hpp>
#include <csignal>
#include <iostream>
#include <optional>

#include "show/events.hpp"
#include "show/json.hpp"
#include "systemd/journal.hpp"
#include "workshop.hpp"

namespace dyndns::daemon {
namespace {

namespace asio = boost::asio;

// The task's result; nothing when a signal ended it.
std::optional<int> run_to_end(asio::io_context& context, Task<int> task) {
  std::optional<int> exit_code;
  std::exception_ptr failure;
  asio::cancellation_signal cancel;
  asio::signal_set signals(context, SIGINT, SIGTERM);
  signals.async_wait([&](const boost::system::error_code& error, int) {
    if (!error) {
      signals.clear();  // the next one ends us, as is its way
      cancel.emit(asio::cancellation_type::terminal);
    }
  });
  auto ended = [&](const std::exception_ptr& exception, int result) {
    failure = exception;
    exit_code = exception ? std::nullopt : std::optional(result);
    signals.cancel();
  };
  asio::co_spawn(context, std::move(task), asio::bind_cancellation_slot(cancel.slot(), ended));
  context.run();
  try {
    if (failure) {
      std::rethrow_exception(failure);
    }
  } catch (const boost::system::system_error& error) {
    if (error.code() != asio::error::operation_aborted) {
      throw;
    }
  }
  return exit_code;
}

// Whoever asked for JSON gets it on these ways out, too.
int end_early(const CommandLine& line) {
  if (line.json) {
    std::cout << show::interrupted_json(EX_TEMPFAIL) << '\n';
  }
  return EX_TEMPFAIL;
}

int refuse(const CommandLine& line, const std::vector<Problem>& problems) {
  if (line.json) {
    std::cout << show::to_json(problems) << '\n';
  }
  return EX_CONFIG;
}

}  // namespace

int run_one_shot(const CommandLine& line, const std::function<Task<int>(Desk)>& task) {
  auto reading = config::read(line.options, config::process_environment());
  const auto level = reading.settings ? reading.settings->log_level : Level::info;
  RealClock clock;
  const auto log = systemd::make_log(level, systemd::log_target(), clock);
  log->write_all(show::problem_events(reading.problems));
  if (!reading.settings) {
    return refuse(line, reading.problems);
  }
  asio::io_context context(1);
  try {
    const auto exit_code = run_to_end(context, task({context, *reading.settings, clock, *log}));
    return exit_code ? *exit_code : end_early(line);
  } catch (const UnusableSettings& unusable) {
    const Problem problem{true, reading.settings->config_path, unusable.what()};
    log->write_all(show::problem_events({problem}));
    reading.problems.push_back(problem);
    return refuse(line, reading.problems);
  }
}

}  // namespace dyndns::daemon
