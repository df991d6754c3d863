#include "report_text.hpp"

#include <sstream>

#include "canvass_text.hpp"
#include "update/wording.hpp"

namespace dyndns::daemon {
namespace {

using update::Outcome;
using update::RecordReport;

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

std::string describe(const update::Report& report, const Standings& standings, WallTime now) {
  std::ostringstream out;
  out << describe(report.detections, standings, now, false);
  for (const auto& record : report.records) {
    out << host_name(record.key) << ' ' << to_string(record.key.type) << ": " << what_happened(record) << '\n';
  }
  return out.str();
}

}  // namespace dyndns::daemon
