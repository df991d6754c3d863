// Fewer liars than the quorum, in every mix of ways to deceive and every order of answering, through whole rounds in a
// row: what is published is true, or is what was there before. tests/core/every_mix_test.cpp has the same of votes
// alone.
#include <gtest/gtest.h>

#include <array>

#include "fakes/world.hpp"
#include "update/round.hpp"

namespace dyndns {
namespace {

using namespace std::chrono_literals;
using fakes::FakeSource;
using fakes::ip;
using fakes::Manners;
using fakes::www;

enum class Way { lies_alike, lies_apart, flip_flops, is_stale, is_silent, fails, lies_elsewhere };
enum class Order { together, liars_first, liars_between, liars_slow, honest_slow };

constexpr std::array ways = {Way::lies_alike, Way::lies_apart, Way::flip_flops,    Way::is_stale,
                             Way::is_silent,  Way::fails,      Way::lies_elsewhere};
constexpr std::array orders = {Order::together, Order::liars_first, Order::liars_between, Order::liars_slow,
                               Order::honest_slow};

using Ways = std::vector<Way>;

// Each mix once: which liar has which way makes no difference, since nobody knows one operator from another.
void for_every_mix(std::size_t liars, Ways chosen, const std::function<void(const Ways&)>& visit) {
  if (chosen.size() == liars) {
    visit(chosen);
    return;
  }
  for (const auto way : ways) {
    if (chosen.empty() || way >= chosen.back()) {
      auto more = chosen;
      more.push_back(way);
      for_every_mix(liars, std::move(more), visit);
    }
  }
}

struct Latencies {
  std::chrono::milliseconds honest;
  std::chrono::milliseconds honest_step;  // each honest one is so much later than the one before
  std::chrono::milliseconds liars;
};

Latencies latencies(Order order) {
  switch (order) {
    case Order::together:
      return {50ms, 0ms, 50ms};
    case Order::liars_first:
      return {50ms, 1ms, 10ms};
    case Order::liars_between:
      return {10ms, 20ms, 35ms};
    case Order::liars_slow:
      return {10ms, 1ms, 900ms};
    case Order::honest_slow:  // longer than patience lasts: an agreement would not wait for them
      return {900ms, 1ms, 10ms};
  }
  return {};
}

// Operators of two services each. Who lies is drawn anew for each mix, and the order of asking for each round.
class Campaign {
 public:
  Campaign(unsigned operators, unsigned quorum, Order order)
      : quorum_(quorum), latencies_(latencies(order)), job_(world_.make_job({{www, {}}}, operators)) {
    auto& family_sources = job_->families.front();
    family_sources.rules.quorum = quorum;
    known_.origin = job_->origin;
    for (unsigned i = 0; i < operators; ++i) {
      const auto name = world_.sources[i]->operator_name();
      auto second = std::make_unique<FakeSource>(world_.clock, world_.where, name);
      operators_.push_back({world_.sources[i], second.get()});
      family_sources.sources.push_back(std::move(second));
    }
    world_.gandi.put(www, {{truth()}, Ttl(300), {}});
  }

  // At home, after a move, and at home again; true when each round went well.
  [[nodiscard]] bool is_withstood(const Ways& liars) {
    std::ranges::shuffle(operators_, draw_);
    const bool at_home = hold_round(liars);
    left_ = truth();
    world_.where.ipv4 = ip("81.2." + std::to_string(rounds_ / 250 % 250) + "." + std::to_string(rounds_ % 250 + 1));
    const bool moved = hold_round(liars);
    return hold_round(liars) && moved && at_home;
  }

 private:
  struct Services {
    FakeSource* first;
    FakeSource* second;
  };

  [[nodiscard]] const Address& truth() const { return *world_.where.ipv4; }
  [[nodiscard]] std::set<Address> published() const { return world_.gandi.at(www).addresses; }

