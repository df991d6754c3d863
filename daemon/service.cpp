#include "service.hpp"

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <chrono>
#include <csignal>
#include <set>
#include <utility>

#include "async/task_group.hpp"
#include "problems.hpp"
#include "workshop.hpp"

namespace dyndns::daemon {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

// A round's requests each have their own time limit; one that takes longer than this together is stuck.
constexpr auto longest_round = 10min;
// How late the next round may begin before something is wrong.
constexpr auto grace = 1min;
// SIGTERM is obeyed within a second.
constexpr auto longest_farewell = 900ms;
constexpr auto account_interval = 24h;

std::string scope_of(const config::Settings& settings) {
  std::set<std::string> domains;
  for (const auto& record : settings.records) {
    domains.insert(record.key.domain);
  }
  const auto records = settings.records.size();
  return std::to_string(records) + (records == 1 ? " record" : " records") + " in " + std::to_string(domains.size()) +
         (domains.size() == 1 ? " domain" : " domains");
}

}  // namespace

Service::Service(asio::io_context& context, config::Options options, config::Settings settings,
                 systemd::LevelledLog& log, Supervisor& supervisor)
    : context_(context),
      options_(std::move(options)),
      log_(log),
      supervisor_(supervisor),
      random_(std::random_device{}()),
      memory_(make_memory(settings)),
      state_dir_(settings.state_dir),
      loop_(context.get_executor(), clock_, *memory_, random_, *this),
      account_bell_(context.get_executor()),
      signals_(context, SIGHUP, SIGUSR1, SIGTERM),
      patience_(context) {
  signals_.add(SIGINT);
  take_over(std::move(settings));
  recall();
  const auto* const memory = state_dir_.empty() ? "; no state directory is given, so the memory is kept in RAM" : "";
  tell({{EventKind::started, Level::info, "started, looks after " + scope_of(*settings_) + memory}});
}

bool Service::serve() {
  start_work();
  await_signal();
  supervisor_.ready("first round under way");
  context_.run();
  if (bug_) {
    std::rethrow_exception(bug_);
  }
  return has_ended_;
}

void Service::start_work() {
  asio::co_spawn(context_, work(), asio::bind_cancellation_slot(cancel_work_.slot(), [this](std::exception_ptr ending) {
                   bug_ = is_stopping_ ? nullptr : std::move(ending);
                   has_ended_ = true;
                   signals_.cancel();
                   patience_.cancel();
                 }));
}

Task<void> Service::work() {
  async::TaskGroup group(context_.get_executor());
  group.start(loop_.run());
  group.start(systemd::watch(clock_, supervisor_, progress_, systemd::watchdog_period()));
  group.start(watch_account());
  co_await group.join();
}

Task<void> Service::watch_account() {
  for (;;) {
    const auto findings = co_await account_watch_.look(settings_);
    tell(findings.events);
    if (findings.note != account_note_) {
      account_note_ = findings.note;
      supervisor_.status(status());
    }
    co_await account_bell_.wait_until(clock_, clock_.steady() + account_interval);
  }
}

void Service::recall() {
  auto state = memory_->load();
  if (state) {
    loop_.recall(std::move(*state));
  } else {
    tell(narrator_.tell_memory(state.error()));
  }
}

void Service::await_signal() {
  signals_.async_wait([this](const boost::system::error_code& error, int signal) {
    if (!error) {
      handle(signal);
      await_signal();
    }
  });
}

void Service::handle(int signal) {
  switch (signal) {
    case SIGHUP:
      return reload();
    case SIGUSR1:
      return loop_.wake();
    default:
      return stop();
  }
}

void Service::stop() {
  if (std::exchange(is_stopping_, true)) {
    context_.stop();
    return;
  }
  supervisor_.stopping();
  tell({{EventKind::stopping, Level::info, "stopping"}});
  cancel_work_.emit(asio::cancellation_type::terminal);
  patience_.expires_after(longest_farewell);
  patience_.async_wait([this](const boost::system::error_code& error) {
    if (!error) {
      context_.stop();
    }
  });
}

void Service::reload() {
  supervisor_.reloading();
  const auto reading = config::read(options_, config::process_environment());
  log_problems(log_, reading.problems);
  trouble_ = reading.settings ? try_to_take_over(*reading.settings) : first_error(reading.problems);
  if (trouble_.empty()) {
    tell({{EventKind::reloaded, Level::notice, "configuration reloaded, looks after " + scope_of(*reading.settings)}});
  } else {
    tell({{EventKind::reload_failed, Level::error,
           "configuration not reloaded, the one from before stays in force: " + trouble_}});
  }
  supervisor_.ready(status());
}

void Service::take_over(config::Settings settings) {
  loop_.use(make_job(context_.get_executor(), settings, clock_));
  log_.set_level(settings.log_level);
  settings_ = std::make_shared<const config::Settings>(std::move(settings));
  account_bell_.ring();
}

// What is wrong with them; empty when nothing is, and they are in force.
std::string Service::try_to_take_over(config::Settings settings) {
  try {
    take_over(std::move(settings));
    return {};
  } catch (const UnusableSettings& unusable) {
    return unusable.what();
  }
}

// A refused credential may have been replaced in its file by now.
void Service::renew_credential(const update::Report& report) {
  const bool is_refused = std::ranges::any_of(report.records, [](const update::RecordReport& record) {
    return record.failure && record.failure->fault == Fault::denied;
  });
  if (!is_refused) {
    return;
  }
  const auto reading = config::read(options_, config::process_environment());
  if (reading.settings && reading.settings->credential.secret != settings_->credential.secret) {
    auto renewed = *settings_;
    renewed.credential = reading.settings->credential;
    trouble_ = try_to_take_over(std::move(renewed));
    tell({{EventKind::reloaded, Level::notice, "credential read again, since Gandi refused the one before"}});
  }
}

void Service::round_begins() { progress_.expect_by(clock_.steady() + longest_round); }

void Service::round_ended(const update::Report& report, const Result<void>& stored, SteadyTime next) {
  progress_.expect_by(next + grace);
  tell(narrator_.tell(report));
  tell(narrator_.tell_memory(stored));
  renew_credential(report);
  last_status_ = update::status_line(report);
  supervisor_.status(status());
}

// What a person should mend comes first.
std::string Service::status() const {
  auto line = trouble_.empty() ? std::string() : "new configuration not in force: " + trouble_ + "; ";
  line += account_note_.empty() ? "" : account_note_ + "; ";
  return line + last_status_;
}

void Service::tell(const std::vector<Event>& events) {
  for (const auto& event : events) {
    log_.write(event);
  }
}

}  // namespace dyndns::daemon
