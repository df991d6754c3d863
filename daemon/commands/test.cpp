#include <sysexits.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "commands/commands.hpp"
#include "commands/one_shot.hpp"
#include "service/account_watch.hpp"
#include "show/json.hpp"
#include "show/round_screen.hpp"
#include "state/status/status_file.hpp"
#include "text/words.hpp"
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
  ProgressLine(Family family, std::size_t sources, bool is_watched)
      : family_(family), sources_(sources), is_watched_(is_watched) {
    show();
  }
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
      std::cerr << '\r' << show::progress_line(family_, answers_, sources_) << std::flush;
    }
  }
  void erase() const {
    if (is_watched_) {
      std::cerr << "\r\x1b[K" << std::flush;
    }
  }

  Family family_;
  std::size_t sources_;
  bool is_watched_;
  std::size_t answers_ = 0;
};

// For people only: it is no part of the verdict, and Gandi may not be reachable.
Task<void> show_account(Desk desk) {
  AccountWatch watch(desk.clock, desk.budget);
  const auto news = co_await watch.ask(std::make_shared<const config::Settings>(desk.settings), desk.notes);
  for (const auto& line : {news.life, text::join(news.wrong, "; ")}) {
    if (!line.empty()) {
      std::cout << "Gandi: " << line << '\n';
    }
  }
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
  std::vector<Findings> all;
  for (const auto& family : job->families) {
    if (auto findings = update::obstructed(family)) {
      all.push_back(*std::move(findings));
      continue;
    }
    ProgressLine progress(family.family, family.sources.size(), !line.json && ::isatty(STDERR_FILENO) == 1);
    std::function<void(const Answer&)> on_answer = [&progress](const Answer&) { progress.count(); };
    auto findings =
        co_await update::ask_everyone(family.family, all_of(family), family.rules, desk.clock, std::move(on_answer));
    all.push_back(update::completed(family, std::move(findings)));
  }
  if (desk.notes) {
    desk.notes->findings = all;
  }
  const auto standings = known_standings(desk.settings);
  if (line.json) {
    std::cout << show::to_json(all, standings) << '\n';
  } else {
    std::cout << show::findings_screen(all, standings, desk.clock.wall(), ::isatty(STDOUT_FILENO) == 1);
    co_await show_account(desk);
  }
  co_return std::ranges::all_of(all, is_well) ? EX_OK : EX_UNAVAILABLE;
}

}  // namespace

int test(const CommandLine& line) {
  return run_one_shot(line, [&line](Desk desk) { return test_once(line, desk); });
}

}  // namespace dyndns::daemon
