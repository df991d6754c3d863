// gandi-dyndnsd(8).
#include <fcntl.h>
#include <sys/prctl.h>
#include <sysexits.h>
#include <unistd.h>

#include <cerrno>
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
    case Verb::history:
      return history(line);
    case Verb::import_file:
      return import_file(line);
  }
  return EX_SOFTWARE;
}

// Where a standard stream is closed, the next file that is opened would take its number, and what we print would go
// there. So something takes it that cannot be used.
void occupy_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF) {
      (void)::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
  }
}

// What could not be printed is no success.
int exit_code_when_printed(int exit_code) {
  if (std::cout.flush()) {
    return exit_code;
  }
  std::cerr << "gandi-dyndnsd: the result could not be written to standard output: it is closed, its reader has gone, "
               "or the disk is full\n";
  return EX_SOFTWARE;
}

}  // namespace

int main(int argc, char** argv) try {
  ::prctl(PR_SET_DUMPABLE, 0);    // a core dump would hold the credential
  std::signal(SIGPIPE, SIG_IGN);  // a reader that went away is an error of its write, not our end
  std::signal(SIGCHLD, SIG_DFL);  // a parent may have left us ignoring it: then no child's exit status could be had
  occupy_closed_streams();
  const auto parsed = parse_command_line(argc, argv);
  const auto* const line = std::get_if<CommandLine>(&parsed);
  return exit_code_when_printed(line != nullptr ? dispatch(*line) : std::get<int>(parsed));
} catch (const std::exception& bug) {
  std::cerr << "gandi-dyndnsd: internal error: " << bug.what() << '\n';
  return EX_SOFTWARE;
}
