#include "detect/child.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

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
  EXPECT_EQ(WEXITSTATUS(output.status), 3);
  EXPECT_FALSE(output.is_long);
}

TEST(Child, WhatItPrintsMayBeAsLongAsTheLimit) {
  EXPECT_FALSE(output_of("printf 12345", 5).is_long);
  const auto output = output_of("printf 123456; exec sleep 1000", 5);
  EXPECT_TRUE(output.is_long);
  EXPECT_EQ(WTERMSIG(output.status), SIGKILL);
}

TEST(Child, OfEndlessOutputNoMoreIsKept) {
  const auto output = output_of("yes", 100);
  EXPECT_TRUE(output.is_long);
  EXPECT_EQ(output.out.size(), 101U);
}

TEST(Child, OfItsComplaintsTheLastAreKept) {
  const auto output = output_of("head -c 300000 /dev/zero >&2; printf 'the end' >&2", 10);
  EXPECT_EQ(output.err, std::string(3, '\0') + "the end");
  EXPECT_EQ(WEXITSTATUS(output.status), 0);
}

}  // namespace
}  // namespace dyndns::detect
