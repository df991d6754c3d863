// An account in the little world of classic DNS, and one zone of it, opened.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "gandi/classic/account.hpp"
#include "gandi/classic/world.hpp"
#include "gandi/run.hpp"

namespace dyndns::gandi::classic {

inline const RrsetKey www{"example.com", "www", RecordType::a};

inline Change change_to(const RrsetKey& key, const std::string& address, unsigned ttl = 300) {
  return {key, {}, *Address::parse(address), Ttl(ttl)};
}

class XmlRpcAccount : public testing::Test {
 protected:
  Account::Opened open(const std::vector<std::string>& domains, const std::string& key = good_key) {
    const auto account = make_account(world, "https://rpc.example/xmlrpc/", Secret(key), std::chrono::seconds(10));
    return run(account->open(domains));
  }

  // Opens the one zone of example.com and reads it.
  Result<std::vector<ServedRrset>> read(const std::vector<RrsetKey>& keys) {
    world.zone_of["example.com"] = Value(7);
    const auto opened = open({"example.com"});
    return run(opened.zones.at(0)->read(keys));
  }

  World world;
};

// A zone with one RRset to be collapsed, one to be created and one to be left alone.
class ClassicZone : public XmlRpcAccount {
 protected:
  static constexpr std::int64_t zone_id = 7;
  using Outcomes = std::vector<Result<void>>;

  ClassicZone() {
    world.add(zone_id, "www", "A", "81.2.69.142", 300);
    world.add(zone_id, "www", "A", "81.2.69.143", 300);
    world.add(zone_id, "@", "MX", "10 mail", 10800);
    world.zone_of = {{"example.com", Value(zone_id)}, {"example.org", Value(zone_id)}};
    zone = std::move(open({"example.com", "example.org"}).zones.at(0));
    world.calls = 0;
    world.methods.clear();
  }

  Outcomes apply(const std::vector<Change>& changes) { return run(zone->apply(changes)); }

  [[nodiscard]] std::vector<std::string> live() const { return world.live(zone_id); }
  [[nodiscard]] const World::Zone& stored() const { return world.zones.at(zone_id); }

  static void expect_all(const Outcomes& outcomes, std::size_t count, std::optional<Fault> fault) {
    EXPECT_EQ(outcomes.size(), count);
    for (const auto& outcome : outcomes) {
      SCOPED_TRACE(testing::PrintToString(outcome));
      EXPECT_EQ(outcome.has_value(), !fault);
      if (!outcome) {
        EXPECT_EQ(outcome.error().fault, fault) << outcome.error().detail;
        EXPECT_EQ(outcome.error().detail.find(good_key), std::string::npos);
      }
    }
  }

  std::unique_ptr<Zone> zone;
};

}  // namespace dyndns::gandi::classic
