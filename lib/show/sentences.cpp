#include "show/sentences.hpp"

#include <sysexits.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "show/layout.hpp"
#include "text/one_line.hpp"
#include "text/words.hpp"

namespace dyndns::show {
namespace {

std::string name_of(Family family) { return std::string(to_string(family)); }

// Where the user's own source decides.
std::string why_no_address(const Findings& findings) {
  const auto& why = findings.answers.empty() ? "no answer in time" : findings.answers.front().address.error().detail;
  return "no " + name_of(findings.family) + " address: " + why;
}

const Answer* first_failure(const Findings& findings) {
  const auto failed = std::ranges::find_if(findings.answers, [](const Answer& answer) { return !answer.address; });
  return failed == findings.answers.end() ? nullptr : &*failed;
}

// Of the only operator that was asked; an example of several stands beside the sentence.
std::string why_it_gave_none(const Findings& findings) {
  const auto* failed = first_failure(findings);
  return failed == nullptr ? "" : ": " + failed->address.error().detail;
}

std::string why_nobody_voted(const Findings& findings) {
  const auto required = std::to_string(findings.quorum) + (findings.quorum == 1 ? " is required" : " are required");
  const auto silent = findings.asked == 1
                          ? "the only operator asked gave none" + why_it_gave_none(findings)
                          : "none of " + text::count_of(findings.asked, "operator") + " gave an address";
  return "no address has a vote, " + required + ", " + silent;
}

std::string why_too_few_votes(const NoQuorum& none, const Findings& findings) {
  auto why = "best address has " + std::to_string(none.best_votes) + " of the " + std::to_string(findings.quorum) +
             " votes required, ";
  why += none.runner_up_votes == none.best_votes ? "another has as many, " : "";
  return why + std::to_string(operators_answered(findings)) + " of " + text::count_of(findings.asked, "operator") +
         " gave an address";
}

std::string who_named_it(const Agreed& agreed) {
  const auto names = text::join(agreed.operators);
  return agreed.operators.size() == 1 ? "named by " + names
                                      : std::to_string(agreed.operators.size()) + " operators agree (" + names + ")";
}

std::vector<const update::RecordReport*> failed_of(const update::Report& report) {
  std::vector<const update::RecordReport*> failed;
  for (const auto& record : report.records) {
    if (record.failure) {
      failed.push_back(&record);
    }
  }
  return failed;
}

std::string what_is_served(const update::Report& report, const Agreed& agreed) {
  std::set<Address> addresses;
  std::size_t count = 0;
  for (const auto& record : report.records) {
    if (family_of(record.key.type) == agreed.address.family()) {
      addresses.insert(record.address.value_or(agreed.address));
      ++count;
    }
  }
  const auto records = text::count_of(count, "record");
  return addresses.size() > 1 ? records + " under the prefix of " + agreed.address.to_string()
                              : (count == 0 ? agreed.address : *addresses.begin()).to_string() + " in " + records;
}

}  // namespace

std::string join(const std::set<Address>& addresses) {
  std::vector<std::string> texts;
  std::ranges::transform(addresses, std::back_inserter(texts), &Address::to_string);
  return text::join(texts);
}

std::string why_no_quorum(const Findings& findings) {
  if (findings.is_absent) {
    return findings.family == Family::ipv6
               ? "this host has no global IPv6 address"
               : R"(this host has no IPv4 address: set "ipv4": false if it is to have none)";
  }
  if (!findings.obstacle.empty()) {
    return "no " + name_of(findings.family) + " address: " + findings.obstacle;
  }
  if (findings.authority == Authority::own_source) {
    return why_no_address(findings);
  }
  const auto* none = std::get_if<NoQuorum>(&findings.verdict);
  const bool has_votes = none != nullptr && none->best_votes > 0;
  return "no quorum for " + name_of(findings.family) + ": " +
         (has_votes ? why_too_few_votes(*none, findings) : why_nobody_voted(findings));
}

std::string example_of_failure(const Findings& findings) {
  const auto* failed = first_failure(findings);
  const bool is_told = findings.authority == Authority::own_source || findings.asked == 1;
  return failed == nullptr || is_told
             ? ""
             : " (for instance '" + failed->operator_name + "': " + failed->address.error().detail + ")";
}

std::string verdict_of(const Findings& findings) {
  const auto* agreed = agreement(findings);
  return agreed == nullptr
             ? why_no_quorum(findings)
             : name_of(findings.family) + " address is " + agreed->address.to_string() + ": " + who_named_it(*agreed);
}

std::string change_of(const update::RecordReport& record) {
  const bool planned = record.outcome == Outcome::planned;
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

// What is said of them is the same: it is one cause. Gandi's patience is with the account, whatever is said of it.
std::vector<Alike> failed_alike(const std::vector<const update::RecordReport*>& records) {
  std::map<std::pair<bool, std::string>, Alike> alike;
  for (const auto* record : records) {
    const bool is_throttled = record->failure->fault == Fault::throttled;
    const auto& cause = is_throttled ? std::string() : record->failure->detail;
    alike[{record->outcome == Outcome::undecided, cause}].push_back(record);
  }
  std::vector<Alike> groups;
  std::ranges::transform(alike, std::back_inserter(groups), [](const auto& each) { return each.second; });
  std::ranges::sort(groups, {}, [](const Alike& group) { return group.front()->key; });
  return groups;
}

namespace {

std::string some_names_of(const Alike& records, std::size_t most) {
  std::vector<std::string> names;
  for (const auto* record : records) {
    const auto name = "'" + host_name(record->key) + "'";
    if (std::ranges::find(names, name) == names.end()) {
      names.push_back(name);
    }
  }
  const auto more = names.size() > most ? names.size() - most : 0;
  names.resize(names.size() - more);
  return text::join(names) + (more > 0 ? " and " + std::to_string(more) + " more" : "");
}

}  // namespace

std::string names_of(const Alike& records) { return some_names_of(records, 5); }

std::string problem_of(const Alike& records) {
  const auto& first = *records.front();
  const auto names = some_names_of(records, 2);
  return (first.outcome == Outcome::undecided ? names + (records.size() == 1 ? " is" : " are") + " out of date: "
                                              : "cannot update " + names + ": ") +
         first.failure->detail;
}

std::vector<Trouble> troubles_of(const update::Report& report, const Retry& retry) {
  std::vector<Trouble> troubles;
  for (const auto& findings : report.findings) {
    if (!is_well(findings)) {
      troubles.push_back({why_no_quorum(findings), EX_UNAVAILABLE, retry(findings.family)});
    }
  }
  for (const auto& records : failed_alike(failed_of(report))) {
    const auto& first = *records.front();
    troubles.push_back({problem_of(records), update::exit_code(first), retry(first.key)});
  }
  return troubles;
}

std::string past_of(const Standing& standing, WallTime now) {
  if (standing.offences == 0) {
    return "";
  }
  const auto what = text::count_of(standing.offences, "offence") + ": " + standing.last_offence;
  switch (rank_of(standing, now)) {
    case Rank::good:
      return "trusted again after " + what;
    case Rank::trial:
      return "on trial after " + what;
    case Rank::resting:
      return "rests until " + date_of(*standing.rests_until) + " after " + what;
  }
  return "";
}

std::string summary_of(const update::Report& report) {
  if (const auto failed = failed_alike(failed_of(report)); !failed.empty()) {
    return problem_of(failed.front());
  }
  std::vector<std::string> families;
  for (const auto& findings : report.findings) {
    const auto* agreed = agreement(findings);
    families.push_back(agreed == nullptr ? why_no_quorum(findings) : what_is_served(report, *agreed));
  }
  return text::join(families, "; ");
}

std::string line_of(const Problem& problem) {
  return (problem.is_error ? "error: " : "warning: ") + problem.where + ": " + problem.message;
}

std::pair<std::string, std::string> with_remedy_apart(const Trouble& trouble) {
  const auto end = trouble.what.find("; ");
  return {trouble.what.substr(0, end), end == std::string::npos ? "" : trouble.what.substr(end + 2)};
}

bool is_up_to_date(const RecordStatus& record) {
  return record.failure.empty() && record.outcome != Outcome::undecided;
}

std::string status_line(const std::vector<Trouble>& troubles, const std::string& summary) {
  constexpr std::size_t longest_status = 120;
  const auto count = troubles.size() > 1 ? std::to_string(troubles.size()) + " problems: " : "";
  const auto& said = summary.empty() ? "first round under way" : summary;
  return text::one_line(troubles.empty() ? said : count + troubles.front().what, longest_status);
}

std::string not_in_force(const std::string& why) { return "new configuration not in force: " + why; }

std::string good_configuration(const std::string& path, std::size_t records, std::size_t providers,
                               const std::string& providers_path) {
  return path + ": good; " + text::count_of(records, "record") + ", " + text::count_of(providers, "provider") +
         " from " + providers_path;
}

std::string scope_of(const std::vector<RecordWish>& records) {
  std::set<std::string> domains;
  for (const auto& record : records) {
    domains.insert(record.key.domain);
  }
  return text::count_of(records.size(), "record") + " in " + text::count_of(domains.size(), "domain");
}

}  // namespace dyndns::show
