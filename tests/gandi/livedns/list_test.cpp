// The list of a domain's RRsets: its pages, its end, and what on it cannot be read.
#include <algorithm>
#include <string>
#include <vector>

#include "gandi/livedns/zone.hpp"

namespace dyndns::gandi::livedns {
namespace {

using Strings = std::vector<std::string>;

const RrsetKey www{"example.com", "www", RecordType::a};
const RrsetKey www6{"example.com", "www", RecordType::aaaa};
const RrsetKey mail{"example.com", "mail", RecordType::a};

std::vector<RrsetKey> keys(std::size_t count) {
  std::vector<RrsetKey> all;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back({"example.com", "host" + std::to_string(i), RecordType::a});
  }
  return all;
}

class LiveDnsList : public OpenedZone {
 protected:
  LiveDnsList() {
    world.domains["example.com"] = {{{"www", "A"}, {600, {"81.2.69.140"}}}, {{"www", "AAAA"}, {600, {"2a02:6b67::9"}}}};
  }

  // The domain has the RRsets of as many keys, and no others.
  void fill(std::size_t count) {
    world.domains["example.com"].clear();
    for (const auto& key : keys(count)) {
      world.domains["example.com"][{key.name, "A"}] = {300, {"81.2.69.142"}};
    }
  }

  Result<std::vector<ServedRrset>> read(const std::vector<RrsetKey>& wanted) { return run(zone->read(wanted)); }
};

TEST_F(LiveDnsList, AllPagesAreReadWhereARecordIsMissing) {
  fill(1201);
  world.domains["example.com"].erase({"host7", "A"});
  const auto served = read(keys(1201));
  ASSERT_TRUE(served);
  EXPECT_EQ(std::ranges::count(*served, std::size_t{1}, [](const auto& rrset) { return rrset.addresses.size(); }),
            1200);
  EXPECT_EQ(world.requests.size(), 3U);
}

TEST_F(LiveDnsList, NoFurtherPageIsReadOnceEveryRecordIsFound) {
  fill(1200);
  EXPECT_TRUE(read(keys(2)));
  EXPECT_EQ(world.requests.size(), 1U);
}

TEST_F(LiveDnsList, AServerMayGiveFewerRecordsAPageThanItWasAskedFor) {
  world.largest_page = 100;
  for (const auto* header : {"total-count", "x-total-count", ""}) {
    SCOPED_TRACE(header);
    world.total_header = header;
    fill(250);
    const auto served = read(keys(250));
    ASSERT_TRUE(served);
    EXPECT_TRUE(std::ranges::all_of(*served, [](const auto& rrset) { return rrset.addresses.size() == 1; }));
  }
}

TEST_F(LiveDnsList, APagePastTheEndEndsAListWhoseLengthIsNotTold) {
  world.total_header = "";
  const auto served = read({www, mail});
  ASSERT_TRUE(served);
  EXPECT_TRUE(served->back().addresses.empty());
  EXPECT_EQ(world.requests.size(), 2U);
}

TEST_F(LiveDnsList, TheLengthOfAListMayBeToldInTwoWays) {
  for (const auto* header : {"total-count", "x-total-count"}) {
    SCOPED_TRACE(header);
    world.requests.clear();
    world.total_header = header;
    EXPECT_TRUE(read({www, mail}));
    EXPECT_EQ(world.requests.size(), 1U);
  }
}

TEST_F(LiveDnsList, AListThatGoesOnForEverIsGivenUp) {
  world.instead = [number = 0](const std::string&) mutable {
    return http::Response{200, {}, R"([{"rrset_type":"TXT","rrset_name":")" + std::to_string(++number) + R"("}])"};
  };
  const auto served = read({www, www6});
  ASSERT_FALSE(served);
  EXPECT_EQ(served.error().fault, Fault::malformed);
  EXPECT_EQ(world.requests.size(), 200U);
}

TEST_F(LiveDnsList, AServerThatGivesTheSamePageForEverIsAskedForWhatWasNotOnIt) {
  world.turns_pages = false;
  world.largest_page = 1;
  for (const auto* header : {"total-count", ""}) {
    SCOPED_TRACE(header);
    world.requests.clear();
    world.total_header = header;
    const auto served = read({www, www6, mail});
    ASSERT_TRUE(served);
    EXPECT_EQ((*served)[0].addresses, std::set{*Address::parse("81.2.69.140")});
    EXPECT_EQ((*served)[1].addresses, std::set{*Address::parse("2a02:6b67::9")});
    EXPECT_TRUE((*served)[2].addresses.empty());
    EXPECT_EQ(
        world.requests,
        (Strings{"GET /domains/example.com/records?page=1&per_page=500",
                 "GET /domains/example.com/records?page=2&per_page=500", "GET /domains/example.com/records/www/AAAA",
                 "GET /domains/example.com/records/mail/A", "GET /domains/example.com/records/mail/CNAME"}));
  }
}

TEST_F(LiveDnsList, APageSizeThatIsRefusedIsNotAskedForAgain) {
  world.knows_page_sizes = false;
  world.largest_page = 1;
  for (int round = 1; round <= 2; ++round) {
    SCOPED_TRACE(round);
    const auto served = read({www, www6});
    ASSERT_TRUE(served);
    EXPECT_EQ(served->back().addresses.size(), 1U);
  }
  EXPECT_EQ(world.requests,
            (Strings{"GET /domains/example.com/records?page=1&per_page=500", "GET /domains/example.com/records?page=1",
                     "GET /domains/example.com/records?page=2", "GET /domains/example.com/records?page=1",
                     "GET /domains/example.com/records?page=2"}));
}

TEST_F(LiveDnsList, AListThatIsRefusedWithoutAPageSizeTooIsRefused) {
  world.answer_always(400, bad_request_body("page", "Unknown field"));
  EXPECT_EQ(read({www, www6}).error().fault, Fault::refused);
  world.instead = [](const std::string&) { return std::nullopt; };
  world.requests.clear();
  EXPECT_TRUE(read({www, www6}));
  EXPECT_EQ(world.requests, Strings{"GET /domains/example.com/records?page=1&per_page=500"});
}

TEST_F(LiveDnsList, OneBadValueBlocksItsNameAlone) {
  world.domains["example.com"][{"mail", "A"}] = {600, {"mail.example.net."}};
  const auto served = read({mail, www});
  ASSERT_TRUE(served);
  EXPECT_TRUE((*served)[0].unreadable);
  EXPECT_FALSE((*served)[1].unreadable);
  EXPECT_EQ((*served)[1].addresses.size(), 1U);
  EXPECT_TRUE(read({mail})->front().unreadable);
}

TEST_F(LiveDnsList, ATtlThatIsMissingIsUnknownAtOurNameAndNothingAtAnother) {
  world.answer_always(200, R"([{"rrset_name":"www","rrset_type":"A","rrset_values":["81.2.69.140"]},
                               {"rrset_name":"x","rrset_type":"A","rrset_values":["81.2.69.141"]}])",
                      {{"total-count", "2"}});
  const auto served = read({www, www6});
  ASSERT_TRUE(served);
  EXPECT_EQ((*served)[0].addresses, std::set{*Address::parse("81.2.69.140")});
  EXPECT_EQ((*served)[0].ttl, std::nullopt);
  EXPECT_FALSE((*served)[0].unreadable);
}

}  // namespace
}  // namespace dyndns::gandi::livedns
