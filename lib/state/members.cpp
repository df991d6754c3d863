#include "state/members.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <utility>

#include "core/wall_time.hpp"
#include "state/document.hpp"

namespace dyndns::state {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_dns_name = 255;        // RFC 1035, 2.3.4
constexpr std::int64_t longest_ttl = 0x7fff'ffff;    // RFC 2181, 8
constexpr std::size_t longest_source = 4096;         // a URL or a command
constexpr std::int64_t longest_latency = 3'600'000;  // ms
constexpr std::int64_t most_offences = 1'000'000'000;

std::optional<std::string> dns_name(const json::object& object, std::string_view member) {
  const auto value = text_member(object, member);
  const bool fits = value && !value->empty() && value->size() <= longest_dns_name;
  return fits ? std::optional(std::string(*value)) : std::nullopt;
}

// That of the values which the member spells as to_string() does.
template <class T>
std::optional<T> one_of(const json::object& object, std::string_view member, std::initializer_list<T> values) {
  const auto text = text_member(object, member);
  for (const auto value : values) {
    if (text == to_string(value)) {
      return value;
    }
  }
  return std::nullopt;
}

bool is_time_or_absent(const json::object& object, std::string_view member) {
  return !object.contains(member) || time_member(object, member);
}

// The first version wrote the epoch where there is no such time.
std::optional<WallTime> past_epoch(const json::object& object, std::string_view member) {
  const auto time = time_member(object, member);
  return time > WallTime() ? time : std::nullopt;
}

}  // namespace

json::object members_of(const RrsetKey& key) {
  return {{"domain", key.domain}, {"name", key.name}, {"type", to_string(key.type)}};
}

json::object members_of(const Confirmation& seen) {
  json::object object{
      {"address", seen.address.to_string()}, {"ttl", seen.ttl.count()}, {"since", to_rfc3339(seen.since)}};
  if (seen.confirmed) {
    object["confirmed"] = to_rfc3339(*seen.confirmed);
  }
  return object;
}

json::object members_of(const SourceKey& source) {
  return {{"family", to_string(source.family)}, {"source", source.name}};
}

json::object members_of(const Standing& standing) {
  json::object object{{"latency_ms", standing.latency.count()}, {"variation_ms", standing.latency_variation.count()}};
  if (standing.offences > 0) {
    object["offences"] = standing.offences;
    if (standing.rests_until) {
      object["rests_until"] = to_rfc3339(*standing.rests_until);
    }
    object["last_offence"] = standing.last_offence;
  }
  return object;
}

json::object members_of(const Move& move) {
  auto object = joined({{"at", to_rfc3339(move.at)}}, members_of(move.key));
  if (move.before) {
    object["before"] = move.before->to_string();
  }
  object["after"] = move.after.to_string();
  object["occasion"] = move.occasion;
  object["took_ms"] = move.took.count();
  object["operators"] = json::array(move.operators.begin(), move.operators.end());
  return object;
}

std::optional<Move> move_member(const json::object& object) {
  auto key = key_member(object);
  const auto before = Address::parse(text_member(object, "before").value_or(""));
  const auto after = Address::parse(text_member(object, "after").value_or(""));
  const auto at = time_member(object, "at");
  const auto took = whole_member(object, "took_ms", longest_latency);
  auto operators = texts_member(object, "operators");
  if (!key || !after || !at || !took || !operators) {
    return std::nullopt;
  }
  return Move{*std::move(key),
              before,
              *after,
              *at,
              std::string(text_member(object, "occasion").value_or("")),
              *std::move(operators),
              std::chrono::milliseconds(*took)};
}

json::object joined(json::object one, const json::object& other) {
  one.insert(other.begin(), other.end());
  return one;
}

std::optional<RrsetKey> key_member(const json::object& object) {
  auto domain = dns_name(object, "domain");
  auto name = dns_name(object, "name");
  const auto type = one_of(object, "type", {RecordType::a, RecordType::aaaa});
  if (!domain || !name || !type) {
    return std::nullopt;
  }
  return RrsetKey{*std::move(domain), *std::move(name), *type};
}

std::optional<Confirmation> confirmation_member(const json::object& object, RecordType type) {
  const auto address = Address::parse(text_member(object, "address").value_or(""));
  const auto seconds = whole_member(object, "ttl", longest_ttl);
  const auto since = time_member(object, "since");
  const bool is_whole = address && seconds && since && is_time_or_absent(object, "confirmed");
  if (!is_whole || address->family() != family_of(type)) {
    return std::nullopt;
  }
  return Confirmation{*address, Ttl(static_cast<Ttl::rep>(*seconds)), *since, past_epoch(object, "confirmed")};
}

std::optional<Family> family_member(const json::object& object) {
  return one_of(object, "family", {Family::ipv4, Family::ipv6});
}

std::optional<SourceKey> source_member(const json::object& object) {
  const auto family = family_member(object);
  const auto name = text_member(object, "source");
  const bool fits = family && name && name->size() <= longest_source;
  return fits ? std::optional(SourceKey{*family, std::string(*name)}) : std::nullopt;
}

std::optional<Standing> standing_member(const json::object& object) {
  const auto latency = whole_member(object, "latency_ms", longest_latency);
  const auto variation = whole_member(object, "variation_ms", longest_latency);
  if (!latency || !variation) {
    return std::nullopt;
  }
  Standing standing{std::chrono::milliseconds(*latency), std::chrono::milliseconds(*variation)};
  const auto offences = whole_member(object, "offences", most_offences);
  if (!object.contains("offences") || offences == 0) {
    return standing;
  }
  const auto last_offence = text_member(object, "last_offence");
  if (!offences || !last_offence || !is_time_or_absent(object, "rests_until")) {
    return std::nullopt;
  }
  standing.offences = static_cast<unsigned>(*offences);
  standing.rests_until = past_epoch(object, "rests_until");
  standing.last_offence = *last_offence;
  return standing;
}

}  // namespace dyndns::state
