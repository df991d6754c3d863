#include "state/status/codec.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <limits>
#include <utility>

#include "core/wall_time.hpp"
#include "state/document.hpp"
#include "state/members.hpp"

namespace dyndns::state {
namespace {

namespace json = boost::json;

json::array array_of(const std::vector<std::string>& texts) {
  json::array array(texts.begin(), texts.end());
  return array;
}

std::string line_of(const AddressStatus& address) {
  json::object object{{"family", to_string(address.family)}};
  if (address.address) {
    object["address"] = address.address->to_string();
    object["operators"] = array_of(address.operators);
    if (!address.note.empty()) {
      object["note"] = address.note;
    }
  } else {
    object["why"] = address.why;
  }
  return json::serialize(object);
}

std::string line_of(const RecordStatus& record) {
  auto object = members_of(record.key);
  object["outcome"] = to_string(record.outcome);
  if (record.seen) {
    object = joined(std::move(object), members_of(*record.seen));
  }
  if (!record.failure.empty()) {
    object["failure"] = record.failure;
  }
  return json::serialize(object);
}

json::object object_of(const Heard& heard) {
  json::object object{{"at", to_rfc3339(heard.when)}, {"ms", heard.latency.count()}};
  if (heard.address) {
    object["address"] = heard.address->to_string();
    if (heard.agrees) {
      object["agrees"] = *heard.agrees;
    }
  } else {
    object["failure"] = heard.failure;
  }
  return object;
}

std::string line_of(const SourceStatus& source) {
  auto object = members_of(source.key);
  object["operator"] = source.operator_name;
  object["state"] = to_string(source.state);
  object["ticks"] = source.ticks;
  if (source.heard) {
    object["heard"] = object_of(*source.heard);
  }
  return json::serialize(joined(std::move(object), members_of(source.standing)));
}

std::string line_of(const Trouble& trouble) {
  json::object object{{"what", trouble.what}, {"exit_code", trouble.exit_code}};
  if (trouble.retry) {
    object["retry"] = to_rfc3339(*trouble.retry);
  }
  return json::serialize(object);
}

json::array sentences_of(const std::vector<Trouble>& troubles) {
  json::array sentences;
  for (const auto& trouble : troubles) {
    sentences.emplace_back(trouble.what);
  }
  return sentences;
}

std::string line_of(const Move& move) { return json::serialize(members_of(move)); }

template <class Part>
std::string list_of(const std::vector<Part>& parts) {
  std::vector<std::string> lines;
  for (const auto& part : parts) {
    lines.push_back(line_of(part));
  }
  return write_list(lines);
}

std::string head_of(const Status& status) {
  json::object object{{"version", document_version},
                      {"program", status.program},
                      {"pid", status.pid},
                      {"started", to_rfc3339(status.started)},
                      {"written", to_rfc3339(status.written)},
                      {"next_round", to_rfc3339(status.next_round)},
                      {"exit_code", status.exit_code},
                      {"summary", status.summary},
                      {"problems", sentences_of(status.troubles)}};
  if (status.last_round) {
    object["last_round"] = to_rfc3339(*status.last_round);
    object["occasion"] = status.occasion;
  }
  if (status.token_end) {
    object["token_end"] = to_rfc3339(*status.token_end);
  }
  return json::serialize(object);
}

// The reading functions give nothing for what is not as encode() writes it.

std::optional<std::int64_t> number_member(const json::object& object, std::string_view name) {
  return whole_member(object, name, std::numeric_limits<int>::max());
}

std::optional<Status> read_head(const json::object& object) {
  const auto program = text_member(object, "program");
  const auto pid = number_member(object, "pid");
  const auto started = time_member(object, "started");
  const auto written = time_member(object, "written");
  const auto next_round = time_member(object, "next_round");
  const auto exit_code = number_member(object, "exit_code");
  const auto summary = text_member(object, "summary");
  if (!program || !pid || !started || !written || !next_round || !exit_code || !summary) {
    return std::nullopt;
  }
  return Status{std::string(*program),
                static_cast<int>(*pid),
                *started,
                *written,
                *next_round,
                static_cast<int>(*exit_code),
                std::string(*summary),
                {},
                time_member(object, "token_end"),
                time_member(object, "last_round"),
                std::string(text_member(object, "occasion").value_or(""))};
}

std::optional<Trouble> read_trouble(const json::object& object) {
  const auto what = text_member(object, "what");
  const auto exit_code = number_member(object, "exit_code");
  if (!what || !exit_code) {
    return std::nullopt;
  }
  return Trouble{std::string(*what), static_cast<int>(*exit_code), time_member(object, "retry")};
}

std::optional<AddressStatus> read_address(const json::object& object) {
  const auto family = family_member(object);
  const auto address = Address::parse(text_member(object, "address").value_or(""));
  auto operators = texts_member(object, "operators");
  const auto why = text_member(object, "why");
  const auto note = text_member(object, "note").value_or("");
  const bool is_whole = address ? operators.has_value() : why.has_value();
  if (!family || !is_whole) {
    return std::nullopt;
  }
  return address ? AddressStatus{*family, address, *std::move(operators), {}, std::string(note)}
                 : AddressStatus{*family, std::nullopt, {}, std::string(*why)};
}

std::optional<RecordStatus> read_record(const json::object& object) {
  auto key = key_member(object);
  const auto outcome = parse_outcome(text_member(object, "outcome").value_or(""));
  if (!key || !outcome) {
    return std::nullopt;
  }
  const auto seen = confirmation_member(object, key->type);
  return RecordStatus{*std::move(key), *outcome, seen, std::string(text_member(object, "failure").value_or(""))};
}

std::optional<Heard> heard_member(const json::object& object) {
  const auto when = time_member(object, "at");
  const auto latency = number_member(object, "ms");
  if (!when || !latency) {
    return std::nullopt;
  }
  const auto* const agrees = object.if_contains("agrees");
  return Heard{*when, std::chrono::milliseconds(*latency), Address::parse(text_member(object, "address").value_or("")),
               std::string(text_member(object, "failure").value_or("")),
               agrees != nullptr && agrees->is_bool() ? std::optional(agrees->get_bool()) : std::nullopt};
}

std::optional<SourceStatus> read_source(const json::object& object) {
  auto key = source_member(object);
  const auto name = text_member(object, "operator");
  auto standing = standing_member(object);
  const auto* const member = object.if_contains("heard");
  auto heard = member != nullptr && member->is_object() ? heard_member(member->get_object()) : std::nullopt;
  const auto state = parse_source_state(text_member(object, "state").value_or(""));
  const auto ticks = text_member(object, "ticks");
  if (!key || !name || !standing || !state || !ticks || (member != nullptr && !heard)) {
    return std::nullopt;
  }
  return SourceStatus{*std::move(key), std::string(*name), std::move(heard), *std::move(standing),
                      *state,          std::string(*ticks)};
}

}  // namespace

std::string encode(const Status& status) {
  auto document = head_of(status);
  document.pop_back();  // its closing brace
  return document + ",\n  \"troubles\": " + list_of(status.troubles) +
         ",\n  \"addresses\": " + list_of(status.addresses) + ",\n  \"records\": " + list_of(status.records) +
         ",\n  \"sources\": " + list_of(status.sources) + ",\n  \"moves\": " + list_of(status.moves) + "\n}\n";
}

Result<Status> decode_status(std::string_view document) {
  const auto object = parse_document(document);
  if (!object) {
    return object.error();
  }
  auto status = read_head(*object);
  if (!status) {
    return malformed("not as this program writes it");
  }
  auto troubles = read_list(*object, "troubles", read_trouble);
  if (!troubles) {
    return troubles.error();
  }
  auto addresses = read_list(*object, "addresses", read_address);
  if (!addresses) {
    return addresses.error();
  }
  auto records = read_list(*object, "records", read_record);
  if (!records) {
    return records.error();
  }
  auto sources = read_list(*object, "sources", read_source);
  if (!sources) {
    return sources.error();
  }
  auto moves = read_list(*object, "moves", move_member);
  if (!moves) {
    return moves.error();
  }
  status->moves = *std::move(moves);
  status->troubles = *std::move(troubles);
  status->addresses = *std::move(addresses);
  status->records = *std::move(records);
  status->sources = *std::move(sources);
  return *std::move(status);
}

}  // namespace dyndns::state
