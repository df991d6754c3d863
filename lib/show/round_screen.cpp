#include "show/round_screen.hpp"

#include <algorithm>

#include "show/findings_screen.hpp"
#include "show/sentences.hpp"
#include "text/words.hpp"

namespace dyndns::show {
namespace {

std::string what_happened(const update::RecordReport& record) {
  switch (record.outcome) {
    case Outcome::undecided:
      return record.failure ? "left alone" : "left alone, the address is not known";
    case Outcome::confirmed:
      return "unchanged, " + record.address->to_string() + " was seen at Gandi a short while ago";
    case Outcome::unchanged:
      return "unchanged, Gandi serves " + record.address->to_string() + " with TTL " +
             std::to_string(record.ttl.count()) + " s";
    case Outcome::planned:
    case Outcome::changed:
      return change_of(record);
    case Outcome::failed:
      return "failed";
  }
  return "";
}

Mark mark_of(const update::RecordReport& record) {
  switch (record.outcome) {
    case Outcome::confirmed:
    case Outcome::unchanged:
      return Mark::good;
    case Outcome::planned:
    case Outcome::changed:
      return Mark::change;
    case Outcome::undecided:
      return record.failure ? Mark::warning : Mark::none;
    case Outcome::failed:
      return Mark::bad;
  }
  return Mark::none;
}

std::string in_short(const update::RecordReport& record) {
  const auto ttl = ", TTL " + exact_span_of(record.ttl);
  switch (record.outcome) {
    case Outcome::undecided:
      return "left alone";
    case Outcome::confirmed:
    case Outcome::unchanged:
      return record.address->to_string() + ", unchanged";
    case Outcome::planned:
      return (record.before.empty() ? "would be created with " : join(record.before) + " would become ") +
             record.address->to_string() + ttl;
    case Outcome::changed:
      return (record.before.empty() ? "new" : "was " + join(record.before)) + ", now " + record.address->to_string() +
             ttl;
    case Outcome::failed:
      return "failed";
  }
  return "";
}

std::vector<Trouble> of_records(const update::Report& report) {
  auto troubles = troubles_of(report, [](const Subject&) { return std::nullopt; });
  const auto families = std::ranges::count_if(report.findings, [](const Findings& each) { return !is_well(each); });
  troubles.erase(troubles.begin(), troubles.begin() + families);  // their verdicts stand above
  return troubles;
}

}  // namespace

std::string records_screen(const update::Report& report, const Style& style) {
  std::vector<Row> rows;
  for (const auto& record : report.records) {
    rows.push_back({{mark(mark_of(record), style) + ' ' + host_name(record.key)},
                    {std::string(to_string(record.key.type))},
                    {in_short(record)}});
  }
  auto text = to_table(rows, "  ");
  for (const auto& trouble : of_records(report)) {
    text += wrapped(mark(Mark::bad, style) + ' ', trouble.what);
  }
  return text;
}

std::string round_lines(const update::Report& report, const Standings& standings, WallTime now) {
  auto text = findings_lines(report.findings, standings, now);
  for (const auto& record : report.records) {
    text += host_name(record.key) + ' ' + std::string(to_string(record.key.type)) + ": " + what_happened(record) + '\n';
  }
  for (const auto& trouble : of_records(report)) {
    text += trouble.what + '\n';
  }
  return text;
}

std::string account_screen(const std::string& life, const std::vector<Trouble>& troubles, const Style& style) {
  auto text = troubles.empty() && !life.empty() ? wrapped("Gandi " + mark(Mark::good, style) + ' ', life) : "";
  for (const auto& trouble : troubles) {
    text += wrapped("Gandi " + mark(trouble.exit_code == 1 ? Mark::warning : Mark::bad, style) + ' ', trouble.what);
  }
  return text;
}

std::string account_lines(const std::string& life, const std::vector<Trouble>& troubles) {
  auto text = life.empty() ? "" : "Gandi: " + life + '\n';
  for (const auto& trouble : troubles) {
    text += "Gandi: " + trouble.what + '\n';
  }
  return text;
}

std::string progress_line(std::size_t answers, std::size_t sources) {
  return std::to_string(answers) + " of " + text::count_of(sources, "question") + " answered";
}

}  // namespace dyndns::show
