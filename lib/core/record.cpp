#include "core/record.hpp"

#include <algorithm>
#include <array>

namespace dyndns {
namespace {

// In the order of Outcome.
constexpr std::array<std::string_view, 6> outcomes = {"undecided", "confirmed", "unchanged",
                                                      "planned",   "changed",   "failed"};

}  // namespace

std::string_view to_string(RecordType type) { return type == RecordType::a ? "A" : "AAAA"; }

Family family_of(RecordType type) { return type == RecordType::a ? Family::ipv4 : Family::ipv6; }

RecordType type_of(Family family) { return family == Family::ipv4 ? RecordType::a : RecordType::aaaa; }

std::string_view to_string(Outcome outcome) { return outcomes.at(static_cast<std::size_t>(outcome)); }

std::optional<Outcome> parse_outcome(std::string_view word) {
  const auto* const found = std::ranges::find(outcomes, word);
  return found == outcomes.end() ? std::nullopt : std::optional(static_cast<Outcome>(found - outcomes.begin()));
}

Result<Address> address_for(const RecordWish& wish, const Address& detected) {
  if (!wish.suffix) {
    return detected;
  }
  const auto composed = with_suffix(detected, *wish.suffix);
  const auto why = why_not_global_unicast(composed);
  if (why && !(is_private(detected) && is_private(composed))) {
    return Failure{Fault::refused, "under the first " + std::to_string(wish.suffix->prefix_length) + " bits of " +
                                       detected.to_string() + " its suffix makes " + composed.to_string() +
                                       ", which is " + std::string(*why) +
                                       " and so is not published; correct 'suffix', 'mac' or 'prefix_length'"};
  }
  return composed;
}

std::string host_name(const RrsetKey& key) { return key.name == "@" ? key.domain : key.name + '.' + key.domain; }

}  // namespace dyndns
