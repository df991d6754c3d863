#include "gandi/classic/records.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dyndns::gandi::classic {
namespace {

using Records = std::vector<Record>;

const RrsetKey www{"example.com", "www", RecordType::a};
const RrsetKey www6{"example.com", "www", RecordType::aaaa};
const auto old_address = *Address::parse("81.2.69.142");
const auto new_address = *Address::parse("81.2.69.160");

Record record(const std::string& id, const std::string& name, const std::string& type, const std::string& value,
              unsigned ttl = 300) {
  return {id, name, type, value, std::to_string(ttl)};
}

Change change_of(const RrsetKey& key) { return {key, {old_address}, new_address, Ttl(300)}; }

Value::Struct wire_record() {
  return {{"id", Value("3264970941")},
          {"name", Value("www")},
          {"type", Value("A")},
          {"value", Value("81.2.69.142")},
          {"ttl", Value(300)}};
}

bool is_readable(const Value::Struct& record) { return bool(parse_records(Value(Value::Array{Value(record)}))); }

TEST(ClassicRecords, IdsAreReadAsIntegersAndAsStrings) {
  auto old = wire_record();
  old["id"] = Value(1204417001);
  old["comment"] = Value();
  const auto records = parse_records(Value(Value::Array{Value(old), Value(wire_record())}));
  ASSERT_TRUE(records);
  EXPECT_EQ(*records, (Records{record("1204417001", "www", "A", "81.2.69.142"),
                               record("3264970941", "www", "A", "81.2.69.142")}));
}

TEST(ClassicRecords, AListThatIsNotOneIsMalformed) {
  EXPECT_EQ(parse_records(Value()).error().fault, Fault::malformed);
  EXPECT_EQ(parse_records(Value(Value::Array{Value(1)})).error().fault, Fault::malformed);
  EXPECT_TRUE(parse_records(Value(Value::Array()))->empty());
}

TEST(ClassicRecords, ARecordThatCannotBeToldApartIsMalformed) {
  EXPECT_TRUE(is_readable(wire_record()));
  for (const auto* member : {"id", "name", "type"}) {
    auto lacking = wire_record();
    lacking.erase(lacking.find(member));
    EXPECT_FALSE(is_readable(lacking)) << member;
    auto nil = wire_record();
    nil.find(member)->second = Value();
    EXPECT_FALSE(is_readable(nil)) << member;
  }
}

TEST(ClassicRecords, AnOddValueOrTtlIsReadAndComparedAsItIs) {
  const std::pair<const char*, Value> odd[] = {{"nil", Value()},         {"negative", Value(-1)},
                                               {"a number", Value(7)},   {"a text", Value("often")},
                                               {"a double", Value(1.5)}, {"an array", Value(Value::Array())}};
  for (const auto& [what, value] : odd) {
    for (const auto* member : {"ttl", "value"}) {
      auto record = wire_record();
      record.find(member)->second = value;
      EXPECT_TRUE(is_readable(record)) << what << " as " << member;
      record.erase(record.find(member));
      EXPECT_TRUE(is_readable(record)) << "no " << member;
    }
  }
}

TEST(ClassicRecords, ANumberIsTheSameInEverySpelling) {
  for (const auto& [id, ttl] : {std::pair(Value("3264970941"), Value("300")),
                                {Value(3264970941), Value(300)},
                                {Value(3264970941.0), Value(300.0)}}) {
    SCOPED_TRACE(id.variant().index());  // its type
    auto spelled = wire_record();
    spelled["id"] = id;
    spelled["ttl"] = ttl;
    EXPECT_EQ(*parse_records(Value(Value::Array{Value(spelled)})),
              Records{record("3264970941", "www", "A", "81.2.69.142")});
  }
}

TEST(ServedRrset, HoldsAllAddressesOfNameAndType) {
  const Records records{record("1", "www", "A", "81.2.69.142", 600), record("2", "@", "A", "8.8.8.8"),
                        record("3", "WWW", "a", "81.2.69.160", 900), record("4", "www", "AAAA", "2a02:6b67:0::1"),
                        record("5", "www.www", "A", "1.1.1.1")};
  const auto served = served_rrset(www, records);
  EXPECT_FALSE(served.unreadable);
  EXPECT_EQ(served.addresses, (std::set{old_address, new_address}));
  EXPECT_EQ(served.ttl, Ttl(600));
  EXPECT_EQ(served_rrset(www6, records).addresses, std::set{*Address::parse("2a02:6b67::1")});
}

TEST(ServedRrset, IsEmptyWhereThereIsNothing) {
  const auto served = served_rrset(www, Records{record("1", "mail", "A", "81.2.69.142")});
  EXPECT_TRUE(served.addresses.empty());
  EXPECT_TRUE(served.cname.empty());
}

TEST(ServedRrset, NamesTheAlias) {
  EXPECT_EQ(served_rrset(www, Records{record("1", "www", "CNAME", "home.example.org.")}).cname, "home.example.org.");
}

TEST(ServedRrset, AValueThatIsNoAddressMakesItUnreadable) {
  for (const auto* value : {"", "x", "2a02:6b67::1", "81.2.69.142 ", "081.2.69.142"}) {
    SCOPED_TRACE(value);
    const Records records{record("1", "www", "A", value), record("2", "www", "A", "81.2.69.142")};
    const auto served = served_rrset(www, records);
    ASSERT_TRUE(served.unreadable);
    EXPECT_EQ(served.unreadable->fault, Fault::malformed);
    EXPECT_FALSE(served_rrset({"example.com", "home", RecordType::a}, records).unreadable);
  }
}

TEST(ServedRrset, ATtlThatIsNotToldIsUnknown) {
  for (const auto* ttl : {"", "often", "-1", "4294967296"}) {
    SCOPED_TRACE(ttl);
    const auto served = served_rrset(www, Records{{"1", "www", "A", "81.2.69.142", ttl}});
    EXPECT_FALSE(served.unreadable);
    EXPECT_FALSE(served.ttl);
  }
}

// "2x81.2.69.142": by value, with how many there are.
std::vector<std::string> removed(const Edits& edits) {
  std::vector<std::string> lines;
  for (const auto& [record, count] : edits.remove) {
    lines.push_back(std::to_string(count) + "x" + record.value);
  }
  return lines;
}

TEST(Edits, OneRecordIsUpdatedByItsId) {
  const auto edits =
      edits_for(change_of(www), Records{record("1", "@", "A", "8.8.8.8"), record("2", "www", "A", "81.2.69.142", 600)});
  EXPECT_TRUE(edits.remove.empty());
  EXPECT_EQ(edits.put, record("2", "www", "A", "81.2.69.160"));
}

TEST(Edits, SurplusRecordsGo) {
  const auto edits = edits_for(
      change_of(www), Records{record("1", "www", "A", "81.2.69.142"), record("2", "www", "AAAA", "2a02:6b67::1"),
                              record("3", "WWW", "A", "81.2.69.160"), record("4", "www", "A", "81.2.69.143", 900)});
  EXPECT_EQ(removed(edits), (std::vector<std::string>{"1x81.2.69.160", "1x81.2.69.143"}));
  EXPECT_EQ(edits.put, record("1", "www", "A", "81.2.69.160"));
}

TEST(Edits, TwinsGoTogetherAndNeitherStays) {
  const Records twins{record("1", "www", "A", "81.2.69.142"), record("2", "www", "A", "81.2.69.142")};
  const auto edits = edits_for(change_of(www), twins);
  EXPECT_EQ(removed(edits), std::vector<std::string>{"2x81.2.69.142"});
  EXPECT_EQ(edits.put, record("", "www", "A", "81.2.69.160"));
}

TEST(Edits, WhereThereIsNoneOneIsAdded) {
  const auto edits = edits_for(change_of(www), Records{record("1", "www", "TXT", "x")});
  EXPECT_TRUE(edits.remove.empty());
  EXPECT_EQ(edits.put, record("", "www", "A", "81.2.69.160"));
}

TEST(ShareAnId, OneRecordInCommonIsEnough) {
  const Records one{record("1", "a", "A", "1.1.1.1"), record("2", "b", "A", "1.1.1.1")};
  EXPECT_TRUE(share_an_id(one, Records{record("2", "b", "A", "8.8.8.8")}));
  EXPECT_FALSE(share_an_id(one, Records{record("3", "a", "A", "1.1.1.1")}));
  EXPECT_FALSE(share_an_id({}, {}));
}

TEST(SameVersion, OrderDoesNotMatterButIdsDo) {
  const Records one{record("1", "a", "A", "1.1.1.1"), record("2", "b", "A", "1.1.1.1")};
  EXPECT_TRUE(same_version(one, {one[1], one[0]}));
  EXPECT_FALSE(same_version(one, {record("3", "a", "A", "1.1.1.1"), record("4", "b", "A", "1.1.1.1")}));
  EXPECT_FALSE(same_version(one, {one[0]}));
}

TEST(SameContent, IdsAndTheSerialDoNotMatter) {
  const Records one{record("1", "a", "A", "1.1.1.1"), record("2", "@", "SOA", "serial 1")};
  EXPECT_TRUE(same_content(one, Records{record("3", "@", "SOA", "serial 2"), record("4", "a", "A", "1.1.1.1")}));
  EXPECT_FALSE(same_content(one, Records{record("3", "a", "A", "1.1.1.1", 301)}));
}

class Verify : public testing::Test {
 protected:
  static bool passes(const Records& draft) {
    const std::vector changes{change_of(www)};
    const auto verified = verify(changes, active, draft);
    EXPECT_TRUE(verified || verified.error().fault == Fault::unconfirmed);
    return bool(verified);
  }