  bool hold_round(const Ways& liars) {
    ++rounds_;
    world_.clock.advance(5min);
    brief(liars);
    const auto before = published();
    const auto writes = world_.gandi.writes.size();
    const auto report = world_.clock.run(update::run_round(*job_, {known_, {}}, world_.clock, world_.random));
    known_ = update::remember(std::move(known_), report, {world_.clock.wall()});
    const bool may_be_undecided = operators_.size() - liars.size() < quorum_;
    const bool is_untouched = published() == before;
    const bool is_right = published() == std::set{truth()} || (may_be_undecided && is_untouched);
    return is_right && world_.gandi.writes.size() - writes == (is_untouched ? 0 : 1);
  }

  void brief(const Ways& liars) {
    for (std::size_t i = 0; i < operators_.size(); ++i) {
      auto& [first, second] = operators_[i];
      if (i < liars.size()) {
        deceive(liars[i], i);
      } else {
        first->manners = {.latency = latencies_.honest + latencies_.honest_step * static_cast<int>(i - liars.size())};
        second->manners = first->manners;
      }
    }
  }

  void deceive(Way way, std::size_t liar) {
    auto& [first, second] = operators_[liar];
    second->manners = deception(way, liar);
    first->manners = second->manners;
    if (way == Way::lies_elsewhere) {
      first->manners.says = failure;
    }
  }

  [[nodiscard]] Manners deception(Way way, std::size_t liar) const {
    Manners manners{.latency = latencies_.liars, .says = lie};
    if (way == Way::lies_apart) {
      manners.says = ip("8.8.8." + std::to_string(liar + 1));
    } else if (way == Way::flip_flops && rounds_ % 2 == 0) {
      manners.says = truth();
    } else if (way == Way::is_stale) {
      manners.says = left_;
    } else if (way == Way::is_silent) {
      manners.hangs = true;
    } else if (way == Way::fails) {
      manners.says = failure;
    }
    return manners;
  }

  const Address lie = ip("104.18.0.0");
  const Failure failure{Fault::unreachable, "connection refused"};

  fakes::World world_;
  unsigned quorum_;
  Latencies latencies_;
  std::shared_ptr<update::Job> job_;
  std::vector<Services> operators_;  // the liars first
  std::mt19937_64 draw_{1};
  State known_;
  Address left_ = ip("81.2.69.7");  // where we were before the last move
  unsigned rounds_ = 0;
};

using OperatorsAndQuorum = std::pair<unsigned, unsigned>;

std::vector<OperatorsAndQuorum> all_sizes() {
  std::vector<OperatorsAndQuorum> all;
  for (unsigned operators = 3; operators <= 7; ++operators) {
    for (unsigned quorum = 2; quorum <= std::min(operators, 4U); ++quorum) {
      all.emplace_back(operators, quorum);
    }
  }
  return all;
}

class FewerLiarsThanTheQuorum : public testing::TestWithParam<OperatorsAndQuorum> {};

TEST_P(FewerLiarsThanTheQuorum, NeitherForgeNorHoldUpEnoughOthers) {
  const auto [operators, quorum] = GetParam();
  for (const auto order : orders) {
    Campaign campaign(operators, quorum, order);
    for (unsigned liars = 0; liars < quorum; ++liars) {
      for_every_mix(liars, {}, [&](const Ways& mix) {
        EXPECT_TRUE(campaign.is_withstood(mix))
            << "order " << static_cast<int>(order) << ", " << testing::PrintToString(mix);
      });
    }
  }
}

std::string name_of(const testing::TestParamInfo<OperatorsAndQuorum>& info) {
  const auto [operators, quorum] = info.param;
  return std::to_string(operators) + "OperatorsQuorum" + std::to_string(quorum);
}

INSTANTIATE_TEST_SUITE_P(Of, FewerLiarsThanTheQuorum, testing::ValuesIn(all_sizes()), name_of);

}  // namespace
}  // namespace dyndns
