#include "state/memory/memory.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "fakes/temporary_folder.hpp"
#include "state/memory/codec.hpp"
#include "state/sample.hpp"

namespace dyndns::state {
namespace {

using fakes::TemporaryFolder;

Failure failure_of_load(const TemporaryFolder& folder) {
  const auto loaded = make_memory_file(folder.path())->load();
  return loaded ? Failure{Fault::unconfirmed, "it was loaded"} : loaded.error();
}

TEST(MemoryFile, IsEmptyWhenThereIsNoneYet) {
  const TemporaryFolder folder;
  EXPECT_EQ(value_of(make_memory_file(folder.path())->load()), State{});
  EXPECT_EQ(folder.file_count(), 0U);
}

TEST(MemoryFile, RemembersBeyondItsOwnLife) {
  const TemporaryFolder folder;
  ASSERT_TRUE(make_memory_file(folder.path())->store(sample_state()));
  EXPECT_EQ(value_of(make_memory_file(folder.path())->load()), sample_state());
  EXPECT_EQ(folder.read("state.json"), encode(sample_state()));
}

TEST(MemoryFile, IsNobodyElsesBusiness) {
  const TemporaryFolder folder;
  ASSERT_TRUE(make_memory_file(folder.path())->store(sample_state()));
  EXPECT_EQ(std::filesystem::status(folder.file("state.json")).permissions(), std::filesystem::perms(0600));
}

TEST(MemoryFile, ABrokenFileIsMalformedAndCanBeReplaced) {
  const TemporaryFolder folder;
  for (const auto* const broken : {"", "{", "hello", R"({"version": 9})"}) {
    folder.write("state.json", broken);
    const auto failure = failure_of_load(folder);
    EXPECT_EQ(failure.fault, Fault::malformed) << broken;
    EXPECT_EQ(failure.detail.find('\'' + folder.file("state.json") + "' is not a memory of this program: "), 0U)
        << failure.detail;
  }
  EXPECT_TRUE(make_memory_file(folder.path())->store(sample_state()));
  EXPECT_EQ(value_of(make_memory_file(folder.path())->load()), sample_state());
}

TEST(MemoryFile, AHugeFileIsNotRead) {
  const TemporaryFolder folder;
  folder.write("state.json", encode(sample_state()));
  std::filesystem::resize_file(folder.file("state.json"), 1ULL << 40U);
  EXPECT_EQ(failure_of_load(folder).fault, Fault::malformed);
}

TEST(MemoryFile, WhatIsNoOrdinaryFileIsNotWaitedFor) {
  const TemporaryFolder folder;
  ASSERT_EQ(::mkfifo(folder.file("state.json").c_str(), 0600), 0);
  EXPECT_EQ(failure_of_load(folder).detail, '\'' + folder.file("state.json") + "' is not a regular file");
}

TEST(MemoryFile, AFolderThatIsNoneIsRefusedByBothWays) {
  const TemporaryFolder folder;
  folder.write("file", "");
  const auto memory = make_memory_file(folder.file("file"));
  EXPECT_EQ(memory->load().error().fault, Fault::refused);
  EXPECT_EQ(memory->store(sample_state()).error().fault, Fault::refused);
}

TEST(MemoryRam, RemembersForItsOwnLife) {
  const auto memory = make_memory_ram();
  EXPECT_EQ(value_of(memory->load()), State{});
  ASSERT_TRUE(memory->store(sample_state()));
  EXPECT_EQ(value_of(memory->load()), sample_state());
  EXPECT_EQ(value_of(make_memory_ram()->load()), State{});
}

}  // namespace
}  // namespace dyndns::state
