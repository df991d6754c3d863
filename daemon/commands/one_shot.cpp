#include "commands/one_shot.hpp"

#include <sys/stat.h>
#include <sysexits.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/system/system_error.hpp>
#include <csignal>
#include <iostream>
#include <optional>

#include "file/atomic_file.hpp"
#include "show/events.hpp"
#include "show/json.hpp"
#include "systemd/journal.hpp"
#include "trace/document.hpp"
#include "workshop.hpp"

namespace dyndns::daemon {
namespace {

namespace asio = boost::asio;

// The task's result; nothing when a signal ended it.
std::optional<int> run_to_end(asio::io_context& context, gandi::Budget& budget, Task<int> task) {
  std::optional<int> exit_code;
  std::exception_ptr failure;
  asio::cancellation_signal cancel;
  asio::signal_set signals(context, SIGINT, SIGTERM);
  signals.async_wait([&](const boost::system::error_code& error, int) {
    if (!error) {
      signals.clear();  // the next one ends us, as is its way
      budget.hurry();
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

// The file is there from the beginning: that it cannot be written shows before the run, and not after it.
class TraceFile {
 public:
  TraceFile(const CommandLine& line, const config::Settings& settings, const Clock& clock)
      : settings_(settings), path_(line.trace_path), run_{DYNDNS_VERSION, line.verb == Verb::test ? "test" : "update"} {
    run_.dry_run = line.dry_run;
    notes_ = path_.empty() ? nullptr : std::make_shared<trace::Notes>(clock);
  }

  [[nodiscard]] const Notes& notes() const { return notes_; }

  // Why it could not be.
  [[nodiscard]] std::optional<Problem> write(std::optional<int> exit_code) {
    if (!notes_) {
      return std::nullopt;
    }
    run_.exit_code = exit_code;
    if (!may_be_replaced()) {
      return Problem{true, path_, "is there already and is no trace, so nothing is written over it; name another file"};
    }
    const auto written = file::replace_file(path_, trace::write_trace(settings_, run_, *notes_), S_IRUSR | S_IWUSR);
    return written || written.error().is_in_place ? std::nullopt
                                                  : std::optional(Problem{true, path_, written.error().what});
  }

 private:
  [[nodiscard]] bool may_be_replaced() const {
    constexpr std::size_t largest = 64UL * 1024 * 1024;
    const auto found = file::read_file(path_, largest);
    return !file::exists(path_) || (found && (found->text.empty() || found->text.starts_with(R"({"trace":)")));
  }

  const config::Settings& settings_;
  std::string path_;
  trace::Run run_;
  Notes notes_;
};

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
  TraceFile trace(line, *reading.settings, clock);
  if (const auto problem = trace.write(std::nullopt)) {
    log->write_all(show::problem_events({*problem}));
    return refuse(line, {*problem});
  }
  asio::io_context context(1);
  gandi::Budget budget(clock, reading.settings->requests_per_minute);
  try {
    const auto ended =
        run_to_end(context, budget, task({context, *reading.settings, clock, *log, budget, trace.notes()}));
    const auto exit_code = ended ? *ended : end_early(line);
    const auto problem = trace.write(exit_code);
    log->write_all(problem ? show::problem_events({*problem}) : std::vector<Event>());
    return problem && exit_code == EX_OK ? EX_CONFIG : exit_code;
  } catch (const UnusableSettings& unusable) {
    const Problem problem{true, reading.settings->config_path, unusable.what()};
    log->write_all(show::problem_events({problem}));
    reading.problems.push_back(problem);
    return refuse(line, reading.problems);
  }
}

}  // namespace dyndns::daemon
