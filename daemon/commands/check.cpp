#include <sysexits.h>

#include <boost/asio/io_context.hpp>
#include <iostream>
#include <utility>

#include "commands/commands.hpp"
#include "commands/service_user.hpp"
#include "real_clock.hpp"
#include "show/json.hpp"
#include "show/sentences.hpp"
#include "workshop.hpp"

namespace dyndns::daemon {
namespace {

// What only shows when the rooms are built, such as a CA file that holds no certificate.
std::optional<Problem> problem_when_built(const config::Settings& settings) {
  boost::asio::io_context context(1);
  RealClock clock;
  try {
    gandi::Budget budget(clock, settings.requests_per_minute);
    (void)make_job(context.get_executor(), settings, clock, budget);
    return std::nullopt;
  } catch (const UnusableSettings& unusable) {
    return Problem{true, settings.config_path, unusable.what()};
  }
}

void show_text(const std::vector<Problem>& problems, const std::optional<config::Settings>& settings, bool is_good) {
  for (const auto& problem : problems) {
    std::cerr << show::line_of(problem) << '\n';
  }
  if (is_good) {
    std::cout << show::good_configuration(settings->config_path, settings->records.size(), settings->providers.size(),
                                          settings->providers_path)
              << '\n';
  }
}

}  // namespace

int check(const CommandLine& line) {
  const bool is_as_service = become_service_user(line.options.config_path);
  auto [settings, problems] = config::read(line.options, config::process_environment());
  problems = with_remedies(std::move(problems), is_as_service);
  if (auto problem = settings ? problem_when_built(*settings) : std::nullopt) {
    problems.push_back(*std::move(problem));
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
