#include "state/record_codec.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <utility>

#include "core/wall_time.hpp"
#include "state/json_members.hpp"

namespace dyndns::state {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_name = 255;          // RFC 1035, 2.3.4
constexpr std::int64_t longest_ttl = 0x7fff'ffff;  // RFC 2181, 8

std::optional<std::string> dns_name(const json::object& object, std::string_view member) {
  const auto value = text_member(object, member);
  const bool fits = value && !value->empty() && value->size() <= longest_name;
  return fits ? std::optional(std::string(*value)) : std::nullopt;
}

std::optional<RecordType> record_type(const json::object& object) {
  const auto value = text_member(object, "type");
  for (const auto type : {RecordType::a, RecordType::aaaa}) {
    if (value == to_string(type)) {
      return type;
    }
  }
  return std::nullopt;
}

}  // namespace

void add_key(json::object& object, const RrsetKey& key) {
  object["domain"] = key.domain;
  object["name"] = key.name;
  object["type"] = to_string(key.type);
}

void add_confirmation(json::object& object, const Confirmation& seen) {
  object["address"] = seen.address.to_string();
  object["ttl"] = seen.ttl.count();
  object["since"] = to_rfc3339(seen.since);
  if (seen.confirmed) {
    object["confirmed"] = to_rfc3339(*seen.confirmed);
  }
}

std::optional<RrsetKey> key_member(const json::object& object) {
  auto domain = dns_name(object, "domain");
  auto name = dns_name(object, "name");
  const auto type = record_type(object);
  if (!domain || !name || !type) {
    return std::nullopt;
  }
  return RrsetKey{*std::move(domain), *std::move(name), *type};
}

std::optional<Confirmation> confirmation_member(const json::object& object, RecordType type) {
  const auto address = Address::parse(text_member(object, "address").value_or(""));
  const auto seconds = whole_member(object, "ttl", longest_ttl);
  const auto since = time_member(object, "since");
  if (!address || !seconds || !since || address->family() != family_of(type)) {
    return std::nullopt;
  }
  return Confirmation{*address, Ttl(static_cast<Ttl::rep>(*seconds)), *since, time_member(object, "confirmed")};
}

}  // namespace dyndns::state
