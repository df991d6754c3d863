#include "detect/command_source.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <optional>
#include <stdexcept>

#include "fakes/running.hpp"
#include "fakes/temporary_folder.hpp"
#include "fakes/virtual_clock.hpp"

namespace dyndns::detect {
namespace {

using namespace std::chrono_literals;
using Asking = fakes::Running<Result<Address>>;

constexpr auto too_long = 20s;  // for anything that really happens

// The address as text, or what is said instead.
std::string said(const Result<Address>& found) { return found ? found->to_string() : found.error().detail; }

// Time stands still, so that a deadline passes when a test says so; processes and pipes are real.
class CommandSourceTest : public testing::Test {
 protected:
  std::unique_ptr<AddressSource> source(const std::string& line) { return make_command_source({line}, clock); }

  Result<Address> run(AddressSource& asked) {
    Asking asking(context, asked.ask(Family::ipv4));
    return wait(asking);
  }
  Result<Address> run(const std::string& line) { return run(*source(line)); }

  std::string said_by(const std::string& line) { return said(run(line)); }

  Result<Address> wait(Asking& asking) {
    const auto end = std::chrono::steady_clock::now() + too_long;
    context.restart();
    while (!asking.has_ended() && std::chrono::steady_clock::now() < end) {
      context.run_one_for(1s);
    }
    return asking.has_ended() ? asking.outcome() : throw std::runtime_error("the command goes on and on");
  }

