#include "detect/child.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <csignal>
#include <fstream>

#include "fakes/temporary_folder.hpp"

namespace {
bool is_deaf = false;  // what we would kill does not die
}  // namespace

// In place of libc's.
extern "C" int kill(pid_t pid, int signal) { return is_deaf ? 0 : static_cast<int>(::syscall(SYS_kill, pid, signal)); }

namespace dyndns::detect {
namespace {

Child::Output output_of(const std::string& line, std::size_t limit) {
  boost::asio::io_context context;
  Child child(context.get_executor(), line);
  auto ended = boost::asio::co_spawn(context, child.finish(limit), boost::asio::use_future);
  context.run();
  ended.get();
  return child.output();
}

TEST(Child, BothOutputsAndTheStatus) {
  const auto output = output_of("echo out; echo err >&2; exit 3", 100);
  EXPECT_EQ(output.out, "out\n");
  EXPECT_EQ(output.err, "err\n");
  EXPECT_EQ(WEXITSTATUS(output.status.value()), 3);
  EXPECT_FALSE(output.is_long);
}

TEST(Child, WhatItPrintsMayBeAsLongAsTheLimit) {
  EXPECT_FALSE(output_of("printf 12345", 5).is_long);
  const auto output = output_of("printf 123456; exec sleep 1000", 5);
  EXPECT_TRUE(output.is_long);
  EXPECT_EQ(WTERMSIG(output.status.value()), SIGKILL);
}

TEST(Child, OfEndlessOutputNoMoreIsKept) {
  const auto output = output_of("yes", 100);
  EXPECT_TRUE(output.is_long);
  EXPECT_EQ(output.out.size(), 101U);
}

TEST(Child, OfItsComplaintsTheLastAreKept) {
  const auto output = output_of("head -c 300000 /dev/zero >&2; printf 'the end' >&2", 10);
  EXPECT_EQ(output.err, std::string(3, '\0') + "the end");
  EXPECT_EQ(WEXITSTATUS(output.status.value()), 0);
}

// A process in an uninterruptible sleep cannot be made here.
TEST(Child, ThatDoesNotDieIsNotWaitedForAndReapedLater) {
  const fakes::TemporaryFolder folder;
  const auto fifo = folder.file("pid");
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  boost::asio::io_context context;
  auto child = std::make_unique<Child>(context.get_executor(), "echo $$ >'" + fifo + "'; exec sleep 1000");
  pid_t pid = 0;
  std::ifstream(fifo) >> pid;
  ASSERT_GT(pid, 0);
  is_deaf = true;
  const auto before = std::chrono::steady_clock::now();
  child.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(500));
  is_deaf = false;
  ASSERT_EQ(::kill(pid, SIGKILL), 0);
  siginfo_t end{};
  ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(pid), &end, WEXITED | WNOWAIT), 0) << "it is still ours";
  (void)output_of("true", 10);
  EXPECT_EQ(::waitpid(pid, nullptr, WNOHANG), -1) << "it is gone";
}

TEST(Child, WhoseEndIsNotToldHasNoStatus) {
  auto* const before = std::signal(SIGCHLD, SIG_IGN);
  const auto output = output_of("echo out; exit 3", 100);
  std::signal(SIGCHLD, before);
  EXPECT_EQ(output.out, "out\n");
  EXPECT_FALSE(output.status);
}

}  // namespace
}  // namespace dyndns::detect
