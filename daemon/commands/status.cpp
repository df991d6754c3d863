#include <sysexits.h>
#include <unistd.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cerrno>
#include <csignal>
#include <iostream>

#include "commands/commands.hpp"
#include "commands/terminal.hpp"
#include "places.hpp"
#include "real_clock.hpp"
#include "show/page.hpp"
#include "show/prometheus.hpp"
#include "show/status_screen.hpp"
#include "state/status/codec.hpp"
#include "state/status/status_file.hpp"

namespace dyndns::daemon {
namespace {

// Another user's process is there, too, although it is not ours to send a signal to.
bool is_there(int pid) { return pid > 0 && (::kill(pid, 0) == 0 || errno == EPERM); }

std::string to_json(const std::optional<Status>& status, bool is_running) {
  auto document = status ? boost::json::parse(state::encode(*status)).as_object() : boost::json::object();
  document["running"] = is_running;
  return boost::json::serialize(document);
}

int report_unreadable(const CommandLine& line, const Failure& failure) {
  if (line.json) {
    std::cout << boost::json::serialize(boost::json::object{{"running", nullptr}, {"failure", failure.detail}}) << '\n';
  }
  std::cerr << "gandi-dyndnsd: " << failure.detail << '\n';
  return EX_UNAVAILABLE;
}

void show_page(const std::optional<Status>& status, bool is_running, const std::string& path, const CommandLine& line) {
  std::cout << (status ? show::status_page(*status, is_running, RealClock().wall())
                       : show::no_status_page(show::no_status_line(path, unit_of(line.instance))));
}

void show_text(const std::optional<Status>& status, bool is_running, const std::string& path, const CommandLine& line) {
  if (status) {
    std::cout << show::status_screen(*status, is_running, RealClock().wall(), style_of(STDOUT_FILENO), line.all);
  } else {
    std::cerr << "gandi-dyndnsd: " << show::no_status_line(path, unit_of(line.instance)) << '\n';
  }
}

}  // namespace

int status(const CommandLine& line) {
  const state::StatusFile file(runtime_folder(line.instance));
  const auto read = file.read();
  if (!read) {
    return report_unreadable(line, read.error());
  }
  const auto& status = *read;
  const bool is_running = status && is_there(status->pid);
  if (line.json) {
    std::cout << to_json(status, is_running) << '\n';
  } else if (line.prometheus) {
    std::cout << show::to_prometheus(status, is_running);
  } else if (line.html) {
    show_page(status, is_running, file.path(), line);
  } else {
    show_text(status, is_running, file.path(), line);
  }
  return is_running ? status->exit_code : EX_UNAVAILABLE;
}

}  // namespace dyndns::daemon