  boost::asio::io_context context;
  fakes::VirtualClock clock{context};
  fakes::TemporaryFolder folder;
};

TEST_F(CommandSourceTest, WhatItPrintsIsTheAddress) {
  EXPECT_EQ(said_by("echo 81.2.69.142"), "81.2.69.142");
  EXPECT_EQ(said_by("printf ' 81.2.69.142'"), "81.2.69.142");
}

TEST_F(CommandSourceTest, ItsArgumentsAreShownNowhere) {
  const auto command = source("echo bad password: open-sesame >&2; exit 1 # --password open-sesame");
  EXPECT_EQ(command->name() + command->operator_name(), "command 'echo'command 'echo'");
  EXPECT_EQ(said(run(*command)).find("sesame"), std::string::npos);
}

TEST_F(CommandSourceTest, ItIsALineForTheShell) {
  EXPECT_EQ(said_by("for a in 1 142; do x=81.2.69.$a; done; echo $x | cat"), "81.2.69.142");
}

TEST_F(CommandSourceTest, WhatItPrintsBesideTheAddressIsTooMuch) {
  EXPECT_EQ(said_by("echo 81.2.69.142; echo 81.2.69.7"), "not an address but '81.2.69.142 81.2.69.7'");
  EXPECT_EQ(said_by("true"), "not an address but an empty answer");
  EXPECT_EQ(said_by("printf 81.2.69.%d 142 >&2"), "not an address but an empty answer; its stderr says '81.2.69.142'");
}

TEST_F(CommandSourceTest, APrivateAddressIsOneOnlyWhereItIsAllowed) {
  EXPECT_EQ(said_by("echo 10.20.10.22"),
            "10.20.10.22 is not a public address: it is private (RFC 1918); \"ipv4\": {\"command\": ..., "
            "\"allow_private\": true} would publish it");
  EXPECT_EQ(said_by("echo 127.0.0.1").find("allow_private"), std::string::npos);
  const auto at_home = make_command_source({"echo 10.20.10.22", true}, clock);
  EXPECT_EQ(said(run(*at_home)), "10.20.10.22");
}

TEST_F(CommandSourceTest, AFailedCommandIsNotBelievedAndItsComplaintIsQuoted) {
  const auto found = run("echo 81.2.69.142; echo no such thing >&2; exit 3");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().fault, Fault::unavailable);
  EXPECT_EQ(found.error().detail, "command 'echo' exited with status 3; its stderr says 'no such thing'");
  EXPECT_EQ(said_by("exit 1"), "command 'exit' exited with status 1");
  EXPECT_EQ(said_by("kill -9 $$"), "command 'kill' was killed by signal 9");
}

TEST_F(CommandSourceTest, ACommandWhoseEndIsNotToldIsNotBelieved) {
  auto* const before = std::signal(SIGCHLD, SIG_IGN);
  const auto said = said_by("echo 81.2.69.142");
  std::signal(SIGCHLD, before);
  EXPECT_EQ(said, "command 'echo' ended, but the kernel does not say how: SIGCHLD is ignored in this process");
}

TEST_F(CommandSourceTest, ACommandThatDoesNotExistIsAFailure) {
  const auto said = said_by("no-such-command-anywhere");
  EXPECT_NE(said.find("exited with status 127; its stderr says 'sh: 1: no-such-command-anywhere"), std::string::npos)
      << said;
}

TEST_F(CommandSourceTest, TheEnvironmentIsThePathAndTheLocaleAlone) {
  ::setenv("DYNDNS_TEST_SECRET", "hunter2", 1);
  EXPECT_TRUE(run("cat /proc/$$/environ > '" + folder.file("environ") + "'; echo 81.2.69.142"));
  ::unsetenv("DYNDNS_TEST_SECRET");
  using namespace std::string_literals;
  EXPECT_EQ(folder.read("environ"), "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\0LC_ALL=C\0"s);
}

TEST_F(CommandSourceTest, NoFileOfOursIsOpenInIt) {
  constexpr int number = 77;
  ASSERT_EQ(::dup2(STDOUT_FILENO, number), number);  // without FD_CLOEXEC, as a careless library leaves it
  EXPECT_EQ(said_by("test ! -e /proc/$$/fd/77 && test ! -e /proc/$$/fd/3 && echo 81.2.69.142"), "81.2.69.142");
  ::close(number);
}

TEST_F(CommandSourceTest, ItsInputIsEmptyWhateverOursIs) {
  const int ours = ::dup(STDIN_FILENO);
  std::array<int, 2> pipe{};
  ASSERT_EQ(::pipe(pipe.data()), 0);
  ASSERT_EQ(::write(pipe[1], "x", 1), 1);
  ::close(pipe[1]);
  ::dup2(pipe[0], STDIN_FILENO);
  EXPECT_EQ(said_by("cat; echo 81.2.69.142"), "81.2.69.142");
  ::dup2(ours, STDIN_FILENO);
  ::close(ours);
  ::close(pipe[0]);
}

// Were SIGPIPE ignored as in many a daemon, "yes" would complain.
TEST_F(CommandSourceTest, SignalsAreThoseOfANewProcess) {
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  const auto command = source("yes | head -n 1 >&2; echo 81.2.69.142");
  EXPECT_TRUE(run(*command));
  EXPECT_EQ(command->remark(), "y");
  std::signal(SIGPIPE, before);
}

TEST_F(CommandSourceTest, MoreOutputThanAnAddressEverHasIsNotWaitedFor) {
  EXPECT_EQ(said_by("head -c 4097 /dev/zero; exec sleep 1000"),
            "command 'head' printed more than 4096 bytes and was killed");
  EXPECT_EQ(said_by("printf '%4096s' 81.2.69.142"), "81.2.69.142");
}

// ---- What it says beside the address.

TEST_F(CommandSourceTest, ARemarkIsWhatItSaidOnStderr) {
  const auto command = source("echo flag -x is old >&2; echo 81.2.69.142");
  EXPECT_EQ(command->remark(), "");
  EXPECT_EQ(said(run(*command)), "81.2.69.142");
  EXPECT_EQ(command->remark(), "flag -x is old");
}

TEST_F(CommandSourceTest, ARemarkIsOfTheLastAnswerAlone) {
  const auto command = source("cat '" + folder.file("remark") + "' >&2; cat '" + folder.file("address") + "'");
  const auto remark_beside = [&](const std::string& remark, const std::string& address) {
    folder.write("remark", remark);
    folder.write("address", address);
    EXPECT_EQ(run(*command).has_value(), !address.empty());
    return command->remark();
  };
  EXPECT_EQ(remark_beside("first", "81.2.69.142"), "first");
  EXPECT_EQ(remark_beside("", "81.2.69.142"), "");
  EXPECT_EQ(remark_beside("third", "81.2.69.142"), "third");
  EXPECT_EQ(remark_beside("", ""), "");
}

TEST_F(CommandSourceTest, OfAFailureThereIsNoRemarkSinceItSaysItAll) {
  const auto command = source("echo no route >&2; exit 1");
  EXPECT_EQ(said(run(*command)), "command 'echo' exited with status 1; its stderr says 'no route'");
  EXPECT_EQ(command->remark(), "");
}

TEST_F(CommandSourceTest, ARemarkIsOneLineWithoutControlCharactersAndTheEndOfALongOne) {
  const auto colourful = source("printf 'a\\nb\\t\\033[31mc\\000\\377\\n' >&2; echo 81.2.69.142");
  EXPECT_TRUE(run(*colourful));
  EXPECT_EQ(colourful->remark(), "a b \\x1b[31mc\\x00\\xff");
  const auto talkative = source("head -c 300000 /dev/zero | tr '\\0' 7 >&2; echo the end >&2; echo 81.2.69.142");
  EXPECT_TRUE(run(*talkative));
  EXPECT_EQ(talkative->remark(), "..." + std::string(193, '7') + "the end");
}

TEST_F(CommandSourceTest, ACommandThatCannotBeStartedIsAFailure) {
  const auto found = run(*source(": " + std::string(200'000, 'x')));  // the kernel takes 128 KiB
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().fault, Fault::unavailable);
  EXPECT_TRUE(found.error().detail.ends_with(" could not be started: Argument list too long")) << found.error().detail;
}

TEST_F(CommandSourceTest, IsCalledByItsLineAndTellsBothFamilies) {
  const auto command = source("x");
  EXPECT_EQ(command->name(), "command 'x'");
  EXPECT_EQ(command->operator_name(), "command 'x'");
  EXPECT_TRUE(command->can_tell(Family::ipv4));
  EXPECT_TRUE(command->can_tell(Family::ipv6));
  EXPECT_EQ(run("echo 2a02:6b67::1").error().detail, "2a02:6b67::1 is not an IPv4 address");
}

// ---- How it is ended. A pipe with a name is open in every process that the command starts: its end is theirs.

class EndOfCommandTest : public CommandSourceTest {
 protected:
  EndOfCommandTest() { EXPECT_EQ(::mkfifo(pipe.c_str(), 0600), 0); }

  // Runs the line until it has said on descriptor 3 that it is ready.
  void begin(const std::string& line) {
    command = source("exec 3>'" + pipe + "'; echo ready >&3; " + line);
    reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    asking.emplace(context, command->ask(Family::ipv4));
    clock.run_ready();
    EXPECT_TRUE(read_pipe().starts_with("ready"));
  }

  // What comes next; nothing when all that held the pipe open are gone.
  [[nodiscard]] std::string read_pipe() const {
    pollfd event{reader, POLLIN, 0};
    if (::poll(&event, 1, static_cast<int>(std::chrono::milliseconds(too_long).count())) != 1) {
      return "still open";
    }
    std::array<char, 64> text{};
    const auto size = ::read(reader, text.data(), text.size());
    return {text.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
  }

  ~EndOfCommandTest() override {
    ::close(reader);
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "no zombie stays";
    EXPECT_EQ(errno, ECHILD);
  }

  std::string pipe = folder.file("pipe");
  int reader = -1;
  std::unique_ptr<AddressSource> command;
  std::optional<Asking> asking;
};

TEST_F(EndOfCommandTest, AtTheDeadlineItIsKilledWithItsChildren) {
  begin("sleep 1000 & sleep 1000");
  clock.advance(9s);
  EXPECT_FALSE(asking->has_ended());
  clock.advance(1s);
  const auto found = wait(*asking);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().fault, Fault::timed_out);
  EXPECT_TRUE(found.error().detail.ends_with(" did not end in time and was killed")) << found.error().detail;
  EXPECT_EQ(read_pipe(), "");
}

TEST_F(EndOfCommandTest, OneThatIgnoresSignalsIsKilledToo) {
  begin("trap '' TERM INT HUP; while :; do sleep 1000; done");
  clock.advance(10s);
  EXPECT_EQ(wait(*asking).error().fault, Fault::timed_out);
  EXPECT_EQ(read_pipe(), "");
}

TEST_F(EndOfCommandTest, EndlessOutputEndsItAtOnce) {
  begin("yes & yes");
  const auto found = wait(*asking);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().fault, Fault::malformed);
  EXPECT_TRUE(found.error().detail.ends_with(" printed more than 4096 bytes and was killed")) << found.error().detail;
  EXPECT_EQ(read_pipe(), "");
}

TEST_F(EndOfCommandTest, EndlessComplaintsEndAtTheDeadline) {
  begin("yes no route >&2");
  for (int i = 0; i < 100; ++i) {
    context.restart();
    context.run_one_for(1s);
  }
  EXPECT_FALSE(asking->has_ended());
  clock.advance(10s);
  const auto found = wait(*asking);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().fault, Fault::timed_out);
  EXPECT_NE(found.error().detail.find(" did not end in time and was killed; its stderr says '..."), std::string::npos);
  EXPECT_EQ(read_pipe(), "");
}

// As in $(...): what holds the output open may still have something to say.
TEST_F(EndOfCommandTest, WhatHoldsItsOutputOpenWhenTheShellHasEndedIsKilledAtTheDeadline) {
  for (const std::string output : {"", " 2>/dev/null", " >/dev/null"}) {
    SCOPED_TRACE(output);
    begin("sleep 1000" + output + " & echo 81.2.69.142");
    clock.advance(9s);
    EXPECT_FALSE(asking->has_ended());
    clock.advance(1s);
    EXPECT_EQ(wait(*asking).error().fault, Fault::timed_out);
    EXPECT_EQ(read_pipe(), "");
    ::close(reader);
  }
}

TEST_F(EndOfCommandTest, CancellationKillsItWithItsChildren) {
  begin("sleep 1000 & sleep 1000");
  asking->cancel();
  clock.run_ready();
  EXPECT_TRUE(asking->was_cancelled());
  EXPECT_EQ(read_pipe(), "");
  EXPECT_EQ(clock.sleepers(), 0U);
}

TEST_F(EndOfCommandTest, WhatItLeavesBehindIsKilledWhenItHasAnswered) {
  begin("sleep 1000 >/dev/null 2>&1 & echo 81.2.69.142");
  EXPECT_EQ(said(wait(*asking)), "81.2.69.142");
  EXPECT_EQ(read_pipe(), "");
}

}  // namespace
}  // namespace dyndns::detect
