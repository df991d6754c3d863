#include "core/event.hpp"

#include <gtest/gtest.h>

#include <set>

namespace dyndns {
namespace {

std::vector<EventKind> all_kinds() {
  std::vector<EventKind> kinds;
  for (std::size_t i = 0; i < event_kind_count; ++i) {
    kinds.push_back(static_cast<EventKind>(i));
  }
  return kinds;
}

TEST(Event, EveryKindHasANameOfItsOwnInSmallLettersAndHyphens) {
  std::set<std::string_view> names;
  for (const auto kind : all_kinds()) {
    SCOPED_TRACE(name_of(kind));
    const auto name = name_of(kind);
    EXPECT_FALSE(name.empty());
    EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string_view::npos) << name;
    EXPECT_TRUE(names.insert(name).second) << name;
  }
}

TEST(Event, EveryKindHasAMessageIdOfItsOwnOf32HexadecimalDigits) {
  std::set<std::string_view> ids;
  for (const auto kind : all_kinds()) {
    const auto id = message_id_of(kind);
    EXPECT_EQ(id.size(), 32U) << name_of(kind);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string_view::npos) << id;
    EXPECT_TRUE(ids.insert(id).second) << id;
  }
}

TEST(Event, NamesStandWithTheirKinds) {
  EXPECT_EQ(name_of(EventKind::started), "started");
  EXPECT_EQ(name_of(EventKind::record_changed), "record-changed");
  EXPECT_EQ(name_of(EventKind::no_quorum), "no-quorum");
  EXPECT_EQ(name_of(EventKind::source_remark), "source-remark");
  EXPECT_EQ(name_of(EventKind::internal_error), "internal-error");
}

// Catalogs and people's filters hold these: a changed one is a broken promise.
TEST(Event, MessageIdsNeverChange) {
  EXPECT_EQ(message_id_of(EventKind::started), "8a42f425babf0056d772029b0aafb92b");
  EXPECT_EQ(message_id_of(EventKind::record_changed), "87c0c9362098a30e12824c7618e1c106");
  EXPECT_EQ(message_id_of(EventKind::record_failed), "c3bbc9706fac4c072d7b1ccf9c83df4c");
  EXPECT_EQ(message_id_of(EventKind::source_remark), "7b21a284348cf6f5490068469f33c3d2");
  EXPECT_EQ(message_id_of(EventKind::internal_error), "3d2d002541c6fc839f7ee8eed2e596e6");
}

}  // namespace
}  // namespace dyndns
