#include "systemd/notifier.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <chrono>
#include <string>

#include "fakes/temporary_folder.hpp"
#include "systemd/datagram.hpp"
#include "systemd/environment_variable.hpp"
#include "systemd/notify_socket.hpp"

namespace dyndns::systemd {
namespace {

class NotifierTest : public testing::Test {
 protected:
  fakes::TemporaryFolder folder;
  NotifySocket manager{folder.file("notify")};
  EnvironmentVariable variable{"NOTIFY_SOCKET", folder.file("notify")};
  std::unique_ptr<Supervisor> notifier = make_notifier();
};

std::uint64_t monotonic_usec() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

TEST_F(NotifierTest, SaysReadyWithAStatus) {
  notifier->ready("watching 3 records");
  EXPECT_EQ(manager.receive(), "READY=1\nSTATUS=watching 3 records");
  EXPECT_EQ(manager.receive(), "");
}

TEST_F(NotifierTest, SaysWhenAReloadBeganAndThenReady) {
  const std::string begin = "RELOADING=1\nMONOTONIC_USEC=";
  const auto before = monotonic_usec();
  notifier->reloading();
  notifier->ready("reloaded");
  const auto after = monotonic_usec();
  const auto first = manager.receive();
  ASSERT_EQ(first.substr(0, begin.size()), begin);
  const auto when = std::stoull(first.substr(begin.size()));
  EXPECT_GE(when, before);
  EXPECT_LE(when, after);
  EXPECT_EQ(manager.receive(), "READY=1\nSTATUS=reloaded");
}

TEST_F(NotifierTest, SaysEverythingElseInOneMessageEach) {
  notifier->status("all is well");
  notifier->alive();
  notifier->stopping();
  notifier->failed(EACCES, "cannot read '/etc/x'");
  EXPECT_EQ(manager.receive(), "STATUS=all is well");
  EXPECT_EQ(manager.receive(), "WATCHDOG=1");
  EXPECT_EQ(manager.receive(), "STOPPING=1");
  EXPECT_EQ(manager.receive(), "STATUS=cannot read '/etc/x'\nERRNO=13");
  EXPECT_EQ(manager.receive(), "");
}

// Until the other end has room for no more.
int fill(const std::string& path) {
  int sent = 0;
  while (send_datagram(path, "WATCHDOG=1") == 0) {
    ++sent;
  }
  return sent;
}

TEST_F(NotifierTest, AManagerThatHasFallenBehindIsNotWaitedForAndHearsTheRestLater) {
  const auto path = folder.file("notify");
  const int sent = fill(path);
  ASSERT_GT(sent, 0);
  const auto before = std::chrono::steady_clock::now();
  notifier->ready("started");
  for (int i = 0; i < 40; ++i) {
    notifier->status("stale");
  }
  notifier->status("busy");
  notifier->stopping();
  notifier->alive();
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(500));
  for (int i = 0; i < sent; ++i) {
    EXPECT_EQ(manager.receive(), "WATCHDOG=1") << i;
  }
  EXPECT_EQ(manager.receive(), "");
  notifier->alive();
  EXPECT_EQ(manager.receive(), "READY=1\nSTATUS=started");
  EXPECT_EQ(manager.receive(), "STATUS=busy");
  EXPECT_EQ(manager.receive(), "STOPPING=1");
  EXPECT_EQ(manager.receive(), "WATCHDOG=1");
  EXPECT_EQ(manager.receive(), "");
}

TEST_F(NotifierTest, AStatusCannotSmuggleInAnotherField) {
  notifier->status("fine\nMAINPID=1\rWATCHDOG=trigger");
  EXPECT_EQ(manager.receive(), "STATUS=fine MAINPID=1 WATCHDOG=trigger");
  notifier->failed(1, "x\nREADY=1");
  EXPECT_EQ(manager.receive(), "STATUS=x READY=1\nERRNO=1");
}

TEST_F(NotifierTest, AStatusHasALimit) {
  notifier->ready(std::string(100'000, 'x'));
  const auto message = manager.receive();
  EXPECT_EQ(message.size(), std::string("READY=1\nSTATUS=").size() + 1024);
  EXPECT_EQ(message.substr(message.size() - 3), "...");
}

TEST(Notifier, KnowsAbstractSockets) {
  const auto name = "@dyndns-test-" + std::to_string(::getpid());
  const NotifySocket manager(name);
  const EnvironmentVariable variable("NOTIFY_SOCKET", name);
  make_notifier()->alive();
  EXPECT_EQ(manager.receive(), "WATCHDOG=1");
}

TEST(Notifier, IsSilentWhenNobodyAsked) {
  const EnvironmentVariable variable("NOTIFY_SOCKET", std::nullopt);
  const auto notifier = make_notifier();
  EXPECT_NO_THROW(notifier->ready("x"));
  EXPECT_NO_THROW(notifier->failed(1, "x"));
}

TEST(Notifier, SurvivesAManagerThatIsGone) {
  const fakes::TemporaryFolder folder;
  const EnvironmentVariable variable("NOTIFY_SOCKET", folder.file("nobody"));
  EXPECT_NO_THROW(make_notifier()->ready("x"));
}

}  // namespace
}  // namespace dyndns::systemd
