#include "gandi/livedns/served.hpp"

#include <algorithm>
#include <string>

#include "gandi/excerpt.hpp"
#include "text/words.hpp"

namespace dyndns::gandi {
namespace {

Failure no_address(const RrsetKey& key, std::string_view value) {
  return {Fault::malformed, "the " + std::string(to_string(key.type)) + " record of '" + host_name(key) + "' holds '" +
                                excerpt(value, {}) + "', which is no such address; correct it at Gandi"};
}

}  // namespace

bool is_at(const LiveRrset& rrset, std::string_view name, std::string_view type) {
  return text::same_word(rrset.name, name) && text::same_word(rrset.type, type);
}

Result<ServedRrset> served_rrset(const RrsetKey& key, std::span<const LiveRrset> rrsets) {
  ServedRrset served{key};
  for (const auto& rrset : rrsets) {
    if (is_at(rrset, key.name, "CNAME")) {
      served.cname = rrset.values.empty() ? "?" : excerpt(rrset.values.front(), {});
    } else if (is_at(rrset, key.name, to_string(key.type))) {
      served.ttl = rrset.ttl;
      for (const auto& value : rrset.values) {
        const auto address = Address::parse(value);
        if (!address || address->family() != family_of(key.type)) {
          return no_address(key, value);
        }
        served.addresses.insert(*address);
      }
    }
  }
  return served;
}

}  // namespace dyndns::gandi
