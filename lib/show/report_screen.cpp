#include "show/report_screen.hpp"

#include <sstream>

#include "show/findings_screen.hpp"
#include "show/sentences.hpp"

namespace dyndns::show {
namespace {

std::string what_happened(const update::RecordReport& record) {
  switch (record.outcome) {
    case update::Outcome::undecided:
      return "left alone, the address is not known";
    case update::Outcome::confirmed:
      return "unchanged, " + record.address->to_string() + " was seen at Gandi a short while ago";
    case update::Outcome::unchanged:
      return "unchanged, Gandi serves " + record.address->to_string() + " with TTL " +
             std::to_string(record.ttl.count()) + " s";
    case update::Outcome::planned:
    case update::Outcome::changed:
      return describe_change(record);
    case update::Outcome::failed:
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

}  // namespace dyndns::show
