#include <sysexits.h>

#include <boost/asio/io_context.hpp>
#include <iostream>

#include "commands/commands.hpp"
#include "real_clock.hpp"
#include "show/json.hpp"
#include "show/sentences.hpp"
#include "text/words.hpp"
#include "workshop.hpp"

namespace dyndns::daemon {
namespace {

using Problems = std::vector<Problem>;

// What only shows when the rooms are built, such as a CA file that holds no certificate.
void try_to_build(const config::Settings& settings, Problems& problems) {
  boost::asio::io_context context(1);
  RealClock clock;
  try {
    (void)make_job(context.get_executor(), settings, clock);
  } catch (const UnusableSettings& unusable) {
    problems.push_back({true, settings.config_path, unusable.what()});
  }
}

void show_text(const Problems& problems, const std::optional<config::Settings>& settings, bool is_good) {
  for (const auto& problem : problems) {
    std::cerr << show::line_of(problem) << '\n';
  }
  if (is_good) {
    std::cout << settings->config_path << ": good; " << text::count_of(settings->records.size(), "record") << ", "
              << text::count_of(settings->providers.size(), "provider") << " from " << settings->providers_path << '\n';
  }
}

}  // namespace

int check(const CommandLine& line) {
  auto [settings, problems] = config::read(line.options, config::process_environment());
  if (settings) {
    try_to_build(*settings, problems);
  }
  const bool is_good = !has_error(problems);
  if (line.json) {
    std::cout << show::to_json(problems) << '\n';
  } else {
    show_text(problems, settings, is_good);
  }
  return is_good ? EX_OK : EX_CONFIG;
}

}  // namespace dyndns::daemon
