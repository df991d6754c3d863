#include "fakes/fake_source.hpp"

#include <utility>

namespace dyndns::fakes {
namespace {

// One question under way, for as long as it is.
class Presence {
 public:
  explicit Presence(unsigned& count) : count_(count) { ++count_; }
  Presence(const Presence&) = delete;
  Presence& operator=(const Presence&) = delete;
  ~Presence() { --count_; }

 private:
  unsigned& count_;
};

}  // namespace

Result<Address> Whereabouts::address(Family family) const {
  const auto& ours = family == Family::ipv4 ? ipv4 : ipv6;
  if (!ours) {
    return Failure{Fault::unreachable, "no route"};
  }
  return *ours;
}

FakeSource::FakeSource(Clock& clock, const Whereabouts& where, std::string operator_name, Manners how)
    : manners(std::move(how)),
      clock_(clock),
      where_(where),
      operator_name_(std::move(operator_name)),
      name_("https://" + operator_name_ + "/ip") {}

Task<Result<Address>> FakeSource::ask(Family family) {
  ++asked;
  const Presence presence(under_way);
  const auto now = manners;
  auto answer = now.says.value_or(where_.address(family));
  if (!now.answers_at_once) {
    const auto until = now.hangs ? SteadyTime::max() : clock_.steady() + now.latency;
    co_await clock_.sleep_until(until);
  }
  co_return answer;
}

}  // namespace dyndns::fakes
