#include "state/memory/codec.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <utility>

#include "state/document.hpp"
#include "state/members.hpp"

namespace dyndns::state {
namespace {

namespace json = boost::json;

using Record = std::pair<RrsetKey, Confirmation>;
using Source = std::pair<SourceKey, Standing>;

std::optional<Record> read_record(const json::object& object) {
  auto key = key_member(object);
  const auto seen = key ? confirmation_member(object, key->type) : std::nullopt;
  return seen ? std::optional(Record(*std::move(key), *seen)) : std::nullopt;
}

std::optional<Source> read_source(const json::object& object) {
  auto key = source_member(object);
  auto standing = standing_member(object);
  return key && standing ? std::optional(Source(*std::move(key), *std::move(standing))) : std::nullopt;
}

template <class Key, class Value>
Result<std::map<Key, Value>> read_map(const json::object& object, std::string_view name,
                                      std::optional<std::pair<Key, Value>> (*read)(const json::object&)) {
  auto list = read_list(object, name, read);
  if (!list) {
    return list.error();
  }
  std::map<Key, Value> map;
  for (auto& entry : *list) {
    if (!map.insert(std::move(entry)).second) {
      return malformed_entry(name, map.size(), "appears twice");
    }
  }
  return map;
}

std::vector<std::string> lines_of(const std::vector<Move>& moves) {
  std::vector<std::string> lines;
  for (const auto& move : moves) {
    lines.push_back(json::serialize(members_of(move)));
  }
  return lines;
}

template <class Map>
std::vector<std::string> lines_of(const Map& map) {
  std::vector<std::string> lines;
  for (const auto& [key, value] : map) {
    lines.push_back(json::serialize(joined(members_of(key), members_of(value))));
  }
  return lines;
}

}  // namespace

std::string encode(const State& state) {
  return "{\n  \"version\": " + std::to_string(document_version) +
         ",\n  \"origin\": " + json::serialize(json::string(state.origin)) +
         ",\n  \"access\": " + std::to_string(state.access) +
         ",\n  \"records\": " + write_list(lines_of(state.records)) +
         ",\n  \"sources\": " + write_list(lines_of(state.standings)) +
         ",\n  \"moves\": " + write_list(lines_of(state.moves)) + "\n}\n";
}

Result<State> decode(std::string_view document) {
  const auto object = parse_document(document);
  if (!object) {
    return object.error();
  }
  const auto origin = text_member(*object, "origin");
  if (!origin) {
    return malformed("without origin");
  }
  auto records = read_map(*object, "records", read_record);
  if (!records) {
    return records.error();
  }
  State state{std::string(*origin), *std::move(records)};
  // None of these is in what version 0.1 wrote.
  state.access = static_cast<std::uint16_t>(whole_member(*object, "access", 0xffff).value_or(0));
  if (object->contains("sources")) {
    auto standings = read_map(*object, "sources", read_source);
    if (!standings) {
      return standings.error();
    }
    state.standings = *std::move(standings);
  }
  if (object->contains("moves")) {
    auto moves = read_list(*object, "moves", move_member);
    if (!moves) {
      return moves.error();
    }
    state.moves = *std::move(moves);
  }
  return state;
}

}  // namespace dyndns::state
