#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <limits>
#include <utility>

#include "state/json_document.hpp"
#include "state/json_members.hpp"
#include "state/record_codec.hpp"
#include "state/standings_codec.hpp"
#include "state/status/codec.hpp"

namespace dyndns::state {
namespace {

namespace json = boost::json;

constexpr std::int64_t largest_number = std::numeric_limits<int>::max();

// The taking functions answer false, or Entry::bad, for what is not as encode() writes it.

bool take_texts(const json::object& object, std::string_view name, std::vector<std::string>& into) {
  const auto* const found = object.if_contains(name);
  if (found == nullptr || !found->is_array()) {
    return false;
  }
  for (const auto& value : found->get_array()) {
    if (!value.is_string()) {
      return false;
    }
    into.emplace_back(value.get_string());
  }
  return true;
}

bool take_text(const json::object& object, std::string_view name, std::string& into) {
  const auto text = text_member(object, name);
  into = text.value_or("");
  return text.has_value();
}

bool take_time(const json::object& object, std::string_view name, WallTime& into) {
  const auto time = time_member(object, name);
  into = time.value_or(WallTime());
  return time.has_value();
}

bool take_number(const json::object& object, std::string_view name, int& into) {
  const auto number = whole_member(object, name, largest_number);
  into = static_cast<int>(number.value_or(0));
  return number.has_value();
}

bool take_head(const json::object& object, Status& status) {
  status.token_end = time_member(object, "token_end");
  return take_text(object, "program", status.program) && take_number(object, "pid", status.pid) &&
         take_time(object, "started", status.started) && take_time(object, "written", status.written) &&
         take_time(object, "next_round", status.next_round) && take_number(object, "exit_code", status.exit_code) &&
         take_text(object, "summary", status.summary) && take_texts(object, "problems", status.problems);
}

Entry take_address(const json::object& object, Status& status) {
  const auto family = family_member(object);
  if (!family) {
    return Entry::bad;
  }
  AddressStatus address{*family};
  address.address = Address::parse(text_member(object, "address").value_or(""));
  const bool is_whole =
      address.address ? take_texts(object, "operators", address.operators) : take_text(object, "why", address.why);
  status.addresses.push_back(std::move(address));
  return is_whole ? Entry::good : Entry::bad;
}

Entry take_record(const json::object& object, Status& status) {
  auto key = key_member(object);
  if (!key) {
    return Entry::bad;
  }
  RecordStatus record{*std::move(key)};
  record.seen = confirmation_member(object, record.key.type);
  record.failure = text_member(object, "failure").value_or("");
  const auto outcome = parse_outcome(text_member(object, "outcome").value_or(""));
  record.outcome = outcome.value_or(record.outcome);
  status.records.push_back(std::move(record));
  return outcome ? Entry::good : Entry::bad;
}

std::optional<Heard> heard_member(const json::object& object) {
  const auto when = time_member(object, "at");
  const auto latency = whole_member(object, "ms", largest_number);
  if (!when || !latency) {
    return std::nullopt;
  }
  Heard heard{*when, std::chrono::milliseconds(*latency)};
  heard.address = Address::parse(text_member(object, "address").value_or(""));
  heard.failure = text_member(object, "failure").value_or("");
  const auto* const agrees = object.if_contains("agrees");
  heard.agrees = agrees != nullptr && agrees->is_bool() && agrees->get_bool();
  return heard;
}

Entry take_source(const json::object& object, Status& status) {
  auto key = source_member(object);
  auto standing = standing_member(object);
  if (!key || !standing) {
    return Entry::bad;
  }
  SourceStatus source{*std::move(key), {}, {}, *std::move(standing)};
  const auto* const heard = object.if_contains("heard");
  source.heard = heard != nullptr && heard->is_object() ? heard_member(heard->get_object()) : std::nullopt;
  const bool is_whole = take_text(object, "operator", source.operator_name) && (heard == nullptr || source.heard);
  status.sources.push_back(std::move(source));
  return is_whole ? Entry::good : Entry::bad;
}

}  // namespace

Result<Status> decode_status(std::string_view document) {
  const auto object = parse_document(document);
  if (!object) {
    return object.error();
  }
  Status status;
  if (!take_head(*object, status)) {
    return malformed("not as it was written");
  }
  using Take = Entry (*)(const json::object&, Status&);
  const std::pair<const char*, Take> lists[] = {
      {"addresses", take_address}, {"records", take_record}, {"sources", take_source}};
  for (const auto& [name, take] : lists) {
    const auto take_one = [&status, reader = take](const json::object& entry) { return reader(entry, status); };
    if (auto wrong = read_list(*object, name, take_one)) {
      return *std::move(wrong);
    }
  }
  return status;
}

}  // namespace dyndns::state
