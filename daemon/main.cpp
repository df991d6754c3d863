// gandi-dyndnsd(8).
#include <sys/prctl.h>
#include <sysexits.h>

#include <csignal>
#include <exception>
#include <iostream>

#include "commands/commands.hpp"

namespace {

using namespace dyndns::daemon;

int dispatch(const CommandLine& line) {
  switch (line.verb) {
    case Verb::run:
      return run(line);
    case Verb::update:
      return update(line);
    case Verb::test:
      return test(line);
    case Verb::check:
      return check(line);
    case Verb::status:
      return status(line);
  }
  return EX_SOFTWARE;
}

}  // namespace

int main(int argc, char** argv) try {
  ::prctl(PR_SET_DUMPABLE, 0);    // a core dump would hold the credential
  std::signal(SIGPIPE, SIG_IGN);  // a reader that went away is an error of its write, not our end
  const auto parsed = parse_command_line(argc, argv);
  const auto* const line = std::get_if<CommandLine>(&parsed);
  return line != nullptr ? dispatch(*line) : std::get<int>(parsed);
} catch (const std::exception& bug) {
  std::cerr << "gandi-dyndnsd: internal error: " << bug.what() << '\n';
  return EX_SOFTWARE;
}
