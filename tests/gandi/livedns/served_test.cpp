#include "gandi/livedns/served.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace dyndns::gandi {
namespace {

using Rrsets = std::vector<LiveRrset>;

const RrsetKey v4{"example.com", "www", RecordType::a};
const RrsetKey v6{"example.com", "www", RecordType::aaaa};

std::set<Address> addresses(const RrsetKey& key, const Rrsets& rrsets) { return served_rrset(key, rrsets)->addresses; }

TEST(LiveDnsServed, EveryValueCounts) {
  const Rrsets rrsets{{"www", "A", Ttl(600), {"81.2.69.142", "81.2.69.143"}}};
  const auto served = served_rrset(v4, rrsets);
  ASSERT_TRUE(served);
  EXPECT_EQ(served->addresses, (std::set{*Address::parse("81.2.69.142"), *Address::parse("81.2.69.143")}));
  EXPECT_EQ(served->ttl, Ttl(600));
  EXPECT_EQ(served->cname, "");
}

TEST(LiveDnsServed, OtherNamesAndTypesAreNotOurs) {
  const Rrsets rrsets{{"www2", "A", Ttl(300), {"81.2.69.142"}}, {"www", "AAAA", Ttl(300), {"2a02:6b67::1"}}};
  EXPECT_TRUE(addresses(v4, rrsets).empty());
  EXPECT_EQ(addresses(v6, rrsets), std::set{*Address::parse("2a02:6b67::1")});
}

TEST(LiveDnsServed, UpperAndLowerCaseAreOneName) {
  EXPECT_EQ(addresses(v4, {{"WWW", "A", Ttl(300), {"81.2.69.142"}}}).size(), 1U);
}

TEST(LiveDnsServed, AnIpv6AddressHasManySpellings) {
  for (const auto* text : {"2a02:6b67::1", "2A02:6B67::1", "2a02:6b67:0:0:0:0:0:1", "2a02:6b67::0001"}) {
    EXPECT_EQ(addresses(v6, {{"www", "AAAA", Ttl(300), {text}}}), std::set{*Address::parse("2a02:6b67::1")}) << text;
  }
}

TEST(LiveDnsServed, AnAliasIsTold) {
  const Rrsets rrsets{{"www", "CNAME", Ttl(300), {"host.example.net."}}};
  EXPECT_EQ(served_rrset(v4, rrsets)->cname, "host.example.net.");
}

TEST(LiveDnsServed, AValueThatIsNoAddressOfItsFamilyIsMalformed) {
  for (const auto* value : {"", "host", "2a02:6b67::1", "81.2.69.142 ", "81.2.69"}) {
    SCOPED_TRACE(value);
    const auto served = served_rrset(v4, Rrsets{{"www", "A", Ttl(300), {value}}});
    ASSERT_FALSE(served) << value;
    EXPECT_EQ(served.error().fault, Fault::malformed);
  }
  EXPECT_EQ(served_rrset(v6, Rrsets{{"www", "AAAA", Ttl(300), {"81.2.69.142"}}}).error().detail,
            "the AAAA record of 'www.example.com' holds '81.2.69.142', which is no such address; correct it at Gandi");
}

}  // namespace
}  // namespace dyndns::gandi
