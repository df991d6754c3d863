#include "show/events.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "text/words.hpp"

namespace dyndns::show {
namespace {

constexpr std::size_t most_addresses = 2;  // in one sentence
constexpr std::size_t most_domains = 5;    // in the fields of one event

using Fields = std::vector<std::pair<std::string, std::string>>;

Fields fields_of(const RrsetKey& key) {
  return {
      {"DYNDNS_DOMAIN", key.domain}, {"DYNDNS_RECORD", key.name}, {"DYNDNS_TYPE", std::string(to_string(key.type))}};
}

std::string type_for(Family family) { return std::string(to_string(type_of(family))); }

// A field for each domain, as the journal allows, but not for all of very many.
Fields fields_of(const Alike& records) {
  if (records.size() == 1) {
    return fields_of(records.front()->key);
  }
  Fields fields;
  for (const auto* record : records) {
    const std::pair<std::string, std::string> field("DYNDNS_DOMAIN", record->key.domain);
    if (fields.size() < most_domains && std::ranges::find(fields, field) == fields.end()) {
      fields.push_back(field);
    }
  }
  return fields;
}

std::string what_comes_next(Fault fault) {
  const std::string or_at_once = ", or at once after 'systemctl reload gandi-dyndnsd'";
  if (fault == Fault::damped) {
    return "; will try again then" + or_at_once;
  }
  return is_transient(fault) ? "; will try again soon" : "; will try again in an hour" + or_at_once;
}

}  // namespace

Event change_event(const update::RecordReport& record, const Agreed* agreed) {
  Event event{EventKind::record_changed, Level::notice, change_of(record), fields_of(record.key)};
  event.fields.emplace_back("DYNDNS_OLD", join(record.before));
  event.fields.emplace_back("DYNDNS_NEW", record.address->to_string());
  if (agreed != nullptr) {
    event.fields.emplace_back("DYNDNS_VOTES", std::to_string(agreed->operators.size()));
    event.fields.emplace_back("DYNDNS_OPERATORS", text::join(agreed->operators));
  }
  return event;
}

Event failure_event(const Alike& records) {
  const auto& first = *records.front();
  const auto& why = *first.failure;
  const bool is_stale = first.outcome == Outcome::undecided;
  Event event{EventKind::record_failed, is_stale || is_transient(why.fault) ? Level::warning : Level::error,
              is_stale ? problem_of(records)
                       : "could not update " + names_of(records) + ": " + why.detail + what_comes_next(why.fault)};
  event.fields = fields_of(records);
  event.fields.emplace_back("DYNDNS_ERROR", std::string(to_string(why.fault)));
  return event;
}

Event recovery_event(const Alike& records) {
  std::set<Address> addresses;
  std::ranges::transform(records, std::inserter(addresses, addresses.end()),
                         [](const auto* record) { return *record->address; });
  const auto what = names_of(records) + (records.size() == 1 ? " is" : " are") + " up to date again";
  return {EventKind::record_recovered, Level::notice,
          addresses.size() > most_addresses ? what : what + ": " + join(addresses), fields_of(records)};
}

Event no_quorum_event(const Findings& findings) {
  return {EventKind::no_quorum,
          Level::warning,
          why_no_quorum(findings) + example_of_failure(findings) + "; the records are left alone, will ask again soon",
          {{"DYNDNS_ERROR", "no-quorum"}, {"DYNDNS_TYPE", type_for(findings.family)}}};
}

Event quorum_event(Family family, const Agreed& agreed) {
  return {EventKind::quorum_recovered, Level::notice,
          "quorum for " + std::string(to_string(family)) + " again: " + agreed.address.to_string()};
}

Event absence_event(const Findings& findings) {
  return {EventKind::family_absent, Level::info,
          why_no_quorum(findings) + "; its " + type_for(findings.family) + " records are left alone until it has one"};
}

Event dissent_event(const Answer& answer, const Agreed& agreed) {
  const auto says = answer.address->to_string();
  const auto votes = text::count_of(agreed.operators.size(), "operator");
  return {EventKind::dissent,
          Level::warning,
          "'" + answer.operator_name + "' says that our address is " + says + ", but " + votes + " (" +
              text::join(agreed.operators) + (agreed.operators.size() == 1 ? ") says " : ") say ") +
              agreed.address.to_string() + ", which is what counts",
          {{"DYNDNS_OLD", says},
           {"DYNDNS_NEW", agreed.address.to_string()},
           {"DYNDNS_VOTES", std::to_string(agreed.operators.size())},
           {"DYNDNS_OPERATORS", answer.operator_name}}};
}

Event dissent_ended_event(const Answer& answer) {
  return {EventKind::dissent_ended,
          Level::notice,
          "'" + answer.operator_name + "' agrees again that our address is " + answer.address->to_string(),
          {{"DYNDNS_NEW", answer.address->to_string()}, {"DYNDNS_OPERATORS", answer.operator_name}}};
}

Event remark_event(const Answer& answer, Family family) {
  return {EventKind::source_remark,
          Level::info,
          answer.source + " gave an address and said: '" + answer.remark + "'",
          {{"DYNDNS_TYPE", type_for(family)}, {"DYNDNS_OPERATORS", answer.operator_name}}};
}

Event round_event(const update::Report& report) {
  return {EventKind::round_done, Level::debug, "round done: " + summary_of(report)};
}

Event started_event(const std::vector<RecordWish>& records, bool has_state_dir,
                    const std::optional<Failure>& why_no_network) {
  auto line = "started, maintaining " + scope_of(records);
  if (!has_state_dir) {
    line += "; no state directory is given, so the memory is kept in RAM";
  }
  if (why_no_network) {
    line +=
        "; cannot watch the network (" + why_no_network->detail + "), so changes are noticed only at the next interval";
  }
  return {EventKind::started, Level::info, std::move(line)};
}

Event not_started_event(const std::string& why) {
  return {EventKind::configuration_problem, Level::error, "not started, the configuration is not usable: " + why};
}

Event woken_event(const std::string& why) { return {EventKind::woken, Level::debug, "a round begins early: " + why}; }

Event stuck_event(const std::string& what, std::chrono::nanoseconds late) {
  return {
      EventKind::stuck, Level::error,
      "stuck while " + what + ", overdue by " +
          text::count_of(static_cast<std::size_t>(std::chrono::floor<std::chrono::minutes>(late).count()), "minute") +
          "; lets the service manager restart the daemon"};
}

Event stopping_event() { return {EventKind::stopping, Level::info, "stopping"}; }

std::vector<Event> problem_events(const std::vector<Problem>& problems) {
  std::vector<Event> events;
  for (const auto& [is_error, where, message] : problems) {
    events.push_back(
        {EventKind::configuration_problem, is_error ? Level::error : Level::warning, where + ": " + message});
  }
  return events;
}

Event reloaded_event(const std::vector<RecordWish>& records, const std::string& changes) {
  return {EventKind::reloaded, Level::notice,
          "configuration reloaded, maintaining " + scope_of(records) + ": " + changes};
}

Event not_reloaded_event(const std::string& why) {
  return {EventKind::reload_failed, Level::error,
          "configuration not reloaded, the previous one stays in force: " + why};
}

Event credential_event() {
  return {EventKind::reloaded, Level::notice, "credential read again, because Gandi refused the old one"};
}

Event credential_not_taken_event(const std::string& why) {
  return {EventKind::reload_failed, Level::error,
          "Gandi refuses the credential, and the new one in the configuration was not taken: " + why +
              "; run 'systemctl reload gandi-dyndnsd'"};
}

}  // namespace dyndns::show
