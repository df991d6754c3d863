#include "gandi/classic/calls.hpp"

#include <algorithm>
#include <string>

#include "gandi/classic/zone.hpp"

namespace dyndns::gandi::classic {
namespace {

TEST_F(XmlRpcAccount, AFilterThatNamesNoRecordIsNeverSent) {
  ZoneCalls calls(std::make_shared<Client>(world, "https://rpc.example/", Secret(good_key), std::chrono::seconds(9)),
                  7);
  const Record whole{"1", "www", "A", "81.2.69.142", "300"};
  for (const auto part : {&Record::name, &Record::type, &Record::value}) {
    auto record = whole;
    record.*part = "";
    SCOPED_TRACE(record.name + '/' + record.type + '/' + record.value);
    EXPECT_FALSE(run(calls.remove(1, record, 1)));
  }
  EXPECT_EQ(world.calls, 0U);
}

class LargeZone : public XmlRpcAccount {
 protected:
  LargeZone() {
    for (int i = 0; i < 734; ++i) {
      world.add(7, "h" + std::to_string(i), "A", "81.2.69.142", 600);
    }
    world.add(7, "www", "A", "81.2.69.160", 600);
  }

  // One call finds the zone.
  bool last_is_found() {
    const auto served = read({{"example.com", "@", RecordType::a}, www});
    return served && !served->at(1).addresses.empty();
  }
};

TEST_F(LargeZone, IsReadPageByPage) { EXPECT_TRUE(last_is_found()); }

TEST_F(LargeZone, IsReadWhateverPagesAServerGrants) {
  for (const bool is_counted : {true, false}) {
    world.knows_counting = is_counted;
    for (const std::size_t granted : {10U, 37U, 64U, 100U, 367U}) {
      SCOPED_TRACE(testing::Message() << granted << ", counted: " << is_counted);
      world.largest_page = granted;
      EXPECT_TRUE(last_is_found());
    }
  }
}

TEST_F(LargeZone, IsReadWhereAServerKnowsNoPages) {
  for (const bool is_counted : {true, false}) {
    SCOPED_TRACE(is_counted);
    world.knows_counting = is_counted;
    world.knows_paging = false;
    world.methods.clear();
    EXPECT_TRUE(last_is_found());
    EXPECT_EQ(std::ranges::count(world.methods, std::string("domain.zone.record.list")), is_counted ? 1 : 2);
  }
}

// Nobody has seen whether it counts what the list does not hold.
TEST_F(LargeZone, IsReadWhereMoreAreCountedThanListed) {
  for (const std::int64_t too_many : {1, 1000}) {
    SCOPED_TRACE(too_many);
    world.counts_too_many = too_many;
    EXPECT_TRUE(last_is_found());
  }
}

// How many calls it takes to read a zone with so many records.
class SmallZone : public XmlRpcAccount {
 protected:
  std::size_t calls_for(std::size_t records) {
    world.zones.clear();
    for (std::size_t i = 0; i < records; ++i) {
      world.add(7, "h" + std::to_string(i), "A", "81.2.69.142", 600);
    }
    world.calls = 0;
    EXPECT_TRUE(read({{"example.com", "@", RecordType::a}, www}));
    return world.calls - 1;
  }
};

TEST_F(SmallZone, IsReadInOneCallAndCountedWhereItMayBeAPage) {
  for (const std::size_t records : {1U, 7U, 9U}) {
    EXPECT_EQ(calls_for(records), 1U) << records;
  }
  for (const std::size_t records : {10U, 37U, 101U}) {
    EXPECT_EQ(calls_for(records), 2U) << records;
  }
}

}  // namespace
}  // namespace dyndns::gandi::classic
