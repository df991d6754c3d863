#include "gandi/classic/tidying.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "gandi/classic/zone.hpp"

namespace dyndns::gandi::classic {
namespace {

using Strings = std::vector<std::string>;
using Numbers = std::vector<std::int64_t>;

const std::vector one_change{change_to(www, "81.2.69.160")};
const std::string list_of_versions = "domain.zone.version.list";
const std::string new_version = "domain.zone.version.new";
const std::string may_be_left_over = "a new version of the zone may be left over, check at Gandi";

class ClassicTidying : public ClassicZone {
 protected:
  // What goes wrong with version.new; what another writer does then, once, before the first call that follows.
  void lose_new_version(
      Mishap mishap, const std::function<void()>& meanwhile = [] {}) {
    world.before_call = [this, mishap, meanwhile](const std::string& method) {
      if (is_lost_ && !std::exchange(has_happened_, true)) {
        meanwhile();
      }
      is_lost_ = is_lost_ || method == new_version;
      return method == new_version ? mishap : Mishap::none;
    };
  }

  std::string failure() { return apply(one_change).at(0).error().detail; }

  [[nodiscard]] std::ptrdiff_t deletions() const {
    return std::ranges::count(world.methods, std::string("domain.zone.version.delete"));
  }

  bool is_lost_ = false;
  bool has_happened_ = false;
};

TEST_F(ClassicTidying, AListOfVersionsThatFailsEndsNoUpdate) {
  for (const auto mishap : {Mishap::fault, Mishap::status, Mishap::garbage, Mishap::drop_before}) {
    SCOPED_TRACE(static_cast<int>(mishap));
    world.before_call = [mishap](const std::string& method) {
      return method == list_of_versions ? mishap : Mishap::none;
    };
    expect_all(apply({change_to(www, "81.2.69." + std::to_string(static_cast<int>(mishap) + 1))}), 1, std::nullopt);
  }
}

TEST_F(ClassicTidying, AStrayCloneIsDeleted) {
  lose_new_version(Mishap::drop_after);
  EXPECT_EQ(failure(), "no answer within 10 s");
  EXPECT_EQ(stored().versions.size(), 1U);
}

TEST_F(ClassicTidying, WithoutTheListOfVersionsAStrayIsToldAndNotSearched) {
  world.before_call = [](const std::string& method) {
    return method == list_of_versions ? Mishap::fault : method == new_version ? Mishap::drop_after : Mishap::none;
  };
  EXPECT_EQ(failure(), "no answer within 10 s; " + may_be_left_over);
  EXPECT_EQ(deletions(), 0);
}

TEST_F(ClassicTidying, AVersionThatCannotBeFoundIsMentioned) {
  world.before_call = [lost = false](const std::string& method) mutable {
    lost = lost || method == new_version;
    return lost ? Mishap::drop_after : Mishap::none;
  };
  EXPECT_EQ(failure(), "no answer within 10 s; " + may_be_left_over);
}

// The list is a page, and not the same one each time: that a number is not in the list before proves nothing.
TEST_F(ClassicTidying, TheActiveVersionOfAPagedListIsNotTakenForAStray) {
  for (int i = 0; i < 2; ++i) {
    world.edit_elsewhere(zone_id, "theirs" + std::to_string(i), "A", "81.2.69.1");
  }
  ASSERT_EQ(stored().active, 3);
  for (const auto& [page, later] :
       {std::pair(Numbers{1, 2}, Numbers{2, 3}), {Numbers{2, 3}, Numbers{1, 2}}, {Numbers{}, Numbers{3, 2, 1}}}) {
    SCOPED_TRACE(testing::PrintToString(later));
    world.shown_versions = [first = std::optional(page), then = later](const Numbers&) mutable {
      return std::exchange(first, std::nullopt).value_or(then);
    };
    lose_new_version(Mishap::drop_before);
    EXPECT_EQ(failure(), "connection closed");
    EXPECT_EQ(deletions(), 0);
    EXPECT_EQ(stored().versions.size(), 3U);
  }
}

TEST_F(ClassicTidying, BesideAListThatMayGoOnNothingIsTakenForNew) {
  world.shown_versions = [](Numbers all) {
    const auto newest = all.back();
    all.resize(10, 1);
    all.back() = newest;
    return all;
  };
  lose_new_version(Mishap::drop_after);
  EXPECT_EQ(failure(), "no answer within 10 s; " + may_be_left_over);
  EXPECT_EQ(deletions(), 0);
}

// Zones gather versions, and a list that grew was no full page.
TEST_F(ClassicTidying, AStrayCloneBesideManyVersionsIsDeleted) {
  while (stored().versions.size() < 12) {
    world.edit_elsewhere(zone_id, "theirs" + std::to_string(stored().versions.size()), "A", "81.2.69.1");
  }
  lose_new_version(Mishap::drop_after);
  EXPECT_EQ(failure(), "no answer within 10 s");
  EXPECT_EQ(stored().versions.size(), 12U);
}

TEST_F(ClassicTidying, AStrayCloneIsDeletedAlsoWhereTheActiveVersionWasNotReadBefore) {
  world.before_call = [lists = 0](const std::string& method) mutable {
    const bool is_first_list = method == "domain.zone.record.list" && ++lists == 1;
    return is_first_list ? Mishap::fault : method == new_version ? Mishap::drop_after : Mishap::none;
  };
  EXPECT_EQ(failure(), "no answer within 10 s");
  EXPECT_EQ(stored().versions.size(), 1U);
}

TEST_F(ClassicTidying, AStrayThatSomebodyMadeLiveStays) {
  lose_new_version(Mishap::drop_after, [this] { world.zones[zone_id].active = 2; });
  EXPECT_EQ(failure(), "no answer within 10 s");
  EXPECT_EQ(deletions(), 0);
  EXPECT_EQ(stored().active, 2);
}

TEST_F(ClassicTidying, AStrayThatCannotBeReadStays) {
  for (const auto mishap : {Mishap::fault, Mishap::garbage, Mishap::drop_before}) {
    SCOPED_TRACE(static_cast<int>(mishap));
    is_lost_ = false;
    auto lists = 0;
    world.before_call = [&](const std::string& method) {
      is_lost_ = is_lost_ || method == new_version;
      // The first after it is that of the active version, the second that of the stray.
      const bool is_of_stray = is_lost_ && method == "domain.zone.record.list" && ++lists == 2;
      return is_of_stray ? mishap : method == new_version ? Mishap::drop_after : Mishap::none;
    };
    const auto stray = stored().versions.rbegin()->first + 1;
    EXPECT_EQ(failure(), "no answer within 10 s; version " + std::to_string(stray) +
                             " of the zone may be left over, check at Gandi");
    EXPECT_EQ(deletions(), 0);
  }
}

TEST_F(ClassicTidying, AnotherWritersDraftIsNotTakenForOurs) {
  lose_new_version(Mishap::drop_after, [this] {
    world.edit_elsewhere(zone_id, "theirs", "A", "81.2.69.1");
    world.zones[zone_id].active = 1;
  });
  EXPECT_EQ(failure(), "no answer within 10 s");
  ASSERT_EQ(stored().versions.size(), 2U);
  EXPECT_EQ(stored().versions.rbegin()->second.back().name, "theirs");
}

TEST_F(ClassicTidying, TheLiveVersionGivenAsANewOneIsNeitherEditedNorDeleted) {
  const auto before = stored().versions;
  world.gives_the_live_one_as_new = true;
  EXPECT_EQ(failure(), "not updated: what Gandi gave as a new version of the zone is the live one");
  EXPECT_EQ(stored().versions, before);
  EXPECT_EQ(deletions(), 0);
}

TEST_F(ClassicTidying, AVersionWithANumberBelowOthersIsNamedAndNotDeleted) {
  world.shown_versions = [](Numbers all) {
    all.push_back(99);
    return all;
  };
  world.before_call = [](const std::string& method) {
    return method == "domain.zone.record.update" ? Mishap::drop_before : Mishap::none;
  };
  EXPECT_EQ(failure(), "connection closed; version 2 of the zone is left over, delete it at Gandi");
  EXPECT_EQ(deletions(), 0);
}

// As after a 429, which refuses the deletion too.
class ADraftThatCouldNotBeDeleted : public ClassicTidying {
 protected:
  ADraftThatCouldNotBeDeleted() {
    world.before_call = [this](const std::string& method) {
      const bool is_in_the_way =
          method == "domain.zone.record.update" || (refuses_deletions && method == "domain.zone.version.delete");
      return is_broken && is_in_the_way ? Mishap::status : Mishap::none;
    };
    (void)failure();
    EXPECT_EQ(numbers(), (Numbers{1, 2}));
    is_broken = false;
  }

