#include "state/memory/codec.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <utility>

#include "state/json_document.hpp"
#include "state/json_members.hpp"
#include "state/record_codec.hpp"
#include "state/standings_codec.hpp"

namespace dyndns::state {
namespace {

namespace json = boost::json;

Entry take_record(const json::object& object, State& state) {
  auto key = key_member(object);
  const auto seen = key ? confirmation_member(object, key->type) : std::nullopt;
  if (!seen) {
    return Entry::bad;
  }
  return state.records.emplace(*std::move(key), *seen).second ? Entry::good : Entry::repeated;
}

Entry take_source(const json::object& object, State& state) {
  auto source = source_member(object);
  auto standing = standing_member(object);
  if (!source || !standing) {
    return Entry::bad;
  }
  return state.standings.emplace(*std::move(source), *std::move(standing)).second ? Entry::good : Entry::repeated;
}

std::vector<std::string> lines_of(const std::map<RrsetKey, Confirmation>& records) {
  std::vector<std::string> lines;
  for (const auto& [key, seen] : records) {
    json::object object;
    add_key(object, key);
    add_confirmation(object, seen);
    lines.push_back(json::serialize(object));
  }
  return lines;
}

std::vector<std::string> lines_of(const Standings& standings) {
  std::vector<std::string> lines;
  for (const auto& [source, standing] : standings) {
    json::object object;
    add_source(object, source);
    add_standing(object, standing);
    lines.push_back(json::serialize(object));
  }
  return lines;
}

}  // namespace

std::string encode(const State& state) {
  return "{\n  \"version\": " + std::to_string(document_version) +
         ",\n  \"origin\": " + json::serialize(json::string(state.origin)) +
         ",\n  \"records\": " + write_list(lines_of(state.records)) +
         ",\n  \"sources\": " + write_list(lines_of(state.standings)) + "\n}\n";
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
  State state{std::string(*origin)};
  const auto to_record = [&state](const json::object& entry) { return take_record(entry, state); };
  if (auto wrong = read_list(*object, "records", to_record)) {
    return *std::move(wrong);
  }
  const auto to_source = [&state](const json::object& entry) { return take_source(entry, state); };
  if (object->contains("sources")) {  // not in what version 0.1 wrote
    if (auto wrong = read_list(*object, "sources", to_source)) {
      return *std::move(wrong);
    }
  }
  return state;
}

}  // namespace dyndns::state
