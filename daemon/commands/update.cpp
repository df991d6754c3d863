#include <unistd.h>

#include <chrono>
#include <iostream>
#include <random>
#include <utility>

#include "commands/commands.hpp"
#include "commands/one_shot.hpp"
#include "commands/terminal.hpp"
#include "show/findings_screen.hpp"
#include "show/json.hpp"
#include "show/narrator.hpp"
#include "show/round_screen.hpp"
#include "update/round.hpp"
#include "workshop.hpp"

namespace dyndns::daemon {
namespace {

// Nothing, with a word to the log, when the memory cannot be read.
State recall(Memory& memory, show::Narrator& narrator, Log& log) {
  auto state = memory.load();
  if (!state) {
    log.write_all(narrator.memory_events(state.error()));
    return {};
  }
  return *std::move(state);
}

void show(const update::Report& report, const Standings& standings, WallTime now, const CommandLine& line) {
  const bool is_terminal = ::isatty(STDOUT_FILENO) == 1;
  const auto style = style_of(STDOUT_FILENO);
  if (line.json) {
    std::cout << show::to_json(report, standings) << '\n';
  } else if (line.dry_run && !is_terminal) {
    std::cout << show::round_lines(report, standings, now);
  } else if (line.dry_run) {
    std::cout << show::findings_screen(report.findings, standings, now, style) << '\n'
              << show::records_screen(report, style);
  } else if (is_terminal && update::exit_code(report) == 0) {
    std::cout << show::records_screen(report, style);  // the log is silent where nothing had to be done
  }
}

// Cron, a service manager and a script's pipes are none. To a person it matters what Gandi serves now.
bool is_run_by_person() {
  return ::isatty(STDIN_FILENO) == 1 || ::isatty(STDOUT_FILENO) == 1 || ::isatty(STDERR_FILENO) == 1;
}

Task<int> update_once(CommandLine line, Desk desk) {
  const auto job = make_job(desk.context.get_executor(), desk.settings, desk.clock, desk.budget, desk.notes);
  const auto memory = make_memory(desk.settings);
  show::Narrator narrator;
  std::mt19937_64 random(std::random_device{}());
  update::RoundOrder order;
  order.known = update::usable_state(*job, recall(*memory, narrator, desk.log));
  order.dry_run = line.dry_run;
  order.verify = is_run_by_person();
  order.lot = random();
  const auto known = order.known;
  if (desk.notes) {
    order.known.records.clear();  // what Gandi says is what the trace is for
  }
  const auto begun = desk.clock.steady();
  const auto report = co_await update::run_round(*job, std::move(order), desk.clock, random);
  if (desk.notes) {
    desk.notes->findings = report.findings;
    desk.notes->records = report.records;
  }
  desk.log.write_all(narrator.round_events(report));
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(desk.clock.steady() - begun);
  if (const auto now = update::remember(known, report, {desk.clock.wall(), "request", took});
      !line.dry_run && is_worth_storing(known, now)) {
    desk.log.write_all(narrator.memory_events(memory->store(now)));
  }
  show(report, known.standings, desk.clock.wall(), line);
  co_return update::exit_code(report);
}

}  // namespace

int update(const CommandLine& line) {
  return run_one_shot(line, [&line](Desk desk) { return update_once(line, desk); });
}

}  // namespace dyndns::daemon
