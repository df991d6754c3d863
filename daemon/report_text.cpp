#include "report_text.hpp"

#include <algorithm>
#include <iomanip>
#include <sstream>

#include "update/wording.hpp"

namespace dyndns::daemon {
namespace {

using update::Outcome;
using update::RecordReport;

std::string verdict_of(const Detection& detection) {
  const auto* agreed = std::get_if<Agreed>(&detection.verdict);
  return agreed == nullptr ? why_no_quorum(detection)
                           : std::string(to_string(detection.family)) + " address is " + agreed->address.to_string() +
                                 ": " + std::to_string(agreed->operators.size()) + " operators agree (" +
                                 update::join(agreed->operators) + ")";
}

std::string what_was_said(const Answer& answer) {
  return answer.address ? answer.address->to_string() : answer.address.error().detail;
}

std::string what_was_remarked(const Answer& answer) {
  return answer.remark.empty() ? "" : " (and said: '" + answer.remark + "')";
}

bool is_vote_for(const Answer& answer, const Verdict& verdict) {
  const auto* agreed = std::get_if<Agreed>(&verdict);
  return answer.address && agreed != nullptr && *answer.address == agreed->address;
}

constexpr const char* green = "\x1b[32m";
constexpr const char* red = "\x1b[31m";
constexpr const char* yellow = "\x1b[33m";
constexpr const char* plain = "\x1b[0m";

const char* colour_of(const Answer& answer, const Verdict& verdict) {
  return !answer.address ? red : is_vote_for(answer, verdict) ? green : yellow;
}

int widest(const std::vector<Answer>& answers, std::string Answer::*text) {
  std::size_t width = 0;
  for (const auto& answer : answers) {
    width = std::max(width, (answer.*text).size());
  }
  return static_cast<int>(width);
}

void add_answers(std::ostream& out, const Detection& detection, bool for_terminal) {
  const int operators = for_terminal ? widest(detection.answers, &Answer::operator_name) : 0;
  const int sources = for_terminal ? widest(detection.answers, &Answer::source) : 0;
  const int latency = for_terminal ? 5 : 0;
  for (const auto& answer : detection.answers) {
    out << std::left << std::setw(operators) << answer.operator_name << ' ' << to_string(detection.family) << ' '
        << std::right << std::setw(latency) << answer.latency.count() << " ms " << std::left << std::setw(sources)
        << answer.source << ' ' << (for_terminal ? colour_of(answer, detection.verdict) : "") << what_was_said(answer)
        << (for_terminal ? plain : "") << what_was_remarked(answer) << '\n';
  }
}

std::string what_happened(const RecordReport& record) {
  switch (record.outcome) {
    case Outcome::undecided:
      return "left alone, the address is not known";
    case Outcome::confirmed:
      return "unchanged, " + record.address->to_string() + " was seen at Gandi a short while ago";
    case Outcome::unchanged:
      return "unchanged, Gandi serves " + record.address->to_string() + " with TTL " +
             std::to_string(record.ttl.count()) + " s";
    case Outcome::planned:
    case Outcome::changed:
      return update::describe_change(record);
    case Outcome::failed:
      return "failed: " + record.failure->detail;
  }
  return "";
}

}  // namespace

std::string describe(const std::vector<Detection>& detections, bool for_terminal) {
  std::ostringstream out;
  for (const auto& detection : detections) {
    add_answers(out, detection, for_terminal);
    out << verdict_of(detection) << '\n';
  }
  return out.str();
}

std::string describe(const update::Report& report) {
  std::ostringstream out;
  out << describe(report.detections, false);
  for (const auto& record : report.records) {
    out << host_name(record.key) << ' ' << to_string(record.key.type) << ": " << what_happened(record) << '\n';
  }
  return out.str();
}

}  // namespace dyndns::daemon
