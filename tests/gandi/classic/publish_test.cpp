#include "gandi/classic/publish.hpp"

#include <boost/asio/post.hpp>
#include <string>
#include <vector>

#include "gandi/classic/zone.hpp"

namespace dyndns::gandi::classic {
namespace {

using Strings = std::vector<std::string>;

const RrsetKey www6{"example.com", "www", RecordType::aaaa};
const RrsetKey home{"example.com", "home", RecordType::a};

const std::vector two_changes{change_to(www, "81.2.69.160"), change_to(home, "81.2.69.160")};
const Strings before{"@ MX 10 mail 10800", "www A 81.2.69.142 300", "www A 81.2.69.143 300"};
const Strings after{"@ MX 10 mail 10800", "home A 81.2.69.160 300", "www A 81.2.69.160 300"};

class ClassicPublish : public ClassicZone {
 protected:
  [[nodiscard]] bool has_stray() const {
    return stored().versions.size() > static_cast<std::size_t>(stored().active == 1 ? 1 : 2);
  }

  // The mishap at the call with that number, of all or of those of a method.
  void at_call(std::size_t number, Mishap mishap, const std::string& method = "") {
    world.before_call = [number, mishap, method, seen = std::size_t(0)](const std::string& called) mutable {
      const bool counts = method.empty() || called == method;
      return counts && ++seen == number ? mishap : Mishap::none;
    };
  }
};

TEST_F(ClassicPublish, AllChangesGoIntoOneVersionAndNothingElseChanges) {
  expect_all(apply(two_changes), 2, std::nullopt);
  EXPECT_EQ(live(), after);
  EXPECT_EQ(stored().versions.size(), 2U);
  EXPECT_EQ(stored().active, 2);
}

TEST_F(ClassicPublish, IdsMayBeIntegers) {
  world.ids_are_strings = false;
  expect_all(apply(two_changes), 2, std::nullopt);
  EXPECT_EQ(live(), after);
}

TEST_F(ClassicPublish, TheTtlThatIsWantedIsSet) {
  expect_all(apply({change_to(www, "81.2.69.160", 900), change_to(home, "81.2.69.160", 600)}), 2, std::nullopt);
  EXPECT_EQ(live(), (Strings{"@ MX 10 mail 10800", "home A 81.2.69.160 600", "www A 81.2.69.160 900"}));
}

TEST_F(ClassicPublish, BothFamiliesOfANameAreKeptApart) {
  expect_all(apply({change_to(www6, "2a02:6b67::1")}), 1, std::nullopt);
  EXPECT_EQ(live().size(), 4U);
  expect_all(apply({change_to(www, "81.2.69.160"), change_to(www6, "2a02:6b67::2")}), 2, std::nullopt);
  EXPECT_EQ(live(), (Strings{"@ MX 10 mail 10800", "www A 81.2.69.160 300", "www AAAA 2a02:6b67::2 300"}));
}

TEST_F(ClassicPublish, ARecordBeyondTheFirstPageIsChanged) {
  for (int i = 0; i < 600; ++i) {
    world.add(zone_id, "h" + std::to_string(i), "A", "81.2.69.142", 600);
  }
  expect_all(apply({change_to({"example.com", "h599", RecordType::a}, "81.2.69.160")}), 1, std::nullopt);
  EXPECT_EQ(live().size(), 603U);
  EXPECT_EQ(std::ranges::count(live(), "h599 A 81.2.69.160 300"), 1);
}

// Whatever goes wrong, and wherever: the zone is as it was, or as it was wanted, and no version is left over.
class ClassicZoneMishap : public ClassicPublish, public testing::WithParamInterface<Mishap> {};

TEST_P(ClassicZoneMishap, AtAnyStepLeavesNoTrace) {
  const auto untouched = world.zones;
  for (std::size_t call = 1;; ++call) {
    SCOPED_TRACE(call);
    world.zones = untouched;
    world.calls = 0;
    at_call(call, GetParam());
    const auto outcomes = apply(two_changes);
    EXPECT_EQ(live(), stored().active == 1 ? before : after) << call;
    EXPECT_FALSE(has_stray()) << call;
    if (world.calls < call) {
      expect_all(outcomes, 2, std::nullopt);
      EXPECT_GT(call, 10U);
      break;
    }
    ASSERT_FALSE(outcomes.at(0)) << call;
    expect_all(outcomes, 2, outcomes[0].error().fault);
  }
}

INSTANTIATE_TEST_SUITE_P(Each, ClassicZoneMishap,
                         testing::Values(Mishap::fault, Mishap::status, Mishap::garbage, Mishap::drop_before,
                                         Mishap::drop_after));

// The same when the daemon is told to stop while it waits for an answer.
class ClassicZoneCancelled : public ClassicPublish, public testing::WithParamInterface<Mishap> {};

TEST_P(ClassicZoneCancelled, AtAnyStepLeavesNoTrace) {
  const auto untouched = world.zones;
  for (std::size_t call = 1;; ++call) {
    SCOPED_TRACE(call);
    world.zones = untouched;
    world.calls = 0;
    at_call(call, GetParam());
    boost::asio::io_context loop;
    fakes::Running running(loop, zone->apply(two_changes));
    world.on_hang = [&] { boost::asio::post(loop, [&running] { running.cancel(); }); };
    loop.run();
    EXPECT_EQ(live(), stored().active == 1 ? before : after) << call;
    EXPECT_FALSE(has_stray()) << call;
    const bool has_finished = world.calls < call;
    const bool had_to_clean_up = !has_finished && call > 2;
    EXPECT_EQ(world.last_request.timeout < std::chrono::seconds(1), had_to_clean_up) << call;
    if (has_finished) {
      EXPECT_GT(call, 10U);
      expect_all(running.outcome(), 2, std::nullopt);
      break;
    }
    EXPECT_TRUE(running.was_cancelled()) << call;
  }
}

INSTANTIATE_TEST_SUITE_P(Each, ClassicZoneCancelled, testing::Values(Mishap::hang_before, Mishap::hang_after));

TEST_F(ClassicPublish, AFaultIsToldForEveryChange) {
  at_call(1, Mishap::fault, "domain.zone.record.update");
  expect_all(apply(two_changes), 2, Fault::refused);
  EXPECT_EQ(live(), before);
}

TEST_F(ClassicPublish, ALostActivationIsUnconfirmedAndNotUndone) {
  at_call(1, Mishap::drop_after, "domain.zone.version.set");
  expect_all(apply(two_changes), 2, Fault::unconfirmed);
  EXPECT_EQ(live(), after);
}

TEST_F(ClassicPublish, AnActivationThatNeverArrivedIsUnconfirmedAndUndone) {
  at_call(1, Mishap::drop_before, "domain.zone.version.set");
  const auto outcomes = apply(two_changes);
  expect_all(outcomes, 2, Fault::unconfirmed);
  EXPECT_EQ(outcomes[0].error().detail, "could not confirm that version 2 of the zone is live: connection closed");
  EXPECT_EQ(live(), before);
  EXPECT_FALSE(has_stray());
}

TEST_F(ClassicPublish, AVersionThatMayBeLiveIsNotDeletedButNamed) {
  for (const bool is_third_live : {false, true}) {
    SCOPED_TRACE(is_third_live);
    world.zones[zone_id].active = 1;
    world.before_call = [&, lost = false](const std::string& method) mutable {
      if (method == "domain.zone.version.set") {
        lost = true;
        return Mishap::drop_after;
      }
      if (lost && is_third_live) {
        world.edit_elsewhere(zone_id, "theirs", "A", "81.2.69.1");
      }
      return lost && !is_third_live ? Mishap::drop_before : Mishap::none;
    };
    const auto outcomes = apply(two_changes);
    expect_all(outcomes, 2, Fault::unconfirmed);
    const auto& detail = outcomes[0].error().detail;
    EXPECT_NE(detail.find(" of the zone is left over unless it is live, check at Gandi"), std::string::npos) << detail;
    EXPECT_EQ(stored().versions.size(), is_third_live ? 4U : 2U);
  }
}

TEST_F(ClassicPublish, AVersionThatCannotBeDeletedIsNamed) {
  world.before_call = [](const std::string& method) {
    return method == "domain.zone.record.update" || method == "domain.zone.version.delete" ? Mishap::drop_before
                                                                                           : Mishap::none;
  };
  const auto outcomes = apply(two_changes);
  expect_all(outcomes, 2, Fault::unreachable);
  EXPECT_EQ(outcomes[0].error().detail, "connection closed; version 2 of the zone is left over, delete it at Gandi");
}

TEST_F(ClassicPublish, AVersionThatCannotBeFoundIsMentioned) {
  world.before_call = [lost = false](const std::string& method) mutable {
    lost = lost || method == "domain.zone.version.new";
    return lost ? Mishap::drop_after : Mishap::none;
  };
  EXPECT_EQ(apply(two_changes)[0].error().detail,
            "no answer within 10 s; a new version of the zone may be left over, check at Gandi");
}

TEST_F(ClassicPublish, AnotherWritersDraftIsNotTakenForOurs) {
  world.before_call = [this](const std::string& method) {
    if (method != "domain.zone.version.new") {
      return Mishap::none;
    }
    world.edit_elsewhere(zone_id, "theirs", "A", "81.2.69.1");
    world.zones[zone_id].active = 1;
    return Mishap::drop_after;
  };
  expect_all(apply(two_changes), 2, Fault::timed_out);
  ASSERT_EQ(stored().versions.size(), 2U);
  EXPECT_EQ(stored().versions.rbegin()->second.back().name, "theirs");
}

// Another writer makes a version of his own live, just before one of our calls.
class ClassicZoneRace : public ClassicPublish, public testing::WithParamInterface<std::size_t> {};

TEST_P(ClassicZoneRace, IsNoticedAndHisVersionStays) {
  world.before_call = [this, seen = std::size_t(0)](const std::string&) mutable {
    if (++seen == GetParam()) {
      world.edit_elsewhere(zone_id, "theirs", "A", "81.2.69.1");
    }
    return Mishap::none;
  };
  const auto outcomes = apply(two_changes);
  expect_all(outcomes, 2, Fault::unconfirmed);
  EXPECT_EQ(live(), (Strings{"@ MX 10 mail 10800", "theirs A 81.2.69.1 600", "www A 81.2.69.142 300",
                             "www A 81.2.69.143 300"}));
  EXPECT_FALSE(has_stray());
}

// The third call is version.new, the ninth the last read before version.set.
INSTANTIATE_TEST_SUITE_P(BeforeEachCall, ClassicZoneRace, testing::Range(std::size_t(3), std::size_t(10)));

TEST_F(ClassicPublish, AVersionThatAnotherWriterDeletedIsARace) {
  world.before_call = [this](const std::string& method) {
    if (method == "domain.zone.record.update") {
      world.zones[zone_id].versions.erase(2);
    }
    return Mishap::none;
  };
  expect_all(apply(two_changes), 2, Fault::unconfirmed);
  EXPECT_EQ(live(), before);
}

TEST_F(ClassicPublish, AnEditThatDidNotLandIsNotMadeLive) {
  world.before_call = [this](const std::string& method) {
    // Somebody edits our version behind our back.
    if (method == "domain.zone.record.add") {
      world.zones[zone_id].versions[2].pop_back();
    }
    return Mishap::none;
  };
  expect_all(apply(two_changes), 2, Fault::unconfirmed);
  EXPECT_EQ(live(), before);
  EXPECT_FALSE(has_stray());
}

}  // namespace
}  // namespace dyndns::gandi::classic
