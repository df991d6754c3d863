#include "state/standings_codec.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>

#include "core/wall_time.hpp"
#include "state/json_members.hpp"

namespace dyndns::state {
namespace {

namespace json = boost::json;

constexpr std::int64_t longest_latency = 3'600'000;  // ms
constexpr std::int64_t most_offences = 1'000'000'000;
constexpr std::size_t longest_name = 4096;  // a URL or a command

// False when there is something else than what offences leave behind.
bool take_offences(const json::object& object, Standing& standing) {
  if (!object.contains("offences")) {
    return true;
  }
  const auto offences = whole_member(object, "offences", most_offences);
  const auto last = text_member(object, "last_offence");
  if (!offences || !last) {
    return false;
  }
  standing.offences = static_cast<unsigned>(*offences);
  standing.rests_until = time_member(object, "rests_until");
  standing.last_offence = *last;
  return true;
}

}  // namespace

void add_source(json::object& object, const SourceKey& source) {
  object["family"] = to_string(source.family);
  object["source"] = source.name;
}

void add_standing(json::object& object, const Standing& standing) {
  object["latency_ms"] = standing.latency.count();
  object["variation_ms"] = standing.latency_variation.count();
  if (standing.offences > 0) {
    object["offences"] = standing.offences;
    if (standing.rests_until) {
      object["rests_until"] = to_rfc3339(*standing.rests_until);
    }
    object["last_offence"] = standing.last_offence;
  }
}

std::optional<Family> family_member(const json::object& object) {
  const auto value = text_member(object, "family");
  for (const auto family : {Family::ipv4, Family::ipv6}) {
    if (value == to_string(family)) {
      return family;
    }
  }
  return std::nullopt;
}

std::optional<SourceKey> source_member(const json::object& object) {
  const auto family = family_member(object);
  const auto name = text_member(object, "source");
  const bool fits = family && name && name->size() <= longest_name;
  return fits ? std::optional(SourceKey{*family, std::string(*name)}) : std::nullopt;
}

std::optional<Standing> standing_member(const json::object& object) {
  const auto latency = whole_member(object, "latency_ms", longest_latency);
  const auto variation = whole_member(object, "variation_ms", longest_latency);
  Standing standing;
  if (!latency || !variation || !take_offences(object, standing)) {
    return std::nullopt;
  }
  standing.latency = std::chrono::milliseconds(*latency);
  standing.latency_variation = std::chrono::milliseconds(*variation);
  return standing;
}

}  // namespace dyndns::state
