#include "async/task_group.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "fakes/running.hpp"
#include "fakes/virtual_clock.hpp"
#include "fakes/write_after.hpp"

namespace dyndns::async {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

using fakes::write_after;

Task<void> write_now(char letter, std::string& to) {
  to += letter;
  co_return;
}

Task<void> throw_after(Clock& clock, SteadyTime::duration delay, const char* what) {
  co_await clock.sleep_until(clock.steady() + delay);
  throw std::runtime_error(what);
}

// What a task does that has something to put right when it is cancelled.
Task<void> undo_when_cancelled(Clock& clock, std::string& to) {
  bool cancelled = false;
  try {
    co_await clock.sleep_until(clock.steady() + 1h);
  } catch (const boost::system::system_error&) {
    cancelled = true;
  }
  co_await asio::this_coro::reset_cancellation_state();
  if (cancelled) {
    co_await clock.sleep_until(clock.steady() + 3s);
    to += 'u';
  }
}

Task<void> cancel_after(Clock& clock, SteadyTime::duration delay, TaskGroup& group, std::string& to) {
  co_await clock.sleep_until(clock.steady() + delay);
  group.cancel();
  to += 'c';
}

// Takes the place of the functions that use a group: what the tasks refer to is its own.
using Start = std::function<void(TaskGroup&, Clock&, std::string& written)>;

Task<void> use_group(Clock& clock, std::string& written, Start start) {
  std::string own;
  TaskGroup group(co_await asio::this_coro::executor);
  start(group, clock, own);
  std::exception_ptr thrown;
  try {
    co_await group.join();
  } catch (...) {
    thrown = std::current_exception();
  }
  written = own + '.';
  if (thrown) {
    std::rethrow_exception(thrown);
  }
}

class TaskGroupTest : public testing::Test {
 protected:
  void begin(Start start) {
    running.emplace(context, use_group(clock, written, std::move(start)));
    clock.run_ready();
  }
  void cancel() {
    running->cancel();
    clock.run_ready();
  }

  asio::io_context context;
  fakes::VirtualClock clock{context};
  std::string written;
  std::optional<fakes::Running<void>> running;
};

TEST_F(TaskGroupTest, AnEmptyOneEndsAtOnce) {
  begin([](TaskGroup&, Clock&, std::string&) {});
  ASSERT_TRUE(running->has_ended());
  EXPECT_NO_THROW(running->outcome());
}

TEST_F(TaskGroupTest, TasksThatNeverWaitAreJoinedToo) {
  begin([](TaskGroup& group, Clock&, std::string& to) {
    group.start(write_now('a', to));
    group.start(write_now('b', to));
  });
  EXPECT_EQ(written, "ab.");
}

TEST_F(TaskGroupTest, JoinWaitsForAllOfTasksSideBySide) {
  const auto before = clock.steady();
  begin([](TaskGroup& group, Clock& to_clock, std::string& to) {
    group.start(write_after(to_clock, 3s, 'c', to));
    group.start(write_after(to_clock, 1s, 'a', to));
    group.start(write_after(to_clock, 2s, 'b', to));
  });
  clock.advance(2s);
  EXPECT_FALSE(running->has_ended());
  clock.advance(1s);
  EXPECT_TRUE(running->has_ended());
  EXPECT_EQ(written, "abc.");
  EXPECT_EQ(clock.steady(), before + 3s);
}

TEST_F(TaskGroupTest, ATaskMayStartAnother) {
  begin([](TaskGroup& group, Clock& to_clock, std::string& to) {
    const auto start_late = [](TaskGroup& same, Clock& same_clock, std::string& same_to) -> Task<void> {
      co_await same_clock.sleep_until(same_clock.steady() + 1s);
      same.start(write_after(same_clock, 1s, 'z', same_to));
    };
    group.start(start_late(group, to_clock, to));
  });
  clock.advance(1s);
  EXPECT_FALSE(running->has_ended());
  clock.advance(1s);
  EXPECT_EQ(written, "z.");
}

TEST_F(TaskGroupTest, CancellationOfWhoJoinsCancelsTheTasksAndIsThrown) {
  begin([](TaskGroup& group, Clock& to_clock, std::string& to) {
    group.start(write_after(to_clock, 1h, 'a', to));
    group.start(write_after(to_clock, 2h, 'b', to));
  });
  cancel();
  EXPECT_TRUE(running->was_cancelled());
  EXPECT_EQ(written, ".");
  EXPECT_EQ(clock.sleepers(), 0U);
}

TEST_F(TaskGroupTest, TasksThatTakeTimeToEndAreWaitedForEvenByOneWhoIsCancelled) {
  begin([](TaskGroup& group, Clock& to_clock, std::string& to) {
    group.start(undo_when_cancelled(to_clock, to));
    group.start(write_after(to_clock, 1h, 'a', to));
  });
  cancel();
  EXPECT_FALSE(running->has_ended());
  clock.advance(3s);
  EXPECT_TRUE(running->was_cancelled());
  EXPECT_EQ(written, "u.");
}

TEST_F(TaskGroupTest, AnExceptionEndsTheOthersAndIsThrownWhenTheyHaveEnded) {
  begin([](TaskGroup& group, Clock& to_clock, std::string& to) {
    group.start(throw_after(to_clock, 1s, "first"));
    group.start(write_after(to_clock, 2s, 'a', to));
    group.start(undo_when_cancelled(to_clock, to));
    group.start(throw_after(to_clock, 3s, "second"));
  });
  clock.advance(1s);
  EXPECT_FALSE(running->has_ended());
  clock.advance(3s);
  EXPECT_EQ(written, "u.");
  try {
    running->outcome();
    ADD_FAILURE() << "no exception";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "first");
  }
}

