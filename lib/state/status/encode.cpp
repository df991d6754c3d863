#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "core/wall_time.hpp"
#include "state/json_document.hpp"
#include "state/record_codec.hpp"
#include "state/standings_codec.hpp"
#include "state/status/codec.hpp"

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
  } else {
    object["why"] = address.why;
  }
  return json::serialize(object);
}

std::string line_of(const RecordStatus& record) {
  json::object object;
  add_key(object, record.key);
  object["outcome"] = to_string(record.outcome);
  if (record.seen) {
    add_confirmation(object, *record.seen);
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
    object["agrees"] = heard.agrees;
  } else {
    object["failure"] = heard.failure;
  }
  return object;
}

std::string line_of(const SourceStatus& source) {
  json::object object;
  add_source(object, source.key);
  object["operator"] = source.operator_name;
  if (source.heard) {
    object["heard"] = object_of(*source.heard);
  }
  add_standing(object, source.standing);
  return json::serialize(object);
}

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
                      {"problems", array_of(status.problems)}};
  if (status.token_end) {
    object["token_end"] = to_rfc3339(*status.token_end);
  }
  return json::serialize(object);
}

}  // namespace

std::string encode(const Status& status) {
  auto document = head_of(status);
  document.pop_back();  // its closing brace
  return document + ",\n  \"addresses\": " + list_of(status.addresses) +
         ",\n  \"records\": " + list_of(status.records) + ",\n  \"sources\": " + list_of(status.sources) + "\n}\n";
}

}  // namespace dyndns::state
