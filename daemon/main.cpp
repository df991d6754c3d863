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
  int exit_code = EX_OK;
  const auto line = parse_command_line(argc, argv, exit_code);
  return line ? dispatch(*line) : exit_code;
} catch (const std::exception& bug) {
  std::cerr << "gandi-dyndnsd: internal error: " << bug.what() << '\n';
  return EX_SOFTWARE;
}