TEST_F(TaskGroupTest, CancelledByOneOfItsTasksItEndsWithoutAnException) {
  begin([](TaskGroup& group, Clock& to_clock, std::string& to) {
    group.start(write_after(to_clock, 1h, 'a', to));
    group.start(cancel_after(to_clock, 1s, group, to));
    group.start(write_after(to_clock, 2h, 'b', to));
  });
  clock.advance(1s);
  ASSERT_TRUE(running->has_ended());
  EXPECT_NO_THROW(running->outcome());
  EXPECT_EQ(written, "c.");
}

TEST_F(TaskGroupTest, AnExceptionIsNotLostInACancellation) {
  begin([](TaskGroup& group, Clock& to_clock, std::string& to) {
    group.start(throw_after(to_clock, 1s, "bug"));
    group.start(cancel_after(to_clock, 1s, group, to));
  });
  clock.advance(1s);
  ASSERT_TRUE(running->has_ended());
  EXPECT_THROW(running->outcome(), std::runtime_error);
}

TEST_F(TaskGroupTest, WhatIsStartedAfterTheCancellationEndsAtOnce) {
  begin([](TaskGroup& group, Clock& to_clock, std::string& to) {
    group.cancel();
    group.start(write_after(to_clock, 1h, 'a', to));
  });
  ASSERT_TRUE(running->has_ended());
  EXPECT_NO_THROW(running->outcome());
  EXPECT_EQ(written, ".");
}

TEST_F(TaskGroupTest, GroupsWithinGroupsEndTogether) {
  begin([](TaskGroup& group, Clock& to_clock, std::string& to) {
    const Start inner = [](TaskGroup& small, Clock& same_clock, std::string& same_to) {
      small.start(undo_when_cancelled(same_clock, same_to));
    };
    group.start(use_group(to_clock, to, inner));
  });
  cancel();
  EXPECT_FALSE(running->has_ended());
  clock.advance(3s);
  EXPECT_TRUE(running->was_cancelled());
  EXPECT_EQ(written, "u..");
}

Task<int> answer_after(Clock& clock, SteadyTime::duration delay, int answer) {
  co_await clock.sleep_until(clock.steady() + delay);
  co_return answer;
}

