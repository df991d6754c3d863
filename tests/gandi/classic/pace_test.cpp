// How long an update takes where a call takes 150 ms, and a connection 40 ms to open.
#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <string>
#include <vector>

#include "fakes/virtual_clock.hpp"
#include "gandi/classic/zone.hpp"

namespace dyndns::gandi::classic {
namespace {

using std::chrono::milliseconds;

class ClassicPace : public XmlRpcAccount {
 protected:
  ClassicPace() {
    for (const auto* name : {"a", "b", "c"}) {
      world.add(7, name, "A", "81.2.69.142", 300);
      keys.push_back({"example.com", name, RecordType::a});
    }
    world.zone_of["example.com"] = Value(7);
    world.on_the_way = [this] { return call(); };
  }

  Task<void> call() {
    const auto opening = milliseconds(idle_ == 0 ? 40 : 0);
    idle_ -= idle_ == 0 ? 0 : 1;
    most = std::max(most, ++busy_);
    co_await clock.sleep_until(clock.steady() + milliseconds(150) + opening);
    --busy_;
    ++idle_;
  }

  // What a round does, as update/revise does it.
  Task<void> round(std::string address) {
    std::vector<std::string> domains{"example.com"};
    const auto opened = co_await account->open(std::move(domains));
    auto& zone = *opened.zones.at(0);
    const auto read = co_await zone.read(keys);
    EXPECT_TRUE(read);
    std::vector<Change> changes;
    for (const auto& key : keys) {
      changes.push_back(change_to(key, address));
    }
    const auto outcomes = co_await zone.apply(changes);
    EXPECT_TRUE(std::ranges::all_of(outcomes, [](const auto& outcome) { return outcome.has_value(); }));
    const auto read_back = co_await zone.read(keys);
    EXPECT_TRUE(read_back);
  }

  milliseconds time_of_round(const std::string& address) {
    world.calls = idle_ = 0;
    const auto begun = clock.steady();
    clock.run(round(address));
    return std::chrono::duration_cast<milliseconds>(clock.steady() - begun);
  }

  boost::asio::io_context context;
  fakes::VirtualClock clock{context};
  std::vector<RrsetKey> keys;
  std::unique_ptr<Account> account =
      make_account(world, "https://rpc.example/", Secret(good_key), std::chrono::seconds(10));
  std::size_t most = 0;

 private:
  std::size_t idle_ = 0;
  std::size_t busy_ = 0;
};

// Eight calls after another at first, seven when the zone is known; and what three connections take.
TEST_F(ClassicPace, ThreeChangedRecordsTakeEightStepsAndThenSeven) {
  EXPECT_EQ(time_of_round("81.2.69.160"), milliseconds(8 * 150 + 3 * 40));
  EXPECT_EQ(world.calls, 12U);
  EXPECT_EQ(time_of_round("81.2.69.161"), milliseconds(7 * 150 + 2 * 40));
  EXPECT_EQ(world.calls, 12U);
  EXPECT_EQ(most, 3U);
}

}  // namespace
}  // namespace dyndns::gandi::classic