  [[nodiscard]] Numbers numbers() const {
    Numbers all;
    std::ranges::transform(stored().versions, std::back_inserter(all), [](const auto& each) { return each.first; });
    return all;
  }

  bool is_broken = true;
  bool refuses_deletions = true;
};

TEST_F(ADraftThatCouldNotBeDeleted, IsBeforeTheNextChange) {
  expect_all(apply(one_change), 1, std::nullopt);
  EXPECT_FALSE(stored().versions.contains(2));
}

TEST_F(ADraftThatCouldNotBeDeleted, IsTriedAgainUntilItWorks) {
  is_broken = true;
  (void)failure();
  EXPECT_EQ(numbers(), (Numbers{1, 2, 3}));
  is_broken = false;
  expect_all(apply(one_change), 1, std::nullopt);
  EXPECT_EQ(numbers(), (Numbers{1, 4}));
}

TEST_F(ADraftThatCouldNotBeDeleted, StaysOnceItWasLive) {
  world.zones[zone_id].active = 2;
  expect_all(apply({change_to(www, "81.2.69.161")}), 1, std::nullopt);
  expect_all(apply(one_change), 1, std::nullopt);
  EXPECT_TRUE(stored().versions.contains(2));
  EXPECT_EQ(deletions(), 1);
}

TEST_F(ADraftThatCouldNotBeDeleted, IsForgottenWhenSomebodyElseDidIt) {
  world.zones[zone_id].versions.erase(2);
  expect_all(apply(one_change), 1, std::nullopt);
  expect_all(apply({change_to(www, "81.2.69.161")}), 1, std::nullopt);
  EXPECT_EQ(deletions(), 1);
}

TEST_F(ClassicTidying, OfSeveralClonesNoneIsTakenForOurs) {
  lose_new_version(Mishap::drop_after, [this] {
    auto theirs = stored().live();
    std::ranges::for_each(theirs, [](Record& record) { record.id += '9'; });
    world.zones[zone_id].versions[9] = theirs;
  });
  EXPECT_EQ(failure(), "no answer within 10 s; " + may_be_left_over);
  EXPECT_EQ(deletions(), 0);
}

TEST_F(ClassicTidying, ItsOwnFaultsHideNeitherTheFirstFailureNorTheWishForPatience) {
  world.before_call = [](const std::string& method) {
    return method == "domain.zone.record.update"    ? Mishap::status
           : method == "domain.zone.version.delete" ? Mishap::fault
                                                    : Mishap::none;
  };
  const auto told = apply(one_change).at(0).error();
  EXPECT_EQ(told.fault, Fault::unavailable);
  EXPECT_EQ(told.retry_after, std::chrono::seconds(7));
  EXPECT_NE(told.detail.find("version 2 of the zone is left over"), std::string::npos) << told.detail;
}

}  // namespace
}  // namespace dyndns::gandi::classic
