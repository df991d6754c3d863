#include "http/paths.hpp"

#include <algorithm>
#include <chrono>

namespace dyndns::http {
namespace {

constexpr std::chrono::minutes memory(10);
constexpr std::size_t most_addresses = 64;

}  // namespace

void Paths::note_slow(const Address& address, SteadyTime now) {
  std::erase_if(addresses_, [now](const auto& known) { return known.second <= now; });
  if (addresses_.size() >= most_addresses) {
    addresses_.erase(std::ranges::min_element(addresses_, {}, [](const auto& known) { return known.second; }));
  }
  addresses_[address] = now + memory;
}

void Paths::note_slow(Family family, SteadyTime now) { families_[family] = now + memory; }

void Paths::note_good(const Address& address) {
  addresses_.erase(address);
  families_.erase(address.family());
}

bool Paths::is_slow(const Address& address, SteadyTime now) const {
  const auto found = addresses_.find(address);
  return (found != addresses_.end() && now < found->second) || is_slow(address.family(), now);
}

bool Paths::is_slow(Family family, SteadyTime now) const {
  const auto found = families_.find(family);
  return found != families_.end() && now < found->second;
}

Family Paths::preferred(SteadyTime now) const {
  return is_slow(Family::ipv6, now) && !is_slow(Family::ipv4, now) ? Family::ipv4 : Family::ipv6;
}

}  // namespace dyndns::http
