#include "service/service.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <chrono>
#include <csignal>
#include <utility>

#include "async/task_group.hpp"
#include "show/events.hpp"
#include "watch/reasons.hpp"
#include "workshop.hpp"

namespace dyndns::daemon {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

// SIGTERM is obeyed within a second.
constexpr auto longest_farewell = 900ms;
constexpr std::chrono::hours account_interval = 24h;
constexpr std::chrono::hours account_retry = 1h;  // there may have been no network yet

}  // namespace

Service::Service(asio::io_context& context, config::Options options, config::Settings settings,
                 systemd::LevelledLog& log, Supervisor& supervisor)
    : context_(context),
      log_(log),
      supervisor_(supervisor),
      budget_(clock_, settings.requests_per_minute),
      random_(std::random_device{}()),
      memory_(make_memory(settings)),
      loop_(context.get_executor(), clock_, *memory_, random_, *this),
      noticeboard_(settings.runtime_dir, supervisor, clock_),
      account_watch_(clock_, budget_),
      account_bell_(context.get_executor()),
      configuration_(std::move(options), std::move(settings), log,
                     [this](const config::Settings& wanted) { install(wanted); }),
      network_(watch::make_network(context.get_executor(), [this] { return vias_of(*configuration_.in_force()); })),
      signals_(context, SIGHUP, SIGUSR1, SIGTERM),
      patience_(context) {
  signals_.add(SIGINT);
  recall();
  const auto in_force = configuration_.in_force();
  const auto why_no_network = network_ ? std::nullopt : std::optional(network_.error());
  log_.write(show::started_event(in_force->records, !in_force->state_dir.empty(), why_no_network));
}

bool Service::serve() {
  start_work();
  await_signal();
  log_.write_all(
      narrator_.status_events(noticeboard_.write()));  // who asks how things stand after READY gets an answer
  supervisor_.ready(noticeboard_.line());
  context_.run();
  noticeboard_.take_down();
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
  const auto wake_up = [this](const std::string& why) { wake(why); };
  if (network_) {
    group.start(watch::watch_link(**network_, clock_, wake_up));  // first, so that it knows how things stood
  }
  group.start(watch::watch_resume(wake_up));
  group.start(loop_.run());
  auto on_stuck = [this] { log_.write(show::stuck_event(progress_.what(), clock_.steady() - progress_.by())); };
  group.start(systemd::watch(clock_, supervisor_, progress_, systemd::watchdog_period(), std::move(on_stuck)));
  group.start(watch_account());
  co_await group.join();
}

Task<void> Service::watch_account() {
  for (auto next = clock_.steady();;) {
    co_await account_bell_.wait_until(clock_, next);  // at the start it has rung already: there are settings
    const auto news = co_await account_watch_.ask(configuration_.in_force());
    log_.write_all(news.events);
    if (noticeboard_.note_account(news)) {
      log_.write_all(narrator_.status_events(noticeboard_.publish()));
    }
    next = clock_.steady() + (news.is_unanswered ? account_retry : account_interval);
  }
}

void Service::wake(const std::string& why) {
  log_.write(show::woken_event(why));
  loop_.wake(update::Waking::by_network);
}

void Service::recall() {
  auto state = memory_->load();
  if (state) {
    loop_.recall(std::move(*state));
  } else {
    log_.write_all(narrator_.memory_events(state.error()));
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
      budget_.reopen();
      return loop_.wake(update::Waking::by_person);
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
  log_.write(show::stopping_event());
  budget_.hurry();
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
  budget_.reopen();
  narrator_.repeat();
  account_watch_.repeat();
  configuration_.reload();
  noticeboard_.note_configuration(configuration_.trouble());
  supervisor_.ready(noticeboard_.line());
  log_.write_all(narrator_.status_events(noticeboard_.write()));
}

void Service::install(const config::Settings& settings) {
  const auto step = [this](std::string what, SteadyTime until) { progress_.step(std::move(what), until); };
  loop_.use(make_job(context_.get_executor(), settings, clock_, budget_, nullptr, step));
  budget_.set_rate(settings.requests_per_minute);
  account_bell_.ring();
}

void Service::round_begins() {
  progress_.begin("finding out our address", clock_.steady() + longest_asking(*configuration_.in_force()));
}

void Service::round_ended(const update::RoundEnd& round) {
  progress_.begin("waiting for the next round", round.next);
  log_.write_all(narrator_.round_events(round.report));
  log_.write_all(narrator_.memory_events(round.stored));
  configuration_.renew_credential(round.report);
  noticeboard_.note_configuration(configuration_.trouble());
  noticeboard_.note_round(round);
  log_.write_all(narrator_.status_events(noticeboard_.publish()));
}

}  // namespace dyndns::daemon
