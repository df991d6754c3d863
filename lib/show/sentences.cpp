#include "show/sentences.hpp"

#include <algorithm>

#include "text/words.hpp"

namespace dyndns::show {
namespace {

constexpr std::size_t most_names = 5;  // in one sentence

std::string names_of(const std::vector<const update::RecordReport*>& records) {
  std::vector<std::string> names;
  for (const auto* record : records) {
    const auto name = "'" + host_name(record->key) + "'";
    if (std::ranges::find(names, name) == names.end()) {
      names.push_back(name);
    }
  }
  const auto more = names.size() > most_names ? names.size() - most_names : 0;
  names.resize(names.size() - more);
  return text::join(names) + (more > 0 ? " and " + std::to_string(more) + " more" : "");
}

std::string what_comes_next(Fault fault) {
  return is_transient(fault) ? "; will try again soon"
                             : "; will try again in an hour, or at once after 'systemctl reload gandi-dyndnsd'";
}

}  // namespace

std::string join(const std::set<Address>& addresses) {
  std::vector<std::string> texts;
  std::ranges::transform(addresses, std::back_inserter(texts), &Address::to_string);
  return text::join(texts);
}

std::vector<std::pair<std::string, std::string>> fields_of(const RrsetKey& key) {
  return {
      {"DYNDNS_DOMAIN", key.domain}, {"DYNDNS_RECORD", key.name}, {"DYNDNS_TYPE", std::string(to_string(key.type))}};
}

std::string describe_change(const update::RecordReport& record) {
  const bool planned = record.outcome == update::Outcome::planned;
  const auto name = "'" + host_name(record.key) + "'";
  const auto address = record.address->to_string();
  const auto ttl = std::to_string(record.ttl.count()) + " s";
  if (record.before.empty()) {
    return "address of " + name + (planned ? " would be published: " : " published: ") + address + " (new " +
           std::string(to_string(record.key.type)) + " record, TTL " + ttl + ")";
  }
  if (record.before == std::set{*record.address}) {
    return "TTL of " + name + (planned ? " would be" : " is now") + " " + ttl + " (" + address + ")";
  }
  return "address of " + name + (planned ? " would change" : " changed") + " from " + join(record.before) + " to " +
         address;
}

std::string example_of_failure(const Detection& detection) {
  const auto failed = std::ranges::find_if(detection.answers, [](const Answer& answer) { return !answer.address; });
  return failed == detection.answers.end() || detection.quorum == 1
             ? ""
             : " (for instance '" + failed->operator_name + "': " + failed->address.error().detail + ")";
}

Event dissent_event(const Answer& answer, const Agreed& agreed) {
  const auto says = answer.address->to_string();
  const auto votes = text::count_of(agreed.operators.size(), "operator");
  return {EventKind::dissent,
          Level::warning,
          "'" + answer.operator_name + "' says that our address is " + says + ", but " + votes + " (" +
              text::join(agreed.operators) + ") say " + agreed.address.to_string() + ", which is what counts",
          {{"DYNDNS_OLD", says},
           {"DYNDNS_NEW", agreed.address.to_string()},
           {"DYNDNS_VOTES", std::to_string(agreed.operators.size())},
           {"DYNDNS_OPERATORS", answer.operator_name}}};
}

Event remark_event(const Answer& answer, Family family) {
  return {EventKind::source_remark,
          Level::info,
          answer.source + " gave an address and said: '" + answer.remark + "'",
          {{"DYNDNS_TYPE", std::string(to_string(type_of(family)))}, {"DYNDNS_OPERATORS", answer.operator_name}}};
}

Event failure_event(const std::vector<const update::RecordReport*>& records) {
  const auto& first = *records.front();
  const auto& why = *first.failure;
  Event event{EventKind::record_failed, is_transient(why.fault) ? Level::warning : Level::error,
              "could not update " + names_of(records) + ": " + why.detail + what_comes_next(why.fault)};
  if (records.size() == 1) {
    event.fields = fields_of(first.key);
  } else {
    event.fields.emplace_back("DYNDNS_DOMAIN", first.key.domain);
  }
  event.fields.emplace_back("DYNDNS_ERROR", std::string(to_string(why.fault)));
  return event;
}

}  // namespace dyndns::show
