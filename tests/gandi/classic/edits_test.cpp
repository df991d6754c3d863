#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "gandi/classic/draft.hpp"
#include "gandi/classic/zone.hpp"

namespace dyndns::gandi::classic {
namespace {

using Strings = std::vector<std::string>;

const std::string deletion = "domain.zone.record.delete";

class ClassicEdits : public ClassicZone {
 protected:
  // Before each call of the method; the request that it is about is world.last_request.
  void before_each(const std::string& method, const std::function<void()>& happens) {
    world.before_call = [method, happens](const std::string& called) {
      if (called == method) {
        happens();
      }
      return Mishap::none;
    };
  }

  std::vector<Change> add_hosts(int count) {
    std::vector<Change> changes;
    for (int i = 0; i < count; ++i) {
      const auto name = "h" + std::to_string(i);
      world.add(zone_id, name, "A", "81.2.69.142", 600);
      changes.push_back(change_to({"example.com", name, RecordType::a}, "81.2.69.160"));
    }
    return changes;
  }
};

TEST_F(ClassicEdits, ARecordGoesByTheFilterThatWasRecorded) {
  std::string body;
  before_each(deletion, [&] { body = world.last_request.body; });
  expect_all(apply({change_to(www, "81.2.69.160")}), 1, std::nullopt);
  const auto text = [](const std::string& name, const std::string& value) {
    return "<member><name>" + name + "</name><value>" + value + "</value></member>";
  };
  const auto filter = "<struct>" + text("name", "<string>www</string>") + text("ttl", "<int>300</int>") +
                      text("type", "<string>A</string>") + text("value", "<string>81.2.69.143</string>") + "</struct>";
  EXPECT_NE(body.find(filter), std::string::npos) << body;
}

TEST_F(ClassicEdits, ADeletionOfAnotherNumberThanMeantGivesTheDraftUp) {
  const auto before = live();
  for (const bool too_many : {false, true}) {
    SCOPED_TRACE(too_many);
    before_each(deletion, [&] {
      auto& draft = world.zones[zone_id].versions.rbegin()->second;
      const auto surplus = std::ranges::find(draft, "81.2.69.143", &Record::value);
      if (too_many) {
        draft.push_back(Record(*surplus));
      } else {
        surplus->value = "81.2.69.144";
      }
    });
    const auto outcomes = apply({change_to(www, "81.2.69.160")});
    expect_all(outcomes, 1, Fault::unconfirmed);
    EXPECT_EQ(outcomes[0].error().detail, "not updated: Gandi deleted " + std::string(too_many ? "2" : "0") +
                                              " of 1 record 'www A 81.2.69.143' in the zone's new version, which was "
                                              "not made live");
    EXPECT_EQ(live(), before);
    EXPECT_EQ(stored().versions.size(), 1U);
  }
}

TEST_F(ClassicEdits, TwinsBecomeOneRecord) {
  world.add(zone_id, "www", "A", "81.2.69.142", 300);
  world.add(zone_id, "www", "A", "81.2.69.143", 300);
  expect_all(apply({change_to(www, "81.2.69.160")}), 1, std::nullopt);
  EXPECT_EQ(live(), (Strings{"@ MX 10 mail 10800", "www A 81.2.69.160 300"}));
}

TEST_F(ClassicEdits, AnOddRecordElsewhereHoldsUpNobodyAndStaysAsItIs) {
  auto& records = world.zones[zone_id].versions[1];
  records.push_back({"1", "odd", "A", "nowhere", ""});
  records.push_back({"2", "odd", "X", "", "-1"});
  expect_all(apply({change_to(www, "81.2.69.160")}), 1, std::nullopt);
  EXPECT_EQ(live(), (Strings{"@ MX 10 mail 10800", "odd A nowhere ", "odd X  -1", "www A 81.2.69.160 300"}));
}

TEST_F(ClassicEdits, NumbersAreReadAsTextsAndSentAsNumbers) {
  world.numbers_are_strings = true;
  const auto opened = open({"example.com"});
  ASSERT_EQ(opened.zones.size(), 1U);
  EXPECT_TRUE(run(opened.zones[0]->apply({change_to(www, "81.2.69.160")})).at(0));
  EXPECT_NE(world.last_request.body.find("<param><value><int>7</int></value></param>"
                                         "<param><value><int>2</int></value></param></params>"),
            std::string::npos)
      << world.last_request.body;
}

TEST_F(ClassicEdits, AnActivationIsConfirmedInAnySpellingAndInNoOther) {
  for (const auto& yes : {Value(true), Value(1), Value("1"), Value("true"), Value(1.0)}) {
    SCOPED_TRACE(yes.variant().index());  // its type
    world.yes = yes;
    EXPECT_TRUE(apply({change_to(www, "81.2.69.160")}).at(0));
  }
  for (const auto& other : {Value(false), Value(0), Value(2), Value("no"), Value(), Value(Value::Array())}) {
    SCOPED_TRACE(other.variant().index());  // its type
    world.yes = other;
    expect_all(apply({change_to(www, "81.2.69.160")}), 1, Fault::unconfirmed);
  }
}

TEST_F(ClassicEdits, AtMostThreeAreMadeSideBySide) {
  expect_all(apply(add_hosts(9)), 9, std::nullopt);
  EXPECT_EQ(world.most_running, 3U);
}

TEST_F(ClassicEdits, WhereTheyGetIntoEachOthersWayTheyAreMadeOneByOne) {
  const auto changes = add_hosts(5);
  auto refused = 0;
  world.before_call = [&](const std::string& method) {
    const bool is_crowded = method == "domain.zone.record.update" && world.running > 1;
    refused += is_crowded ? 1 : 0;
    return is_crowded ? Mishap::fault : Mishap::none;
  };
  expect_all(apply(changes), 5, std::nullopt);
  EXPECT_GT(refused, 0);
  EXPECT_EQ(std::ranges::count(live(), "h4 A 81.2.69.160 300"), 1);
}

TEST_F(ClassicEdits, WhereOneOfThemIsLostTheyAreMadeOneByOne) {
  const auto changes = add_hosts(5);
  std::vector<Record> lost;
  world.before_call = [&](const std::string& method) {
    auto& draft = world.zones[zone_id].versions.rbegin()->second;
    if (method == "domain.zone.record.update" && world.running > 1) {
      lost = draft;
    } else if (method == "domain.zone.record.list" && !lost.empty()) {
      draft = std::exchange(lost, {});  // what was written side by side goes
    }
    return Mishap::none;
  };
  expect_all(apply(changes), 5, std::nullopt);
  EXPECT_EQ(std::ranges::count(live(), "h4 A 81.2.69.160 300"), 1);
}

}  // namespace
}  // namespace dyndns::gandi::classic
