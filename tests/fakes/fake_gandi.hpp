// Gandi as a little world: what its zones hold, who else writes there, and what goes wrong.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ports/clock.hpp"
#include "ports/zone.hpp"

namespace dyndns::fakes {

enum class Call { open, read, apply };

struct FakeRrset {
  std::set<Address> addresses{};
  Ttl ttl{300};
  std::string cname{};  // an alias in place of addresses

  bool operator==(const FakeRrset&) const = default;
};

// A write that took effect.
struct Write {
  SteadyTime when;
  RrsetKey key;
  Address address;
};

class FakeGandi final : public Account {
 public:
  explicit FakeGandi(Clock& clock) : clock_(clock) {}

  // One zone, which all these domains share.
  void host(std::vector<std::string> domains) { zones_.push_back(std::move(domains)); }
  void put(const RrsetKey& key, FakeRrset rrset) { records_[home_of(key)] = std::move(rrset); }
  void remove(const RrsetKey& key) { records_.erase(home_of(key)); }
  [[nodiscard]] FakeRrset at(const RrsetKey& key) const;

  [[nodiscard]] Task<Opened> open(std::vector<std::string> domains) override;

  // What goes wrong: the failure of a call on a domain, if it fails. A write that fails here has no effect.
  std::function<std::optional<Failure>(Call, const std::string& domain)> trouble = [](Call, const std::string&) {
    return std::nullopt;
  };
  bool loses_answers = false;   // to writes, which take effect all the same
  bool ignores_writes = false;  // although it accepts them
  // Called after each write: somebody else who looks after the same records.
  std::function<void()> other_writer = [] {};
  std::chrono::milliseconds latency = std::chrono::milliseconds(100);  // of each call

  // What was asked of it.
  unsigned opens = 0;
  unsigned reads = 0;
  unsigned applies = 0;
  std::vector<Write> writes;
  std::set<std::string> asked_domains;
  [[nodiscard]] unsigned calls() const { return opens + reads + applies; }
  void forget_calls();

 private:
  class FakeZone;

  [[nodiscard]] RrsetKey home_of(const RrsetKey& key) const;
  [[nodiscard]] Task<std::optional<Failure>> call(Call call, std::string domain);
  [[nodiscard]] std::vector<ServedRrset> look_up(const std::vector<RrsetKey>& keys) const;
  void write(const Change& change);

  Clock& clock_;
  std::vector<std::vector<std::string>> zones_;
  std::map<RrsetKey, FakeRrset> records_;  // by the first domain of their zone
};

}  // namespace dyndns::fakes
