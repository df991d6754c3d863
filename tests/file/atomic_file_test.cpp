#include "file/atomic_file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <future>
#include <string>

#include "fakes/temporary_folder.hpp"
#include "file/descriptor.hpp"
#include "file/read_file.hpp"

namespace dyndns::file {
namespace {

using namespace std::chrono_literals;
using fakes::TemporaryFolder;

constexpr ::mode_t private_mode = 0600;

// As on a full disk: a file of this process takes so many bytes and then no more.
class FullDisk {
 public:
  explicit FullDisk(::rlim_t room) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const ::rlimit limit = {room, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  void (*handler_)(int);
  ::rlimit before_{};
};

::mode_t mode_of(const std::string& path) {
  struct stat status {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0);
  return status.st_mode & 07777U;
}

TEST(AtomicFile, CreatesAndReplaces) {
  const TemporaryFolder folder;
  ASSERT_TRUE(replace_file(folder.file("f"), "a long first content", private_mode));
  EXPECT_EQ(folder.read("f"), "a long first content");
  ASSERT_TRUE(replace_file(folder.file("f"), "short", private_mode));
  EXPECT_EQ(folder.read("f"), "short");
  EXPECT_EQ(folder.file_count(), 1U);
}

TEST(AtomicFile, HasTheModeThatWasAskedFor) {
  const TemporaryFolder folder;
  folder.write("f", "readable by all");
  ASSERT_TRUE(replace_file(folder.file("f"), "x", private_mode));
  EXPECT_EQ(mode_of(folder.file("f")), private_mode);
  ASSERT_TRUE(replace_file(folder.file("f"), "x", 0644));
  EXPECT_EQ(mode_of(folder.file("f")), 0644U);
}

TEST(AtomicFile, AFullDiskLeavesTheOldFileAndNothingElse) {
  const TemporaryFolder folder;
  folder.write("f", "old");
  const auto replaced = [&] {
    const FullDisk disk(1000);
    return replace_file(folder.file("f"), std::string(5000, 'n'), private_mode);
  }();
  ASSERT_FALSE(replaced);
  EXPECT_EQ(replaced.error().number, EFBIG);
  EXPECT_EQ(replaced.error().what, "could not be written: File too large; nothing was changed");
  EXPECT_EQ(folder.read("f"), "old");
  EXPECT_EQ(folder.file_count(), 1U);
  EXPECT_TRUE(replace_file(folder.file("f"), std::string(5000, 'n'), private_mode));
}

TEST(AtomicFile, WhatACrashLeftBehindIsUsedAgain) {
  const TemporaryFolder folder;
  folder.write("f", "old");
  folder.write("f.new", "half of something that was much longer");
  ASSERT_TRUE(replace_file(folder.file("f"), "new", private_mode));
  EXPECT_EQ(folder.read("f"), "new");
  EXPECT_EQ(mode_of(folder.file("f")), private_mode);
  EXPECT_EQ(folder.file_count(), 1U);
}

TEST(AtomicFile, GivesWayToAnotherWriter) {
  const TemporaryFolder folder;
  folder.write("f", "old");
  folder.write("f.new", "theirs");
  {
    const Descriptor theirs(::open(folder.file("f.new").c_str(), O_WRONLY | O_CLOEXEC));
    ASSERT_EQ(::flock(theirs.get(), LOCK_EX), 0);
    const auto replaced = replace_file(folder.file("f"), "ours", private_mode);
    ASSERT_FALSE(replaced);
    EXPECT_EQ(replaced.error().number, EWOULDBLOCK);
    EXPECT_EQ(folder.read("f.new"), "theirs");
  }
  EXPECT_EQ(folder.read("f"), "old");
  EXPECT_TRUE(replace_file(folder.file("f"), "ours", private_mode));
}

TEST(AtomicFile, ALinkInPlaceOfTheTemporaryFileIsNotFollowed) {
  const TemporaryFolder folder;
  folder.write("victim", "precious");
  std::filesystem::create_symlink(folder.file("victim"), folder.file("f.new"));
  EXPECT_FALSE(replace_file(folder.file("f"), "x", private_mode));
  EXPECT_EQ(folder.read("victim"), "precious");
}

TEST(AtomicFile, AFolderThatIsNoneIsRefused) {
  const TemporaryFolder folder;
  folder.write("file", "");
  const auto in_a_file = replace_file(folder.file("file/f"), "x", private_mode);
  ASSERT_FALSE(in_a_file);
  EXPECT_EQ(in_a_file.error().number, ENOTDIR);
  const auto in_nothing = replace_file(folder.file("missing/f"), "x", private_mode);
  ASSERT_FALSE(in_nothing);
  EXPECT_EQ(in_nothing.error().number, ENOENT);
}

TEST(AtomicFile, AFolderInItsPlaceIsRefusedAndNothingStays) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.file("f"));
  const auto replaced = replace_file(folder.file("f"), "x", private_mode);
  ASSERT_FALSE(replaced);
  EXPECT_EQ(replaced.error().number, EISDIR);
  EXPECT_EQ(folder.file_count(), 1U);
}

// Ten thousand times one letter.
std::string page(char letter) { return std::string(10'000, letter); }

bool is_page(const boost::system::result<Content, Error>& content) {
  return content && !content->text.empty() && content->text == page(content->text.front());
}

// Replaces the file again and again; how often it failed for another reason than the other writer.
unsigned write_often(const std::string& path, char letter) {
  unsigned failed = 0;
  for (int i = 0; i < 100; ++i) {
    const auto replaced = replace_file(path, page(letter), private_mode);
    failed += !replaced && replaced.error().number != EWOULDBLOCK ? 1U : 0U;
  }
  return failed;
}

TEST(AtomicFile, ReadersSeeWholeFilesOnlyHoweverManyWritersThereAre) {
  const TemporaryFolder folder;
  const auto path = folder.file("f");
  ASSERT_TRUE(replace_file(path, page('x'), private_mode));
  auto a = std::async(std::launch::async, write_often, path, 'a');
  auto b = std::async(std::launch::async, write_often, path, 'b');
  unsigned broken = 0;
  while (a.wait_for(0s) != std::future_status::ready || b.wait_for(0s) != std::future_status::ready) {
    broken += is_page(read_file(path, 1'000'000)) ? 0U : 1U;
  }
  EXPECT_EQ(broken, 0U);
  EXPECT_EQ(a.get() + b.get(), 0U);
  EXPECT_NE(folder.read("f"), page('x'));
  EXPECT_EQ(folder.file_count(), 1U);
}

}  // namespace
}  // namespace dyndns::file
