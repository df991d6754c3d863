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

  void always(const std::string& method, Mishap mishap) {
    world.before_call = [method, mishap](const std::string& called) {
      return called == method ? mishap : Mishap::none;
    };
  }

  [[nodiscard]] std::ptrdiff_t calls_of(const std::string& method) const {
    return std::ranges::count(world.methods, "domain.zone." + method);
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
class ClassicZoneMishap : public ClassicPublish, public testing::WithParamInterface<Mishap> {
 protected:
  // The list of versions is a help and no precondition, and edits that are refused are made once more, one by one.
  static bool is_got_over(const std::string& method) {
    return method == "domain.zone.version.list" ||
           (GetParam() == Mishap::fault && method.starts_with("domain.zone.record.") &&
            method != "domain.zone.record.list");
  }
};

TEST_P(ClassicZoneMishap, AtAnyStepLeavesNoTrace) {
  const auto untouched = world.zones;
  for (std::size_t call = 1;; ++call) {
    SCOPED_TRACE(call);
    world.zones = untouched;
    world.calls = 0;
    world.methods.clear();
    at_call(call, GetParam());
    const auto outcomes = apply(two_changes);
    EXPECT_EQ(live(), stored().active == 1 ? before : after) << call;
    EXPECT_FALSE(has_stray()) << call;
    if (world.calls < call) {
      expect_all(outcomes, 2, std::nullopt);
      EXPECT_EQ(call, 11U);
      break;
    }
    ASSERT_EQ(outcomes.at(0).has_value(), is_got_over(world.methods.at(call - 1))) << call;
    expect_all(outcomes, 2, outcomes[0] ? std::nullopt : std::optional(outcomes[0].error().fault));
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
    if (!has_finished && call > 2) {  // there is something to clean up, within less than a second
      EXPECT_LT(world.last_request.timeout, std::chrono::seconds(1)) << call;
    }
    if (has_finished) {
      EXPECT_EQ(call, 11U);
      expect_all(running.outcome(), 2, std::nullopt);
      break;
    }
    EXPECT_TRUE(running.was_cancelled()) << call;
  }
}

INSTANTIATE_TEST_SUITE_P(Each, ClassicZoneCancelled, testing::Values(Mishap::hang_before, Mishap::hang_after));

TEST_F(ClassicPublish, AFaultIsToldForEveryChange) {
  always("domain.zone.record.update", Mishap::fault);
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

// The fourth call is the first after version.new, the ninth the last read before version.set.
INSTANTIATE_TEST_SUITE_P(BeforeEachCall, ClassicZoneRace, testing::Range(std::size_t(4), std::size_t(10)));

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
