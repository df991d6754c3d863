#include <sysexits.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <utility>

#include "async/task_group.hpp"
#include "commands/commands.hpp"
#include "commands/one_shot.hpp"
#include "commands/terminal.hpp"
#include "places.hpp"
#include "service/account_watch.hpp"
#include "show/findings_screen.hpp"
#include "show/json.hpp"
#include "show/round_screen.hpp"
#include "state/status/status_file.hpp"
#include "update/ask.hpp"
#include "workshop.hpp"

namespace dyndns::daemon {
namespace {

std::vector<AddressSource*> all_of(const update::FamilySources& family) {
  std::vector<AddressSource*> sources;
  for (const auto& source : family.sources) {
    sources.push_back(source.get());
  }
  return sources;
}

// How far we are, on a line of the terminal that is written over; nothing where nobody watches.
class ProgressLine {
 public:
  ProgressLine(std::size_t sources, bool is_watched) : sources_(sources), is_watched_(is_watched) { show(); }
  ~ProgressLine() { erase(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void count() {
    ++answers_;
    show();
  }

 private:
  void show() const {
    if (is_watched_) {
      std::cerr << '\r' << show::progress_line(answers_, sources_) << std::flush;
    }
  }
  void erase() const {
    if (is_watched_) {
      std::cerr << "\r\x1b[K" << std::flush;
    }
  }

  std::size_t sources_;
  bool is_watched_;
  std::size_t answers_ = 0;
};

Task<Findings> ask_family(const update::FamilySources& family, Clock& clock, ProgressLine& progress) {
  if (auto findings = update::obstructed(family)) {
    co_return *std::move(findings);
  }
  std::function<void(const Answer&)> on_answer = [&progress](const Answer&) { progress.count(); };
  auto findings =
      co_await update::ask_everyone(family.family, all_of(family), family.rules, clock, std::move(on_answer));
  co_return update::completed(family, std::move(findings));
}

Task<std::vector<Findings>> ask_families(const update::Job& job, Clock& clock, bool is_watched) {
  std::size_t sources = 0;
  for (const auto& family : job.families) {
    sources += family.sources.size();
  }
  ProgressLine progress(sources, is_watched);
  std::vector<Task<Findings>> families;
  for (const auto& family : job.families) {
    families.push_back(ask_family(family, clock, progress));
  }
  co_return co_await async::side_by_side(std::move(families));
}

Task<AccountWatch::News> ask_account(Desk desk) {
  AccountWatch watch(desk.clock, desk.budget);
  co_return co_await watch.ask(std::make_shared<const config::Settings>(desk.settings), desk.notes);
}

// What Gandi says of the account is no part of the verdict, and Gandi may not be reachable: but a credential that it
// refuses is one of the things that people test for.
int exit_code(const std::vector<Findings>& all, const std::vector<Trouble>& of_account) {
  int code = std::ranges::all_of(all, is_well) ? EX_OK : EX_UNAVAILABLE;
  for (const auto& trouble : of_account) {
    code = trouble.exit_code == EX_NOPERM ? update::worse(code, trouble.exit_code) : code;
  }
  return code;
}

// What the daemon learnt of the sources: by its memory, or, for those who may not read that, by its status.
Standings known_standings(const config::Settings& settings) {
  if (const auto state = make_memory(settings)->load(); state && !state->standings.empty()) {
    return state->standings;
  }
  Standings standings;
  if (const auto status = state::StatusFile(runtime_folder()).read(); status && *status) {
    for (const auto& source : (*status)->sources) {
      standings.emplace(source.key, source.standing);
    }
  }
  return standings;
}

Task<int> test_once(CommandLine line, Desk desk) {
  const auto job = make_job(desk.context.get_executor(), desk.settings, desk.clock, desk.budget, desk.notes);
  const bool is_watched = !line.json && ::isatty(STDERR_FILENO) == 1;
  const auto all = co_await ask_families(*job, desk.clock, is_watched);
  if (desk.notes) {
    desk.notes->findings = all;
  }
  const auto news = co_await ask_account(desk);
  auto troubles = news.token;
  troubles.insert(troubles.end(), news.domains.begin(), news.domains.end());
  const auto standings = known_standings(desk.settings);
  const auto now = desk.clock.wall();
  if (line.json) {
    std::cout << show::to_json(all, standings, troubles) << '\n';
  } else if (::isatty(STDOUT_FILENO) == 1) {
    const auto style = style_of(STDOUT_FILENO);
    std::cout << show::findings_screen(all, standings, now, style) << show::account_screen(news.life, troubles, style);
  } else {
    std::cout << show::findings_lines(all, standings, now) << show::account_lines(news.life, troubles);
  }
  co_return exit_code(all, troubles);
}

}  // namespace

int test(const CommandLine& line) {
  return run_one_shot(line, [&line](Desk desk) { return test_once(line, desk); });
}

}  // namespace dyndns::daemon
