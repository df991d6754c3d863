#include "gandi/classic/calls.hpp"

#include <string>

#include "gandi/classic/zone.hpp"

namespace dyndns::gandi::classic {
namespace {

TEST_F(XmlRpcAccount, NoIdMeansNothingIsDeleted) {
  ZoneCalls calls(std::make_shared<Client>(world, "https://rpc.example/", Secret(good_key), std::chrono::seconds(9)),
                  7);
  EXPECT_FALSE(run(calls.remove(1, "")));
  EXPECT_EQ(world.calls, 0U);
}

class LargeZone : public XmlRpcAccount {
 protected:
  LargeZone() {
    for (int i = 0; i < 1234; ++i) {
      world.add(7, "h" + std::to_string(i), "A", "81.2.69.142", 600);
    }
    world.add(7, "www", "A", "81.2.69.160", 600);
  }

  bool last_is_found() {
    const auto served = read({{"example.com", "@", RecordType::a}, www});
    return served && !served->at(1).addresses.empty();
  }
};

TEST_F(LargeZone, IsReadPageByPage) { EXPECT_TRUE(last_is_found()); }

TEST_F(LargeZone, IsReadWhereAServerGrantsSmallerPages) {
  world.largest_page = 100;
  EXPECT_TRUE(last_is_found());
}

TEST_F(LargeZone, IsReadWhereAServerKnowsNoPages) {
  world.knows_paging = false;
  EXPECT_TRUE(last_is_found());
  EXPECT_EQ(world.calls, 3U);
}

}  // namespace
}  // namespace dyndns::gandi::classic