  inline static const Records active{record("1", "www", "A", "81.2.69.142"), record("2", "@", "MX", "10 mail"),
                                     record("3", "@", "MX", "10 mail")};
  inline static const Record wanted = record("4", "www", "A", "81.2.69.160");
  inline static const Record mail = record("5", "@", "MX", "10 mail");
};

TEST_F(Verify, TheWantedChangePasses) { EXPECT_TRUE(passes({mail, wanted, mail})); }

TEST_F(Verify, AChangeThatDidNotLandFails) {
  EXPECT_FALSE(passes({active[0], mail, mail}));
  EXPECT_FALSE(passes({mail, mail}));
  EXPECT_FALSE(passes({wanted, active[0], mail, mail}));
  EXPECT_FALSE(passes({record("4", "www", "A", "81.2.69.160", 10800), mail, mail}));
}

TEST_F(Verify, WhatDiffersIsNamed) {
  const std::vector changes{change_of(www)};
  const auto said = [&](const Records& draft) { return verify(changes, active, draft).error().detail; };
  EXPECT_EQ(said({active[0], mail, mail}),
            "could not confirm the update: the zone's new version does not hold the A record that was written for "
            "'www.example.com', so it was not made live");
  EXPECT_EQ(said({wanted, mail}),
            "could not confirm that the zone's other records stay as they are: '@ MX 10 mail' is not in its new "
            "version as it was, so it was not made live");
  EXPECT_EQ(said({wanted, mail, mail, record("6", "ftp", "TXT", "x")}),
            "could not confirm that the zone's other records stay as they are: 'ftp TXT x' is in its new version and "
            "was not there before, so it was not made live");
}

TEST_F(Verify, AnOddRecordElsewhereIsComparedAsItIs) {
  const std::vector changes{change_of(www)};
  const Record odd{"7", "ftp", "A", "(no text)", ""};
  Records before = active;
  before.push_back(odd);
  EXPECT_TRUE(verify(changes, before, Records{wanted, mail, mail, odd}));
  EXPECT_FALSE(verify(changes, before, Records{wanted, mail, mail, record("8", "ftp", "A", "(no text)")}));
  EXPECT_FALSE(verify(changes, before, Records{wanted, mail, mail}));
}

TEST_F(Verify, AnythingElseThatChangedFails) {
  EXPECT_FALSE(passes({wanted}));
  EXPECT_FALSE(passes({wanted, mail}));
  EXPECT_FALSE(passes({wanted, mail, mail, mail}));
  EXPECT_FALSE(passes({wanted, mail, record("5", "@", "MX", "10 mail", 600)}));
  EXPECT_FALSE(passes({wanted, mail, mail, record("6", "www", "AAAA", "2a02:6b67::1")}));
}

}  // namespace
}  // namespace dyndns::gandi::classic
