#include "state/state_codec.hpp"

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <utility>

#include "state/rfc3339.hpp"

namespace dyndns::state {
namespace {

namespace json = boost::json;

constexpr std::int64_t version = 1;
constexpr std::size_t deepest_nesting = 16;
constexpr std::size_t longest_name = 255;          // RFC 1035, 2.3.4
constexpr std::int64_t longest_ttl = 0x7fff'ffff;  // RFC 2181, 8

using Record = std::pair<const RrsetKey, Confirmation>;

std::string encode_record(const Record& record) {
  const auto& [key, seen] = record;
  return json::serialize(json::object{
      {"domain", key.domain},
      {"name", key.name},
      {"type", to_string(key.type)},
      {"address", seen.address.to_string()},
      {"ttl", seen.ttl.count()},
      {"since", to_rfc3339(seen.since)},
      {"confirmed", to_rfc3339(seen.confirmed)},
  });
}

// The reading functions answer nothing for a member that is absent or not what it should be.

std::optional<std::string_view> text(const json::object& object, std::string_view member) {
  const auto* const found = object.if_contains(member);
  const auto* const value = found == nullptr ? nullptr : found->if_string();
  return value == nullptr ? std::nullopt : std::optional(std::string_view(*value));
}

std::optional<std::string> dns_name(const json::object& object, std::string_view member) {
  const auto value = text(object, member);
  const bool fits = value && !value->empty() && value->size() <= longest_name;
  return fits ? std::optional(std::string(*value)) : std::nullopt;
}

std::optional<RecordType> record_type(const json::object& object) {
  const auto value = text(object, "type");
  for (const auto type : {RecordType::a, RecordType::aaaa}) {
    if (value == to_string(type)) {
      return type;
    }
  }
  return std::nullopt;
}

std::optional<Ttl> ttl(const json::object& object) {
  const auto* const found = object.if_contains("ttl");
  const auto* const value = found == nullptr ? nullptr : found->if_int64();
  const bool fits = value != nullptr && *value >= 0 && *value <= longest_ttl;
  return fits ? std::optional(Ttl(static_cast<Ttl::rep>(*value))) : std::nullopt;
}

std::optional<WallTime> time(const json::object& object, std::string_view member) {
  const auto value = text(object, member);
  return value ? parse_rfc3339(*value) : std::nullopt;
}

std::optional<RrsetKey> decode_key(const json::object& object) {
  auto domain = dns_name(object, "domain");
  auto name = dns_name(object, "name");
  const auto type = record_type(object);
  if (!domain || !name || !type) {
    return std::nullopt;
  }
  return RrsetKey{std::move(*domain), std::move(*name), *type};
}

std::optional<Confirmation> decode_confirmation(const json::object& object) {
  const auto address = Address::parse(text(object, "address").value_or(""));
  const auto seconds = ttl(object);
  const auto since = time(object, "since");
  const auto confirmed = time(object, "confirmed");
  if (!address || !seconds || !since || !confirmed) {
    return std::nullopt;
  }
  return Confirmation{*address, *seconds, *since, *confirmed};
}

std::optional<Record> decode_record(const json::value& value) {
  const auto* const object = value.if_object();
  auto key = object == nullptr ? std::nullopt : decode_key(*object);
  auto seen = object == nullptr ? std::nullopt : decode_confirmation(*object);
  if (!key || !seen || seen->address.family() != family_of(key->type)) {
    return std::nullopt;
  }
  return Record(std::move(*key), *seen);
}

Failure malformed(std::string what) { return {Fault::malformed, std::move(what)}; }

Result<json::value> parse(std::string_view document) {
  if (document.size() > longest_document) {
    return malformed("longer than " + std::to_string(longest_document) + " bytes");
  }
  json::parse_options options;
  options.max_depth = deepest_nesting;
  json::error_code error;
  auto value = json::parse(document, error, {}, options);
  if (error) {
    return malformed("not JSON: " + error.message());
  }
  return value;
}

Result<State> decode_records(std::string_view origin, const json::array& records) {
  if (records.size() > most_records) {
    return malformed("more than " + std::to_string(most_records) + " records");
  }
  State state{.origin = std::string(origin)};
  for (std::size_t i = 0; i < records.size(); ++i) {
    auto record = decode_record(records[i]);
    if (!record) {
      return malformed("records[" + std::to_string(i) + "] is not a record");
    }
    if (!state.records.insert(std::move(*record)).second) {
      return malformed("records[" + std::to_string(i) + "] is there twice");
    }
  }
  return state;
}

bool is_of_this_version(const json::object& object) {
  const auto* const found = object.if_contains("version");
  return found != nullptr && found->is_int64() && found->get_int64() == version;
}

}  // namespace

std::string encode(const State& state) {
  auto document = "{\n  \"version\": " + std::to_string(version);
  document += ",\n  \"origin\": " + json::serialize(json::string(state.origin));
  document += ",\n  \"records\": [";
  std::string_view separator = "\n    ";
  for (const auto& record : state.records) {
    document.append(separator).append(encode_record(record));
    separator = ",\n    ";
  }
  return document + "\n  ]\n}\n";
}

Result<State> decode(std::string_view document) {
  const auto value = parse(document);
  if (!value) {
    return value.error();
  }
  const auto* const object = value->if_object();
  if (object == nullptr || !is_of_this_version(*object)) {
    return malformed("not of version " + std::to_string(version));
  }
  const auto origin = text(*object, "origin");
  const auto* const records = object->if_contains("records");
  if (!origin || records == nullptr || !records->is_array()) {
    return malformed("without origin or records");
  }
  return decode_records(*origin, records->get_array());
}

}  // namespace dyndns::state
