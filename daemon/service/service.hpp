// The daemon: rounds for ever, signals, reload, and good manners towards the service manager.
#pragma once

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <random>

#include "async/bell.hpp"
#include "gandi/pacing.hpp"
#include "real_clock.hpp"
#include "service/account_watch.hpp"
#include "service/configuration.hpp"
#include "service/noticeboard.hpp"
#include "show/narrator.hpp"
#include "systemd/journal.hpp"
#include "systemd/watchdog.hpp"
#include "update/loop.hpp"
#include "watch/network.hpp"

namespace dyndns::daemon {

class Service final : public update::Listener {
 public:
  // Throws UnusableSettings.
  Service(boost::asio::io_context& context, config::Options options, config::Settings settings,
          systemd::LevelledLog& log, Supervisor& supervisor);

  // Until SIGTERM or SIGINT. False when a round would not end in time after it: then the context holds on to what the
  // service owns, and neither may be destroyed before the process ends.
  [[nodiscard]] bool serve();

 private:
  void round_begins() override;
  void round_ended(const update::RoundEnd& round) override;

  void recall();
  void start_work();
  [[nodiscard]] Task<void> work();
  [[nodiscard]] Task<void> watch_account();
  void wake(const std::string& why);
  void await_signal();
  void handle(int signal);
  void reload();
  void install(const config::Settings& settings);  // throws UnusableSettings
  void stop();

  boost::asio::io_context& context_;
  systemd::LevelledLog& log_;
  Supervisor& supervisor_;
  RealClock clock_;
  systemd::Progress progress_;
  gandi::Budget budget_;  // for as long as we run: a reload is no reason to ask Gandi more
  std::mt19937_64 random_;
  std::unique_ptr<Memory> memory_;
  show::Narrator narrator_;
  update::Loop loop_;
  Noticeboard noticeboard_;
  AccountWatch account_watch_;
  async::Bell account_bell_;  // rings when there are new settings
  Configuration configuration_;
  Result<std::unique_ptr<watch::Network>> network_;

  boost::asio::signal_set signals_;
  boost::asio::cancellation_signal cancel_work_;
  boost::asio::steady_timer patience_;  // with a round that does not end
  bool is_stopping_ = false;
  bool has_ended_ = false;
  std::exception_ptr bug_;
};

}  // namespace dyndns::daemon
