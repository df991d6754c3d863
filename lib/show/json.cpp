#include "show/json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "core/wall_time.hpp"

namespace dyndns::show {
namespace {

namespace json = boost::json;

json::value json_of(const Failure& failure) {
  return {{"fault", to_string(failure.fault)}, {"detail", failure.detail}};
}

json::array json_of(const std::set<Address>& addresses) {
  json::array texts;
  for (const auto& address : addresses) {
    texts.emplace_back(address.to_string());
  }
  return texts;
}

json::object json_of(const Answer& answer, const Verdict& verdict) {
  json::object object{
      {"source", answer.source}, {"operator", answer.operator_name}, {"latency_ms", answer.latency.count()}};
  if (answer.address) {
    const auto* agreed = std::get_if<Agreed>(&verdict);
    object["address"] = answer.address->to_string();
    object["agrees"] = agreed != nullptr && agreed->address == *answer.address;
    if (!answer.remark.empty()) {
      object["remark"] = answer.remark;
    }
  } else {
    object["failure"] = json_of(answer.address.error());
  }
  return object;
}

json::object json_of(const Silence& silence) {
  return {{"source", silence.source}, {"operator", silence.operator_name}, {"waited_ms", silence.waited.count()}};
}

void add_standing(json::object& answer, const Standings& standings, const SourceKey& source) {
  const auto known = standings.find(source);
  if (known != standings.end() && known->second.offences > 0) {
    answer["offences"] = known->second.offences;
    if (known->second.rests_until) {
      answer["rests_until"] = to_rfc3339(*known->second.rests_until);
    }
    answer["last_offence"] = known->second.last_offence;
  }
}

json::object json_of(const Verdict& verdict) {
  if (const auto* agreed = std::get_if<Agreed>(&verdict)) {
    const json::array operators(agreed->operators.begin(), agreed->operators.end());
    return {{"agreed", true}, {"address", agreed->address.to_string()}, {"operators", operators}};
  }
  const auto& none = std::get<NoQuorum>(verdict);
  json::object object{{"agreed", false}, {"best_votes", none.best_votes}};
  if (none.best) {
    object["best"] = none.best->to_string();
  }
  return object;
}

void add_what_host_says(json::object& object, const Findings& findings) {
  for (const auto& [key, said] : {std::pair("obstacle", &findings.obstacle), std::pair("way", &findings.way),
                                  std::pair("note", &findings.note)}) {
    if (!said->empty()) {
      object[key] = *said;
    }
  }
}

json::array json_of(const std::vector<Findings>& all, const Standings& standings) {
  json::array list;
  for (const auto& findings : all) {
    json::array answers;
    for (const auto& answer : findings.answers) {
      auto object = json_of(answer, findings.verdict);
      add_standing(object, standings, {findings.family, answer.source});
      answers.push_back(std::move(object));
    }
    json::array silent;
    for (const auto& silence : findings.silent) {
      silent.push_back(json_of(silence));
    }
    json::object object{
        {"family", to_string(findings.family)}, {"quorum", findings.quorum},   {"asked", findings.asked},
        {"answers", std::move(answers)},        {"silent", std::move(silent)}, {"verdict", json_of(findings.verdict)}};
    add_what_host_says(object, findings);
    list.push_back(std::move(object));
  }
  return list;
}

json::object json_of(const update::RecordReport& record) {
  json::object object{{"domain", record.key.domain},
                      {"name", record.key.name},
                      {"type", to_string(record.key.type)},
                      {"outcome", to_string(record.outcome)},
                      {"before", json_of(record.before)}};
  if (record.address) {
    object["address"] = record.address->to_string();
  }
  if (record.ttl.count() > 0) {
    object["ttl"] = record.ttl.count();
  }
  if (record.failure) {
    object["failure"] = json_of(*record.failure);
  }
  return object;
}

}  // namespace

std::string to_json(const std::vector<Findings>& findings, const Standings& standings,
                    const std::vector<Trouble>& of_account) {
  json::array problems;
  for (const auto& trouble : of_account) {
    problems.push_back({{"what", trouble.what}, {"exit_code", trouble.exit_code}});
  }
  return json::serialize(
      json::object{{"detections", json_of(findings, standings)}, {"account", {{"problems", std::move(problems)}}}});
}

std::string to_json(const update::Report& report, const Standings& standings) {
  json::array records;
  for (const auto& record : report.records) {
    records.push_back(json_of(record));
  }
  return json::serialize(json::object{{"dry_run", report.dry_run},
                                      {"detections", json_of(report.findings, standings)},
                                      {"records", std::move(records)},
                                      {"exit_code", update::exit_code(report)}});
}

std::string to_json(const std::vector<Problem>& problems) {
  json::array list;
  for (const auto& [is_error, where, message] : problems) {
    list.push_back({{"severity", is_error ? "error" : "warning"}, {"file", where}, {"message", message}});
  }
  return json::serialize(json::object{{"good", !has_error(problems)}, {"problems", std::move(list)}});
}

std::string interrupted_json(int exit_code) {
  return json::serialize(json::object{{"failure", "interrupted by a signal before the end"}, {"exit_code", exit_code}});
}

}  // namespace dyndns::show
