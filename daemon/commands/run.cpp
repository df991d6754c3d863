#include <sysexits.h>

#include <boost/asio/io_context.hpp>
#include <cerrno>
#include <memory>

#include "commands/commands.hpp"
#include "service/service.hpp"
#include "show/events.hpp"
#include "systemd/notifier.hpp"
#include "workshop.hpp"

namespace dyndns::daemon {
namespace {

int refuse(Log& log, Supervisor& supervisor, const std::string& why) {
  supervisor.failed(EINVAL, why);
  log.write(show::not_started_event(why));
  return EX_CONFIG;
}

}  // namespace

int run(const CommandLine& line) {
  const RealClock clock;
  const auto reading = config::read(line.options, config::process_environment());
  const auto level = reading.settings ? reading.settings->log_level : Level::info;
  const auto log = systemd::make_log(level, systemd::log_target(), clock);
  const auto supervisor = systemd::make_notifier();
  log->write_all(show::problem_events(reading.problems));
  if (!reading.settings) {
    return refuse(*log, *supervisor, first_error(reading.problems));
  }
  auto context = std::make_unique<boost::asio::io_context>(1);
  std::unique_ptr<Service> service;
  try {
    service = std::make_unique<Service>(*context, line.options, *reading.settings, *log, *supervisor);
  } catch (const UnusableSettings& unusable) {
    return refuse(*log, *supervisor, unusable.what());
  }
  if (!service->serve()) {
    // Rounds are still under way in the context and hold on to the service: the end of the process ends them.
    (void)service.release();
    (void)context.release();
  }
  return EX_OK;
}

}  // namespace dyndns::daemon
