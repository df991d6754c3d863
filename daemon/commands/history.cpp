#include "show/history.hpp"

#include <sysexits.h>
#include <unistd.h>

#include <iostream>

#include "commands/commands.hpp"
#include "commands/terminal.hpp"
#include "places.hpp"
#include "real_clock.hpp"
#include "state/memory/memory.hpp"
#include "state/status/status_file.hpp"

namespace dyndns::daemon {
namespace {

// Of the daemon, by its status, which everybody may read; where none runs, by its memory.
Result<std::vector<Move>> known_moves(const std::string& instance) {
  if (auto status = state::StatusFile(runtime_folder(instance)).read(); status && *status) {
    return std::move((*status)->moves);
  }
  auto state = state::make_memory_file(state_folder(instance))->load();
  if (!state) {
    return state.error();
  }
  return std::move(state->moves);
}

}  // namespace

int history(const CommandLine& line) {
  const auto moves = known_moves(line.instance);
  if (!moves) {
    std::cerr << "gandi-dyndnsd: no daemon runs, and its memory cannot be read: " << moves.error().detail << '\n';
    return EX_UNAVAILABLE;
  }
  std::cout << (line.json ? show::history_json(*moves) + '\n'
                          : show::history_screen(*moves, RealClock().wall(), style_of(STDOUT_FILENO)));
  return EX_OK;
}

}  // namespace dyndns::daemon