Task<int> fail_after(Clock& clock, SteadyTime::duration delay) {
  co_await clock.sleep_until(clock.steady() + delay);
  throw std::runtime_error("broken");
}

class SideBySideTest : public testing::Test {
 protected:
  asio::io_context context;
  fakes::VirtualClock clock{context};
};

TEST_F(SideBySideTest, ResultsComeInTheOrderOfTheTasks) {
  std::vector<Task<int>> tasks;
  tasks.push_back(answer_after(clock, 3s, 1));
  tasks.push_back(answer_after(clock, 1s, 2));
  tasks.push_back(answer_after(clock, 2s, 3));
  const auto before = clock.steady();
  EXPECT_EQ(clock.run(side_by_side(std::move(tasks))), (std::vector{1, 2, 3}));
  EXPECT_EQ(clock.steady() - before, 3s);
  EXPECT_TRUE(clock.run(side_by_side(std::vector<Task<int>>())).empty());
}

TEST_F(SideBySideTest, AnExceptionEndsTheOthersAndIsThrown) {
  std::vector<Task<int>> tasks;
  tasks.push_back(answer_after(clock, 1h, 1));
  tasks.push_back(fail_after(clock, 1s));
  fakes::Running<std::vector<int>> all(context, side_by_side(std::move(tasks)));
  clock.advance(1s);
  ASSERT_TRUE(all.has_ended());
  EXPECT_THROW(all.outcome(), std::runtime_error);
}

TEST_F(SideBySideTest, ACancellationEndsAll) {
  std::vector<Task<int>> tasks;
  tasks.push_back(answer_after(clock, 1h, 1));
  tasks.push_back(answer_after(clock, 2h, 2));
  fakes::Running<std::vector<int>> all(context, side_by_side(std::move(tasks)));
  clock.advance(1s);
  all.cancel();
  clock.run_ready();
  EXPECT_TRUE(all.was_cancelled());
}

// What takes an hour less for each number, and how many of these run at once.
struct Counted {
  Task<int> run(int number) {
    most_running = std::max(most_running, ++running);
    co_await clock.sleep_until(clock.steady() + 10h - number * 1h);
    --running;
    co_return number;
  }

  // The tasks for a side_by_side() with a limit.
  std::function<Task<int>(std::size_t)> maker() {
    return [this](std::size_t number) {
      ++made;
      return run(static_cast<int>(number));
    };
  }

  Clock& clock;
  int made = 0;
  int running = 0;
  int most_running = 0;
};

TEST_F(SideBySideTest, WithALimitEachTaskIsMadeWhenItsTurnComes) {
  Counted counted{clock};
  fakes::Running<std::vector<int>> all(context, side_by_side<int>(5, 2, counted.maker()));
  clock.run_ready();
  EXPECT_EQ(counted.made, 2);
  clock.advance(9h);  // the second ends first
  EXPECT_EQ(counted.made, 3);
  clock.advance(24h);
  ASSERT_TRUE(all.has_ended());
  EXPECT_EQ(all.outcome(), (std::vector{0, 1, 2, 3, 4}));
  EXPECT_EQ(counted.most_running, 2);
}

TEST_F(SideBySideTest, ALimitIsNoReasonForMoreThanThereAre) {
  Counted counted{clock};
  EXPECT_EQ(clock.run(side_by_side<int>(1, 8, counted.maker())), std::vector{0});
  EXPECT_TRUE(clock.run(side_by_side<int>(0, 8, counted.maker())).empty());
  EXPECT_EQ(counted.made, 1);
}

TEST_F(SideBySideTest, ACancellationEndsThoseThatRunAndMakesNoMore) {
  Counted counted{clock};
  fakes::Running<std::vector<int>> all(context, side_by_side<int>(5, 2, counted.maker()));
  clock.advance(1s);
  all.cancel();
  clock.run_ready();
  EXPECT_TRUE(all.was_cancelled());
  EXPECT_EQ(counted.made, 2);
  EXPECT_EQ(clock.sleepers(), 0U);
}

}  // namespace
}  // namespace dyndns::async
