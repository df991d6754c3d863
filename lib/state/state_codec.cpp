#include "state/state_codec.hpp"

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "state/json_members.hpp"
#include "state/rfc3339.hpp"
#include "state/standings_codec.hpp"

namespace dyndns::state {
namespace {

namespace json = boost::json;

constexpr std::int64_t version = 1;
constexpr std::size_t deepest_nesting = 16;
constexpr std::size_t longest_name = 255;          // RFC 1035, 2.3.4
constexpr std::int64_t longest_ttl = 0x7fff'ffff;  // RFC 2181, 8

using Record = std::pair<const RrsetKey, Confirmation>;  // of a map

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

// The reading functions answer nothing for what is not as it should be.

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
  const auto address = Address::parse(text_member(object, "address").value_or(""));
  const auto seconds = whole_member(object, "ttl", longest_ttl);
  const auto since = time_member(object, "since");
  const auto confirmed = time_member(object, "confirmed");
  if (!address || !seconds || !since || !confirmed) {
    return std::nullopt;
  }
  return Confirmation{*address, Ttl(static_cast<Ttl::rep>(*seconds)), *since, *confirmed};
}

std::optional<Record> decode_record(const json::object& object) {
  auto key = decode_key(object);
  const auto seen = decode_confirmation(object);
  if (!key || !seen || seen->address.family() != family_of(key->type)) {
    return std::nullopt;
  }
  return Record(*std::move(key), *seen);
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

// Fills `into` with what `decode_one` makes of the members of the array; what is wrong with it, if anything is.
template <class Map, class Decode>
std::optional<Failure> decode_list(const json::object& object, std::string_view name, Decode decode_one, Map& into) {
  const auto& list = object.at(name).get_array();
  if (list.size() > most_entries) {
    return malformed("more than " + std::to_string(most_entries) + " " + std::string(name));
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto* const entry = list[i].if_object();
    auto decoded = entry == nullptr ? std::nullopt : decode_one(*entry);
    const auto where = std::string(name) + "[" + std::to_string(i) + "]";
    if (!decoded) {
      return malformed(where + " is not as it was written");
    }
    if (!into.insert(*std::move(decoded)).second) {
      return malformed(where + " is there twice");
    }
  }
  return std::nullopt;
}

bool has_list(const json::object& object, std::string_view name) {
  const auto* const found = object.if_contains(name);
  return found != nullptr && found->is_array();
}

// One entry a line.
std::string encode_list(const std::vector<std::string>& entries) {
  std::string list = "[";
  for (const auto& entry : entries) {
    list += (list.size() == 1 ? "\n    " : ",\n    ") + entry;
  }
  return list + "\n  ]";
}

bool is_of_this_version(const json::object& object) {
  const auto* const found = object.if_contains("version");
  return found != nullptr && found->is_int64() && found->get_int64() == version;
}

}  // namespace

std::string encode(const State& state) {
  std::vector<std::string> records;
  for (const auto& record : state.records) {
    records.push_back(encode_record(record));
  }
  std::vector<std::string> sources;
  for (const auto& [key, standing] : state.standings) {
    sources.push_back(json::serialize(encode_source(key, standing)));
  }
  return "{\n  \"version\": " + std::to_string(version) +
         ",\n  \"origin\": " + json::serialize(json::string(state.origin)) +
         ",\n  \"records\": " + encode_list(records) + ",\n  \"sources\": " + encode_list(sources) + "\n}\n";
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
  const auto origin = text_member(*object, "origin");
  if (!origin || !has_list(*object, "records")) {
    return malformed("without origin or records");
  }
  State state{std::string(*origin)};
  if (auto wrong = decode_list(*object, "records", decode_record, state.records)) {
    return *std::move(wrong);
  }
  if (has_list(*object, "sources")) {  // not in what version 0.1 wrote
    if (auto wrong = decode_list(*object, "sources", decode_source, state.standings)) {
      return *std::move(wrong);
    }
  }
  return state;
}

}  // namespace dyndns::state
