#include "show/round_screen.hpp"

#include <iterator>

#include "show/layout.hpp"
#include "show/sentences.hpp"
#include "text/words.hpp"

namespace dyndns::show {
namespace {

constexpr const char* green = "\x1b[32m";
constexpr const char* red = "\x1b[31m";
constexpr const char* yellow = "\x1b[33m";
constexpr const char* plain = "\x1b[0m";

enum class Voice { vote, dissent, none };

Voice voice_of(const Answer& answer, const Verdict& verdict) {
  if (!answer.address) {
    return Voice::none;
  }
  const auto* agreed = std::get_if<Agreed>(&verdict);
  return agreed == nullptr || *answer.address == agreed->address ? Voice::vote : Voice::dissent;
}

const char* word_for(Voice voice) {
  return voice == Voice::vote ? "vote" : voice == Voice::dissent ? "dissent" : "no vote";
}

const char* colour_of(Voice voice) { return voice == Voice::vote ? green : voice == Voice::dissent ? yellow : red; }

class Page {
 public:
  Page(const Standings& standings, WallTime now, bool for_terminal)
      : standings_(standings), now_(now), for_terminal_(for_terminal) {}

  [[nodiscard]] std::string lines_of(const Findings& findings) const {
    std::vector<Row> rows;
    for (const auto& answer : findings.answers) {
      rows.push_back(row_of(answer, findings));
    }
    for (const auto& silence : findings.silent) {
      rows.push_back(row_of(silence, findings.family));
    }
    return to_lines(rows, for_terminal_);
  }

 private:
  [[nodiscard]] Row row_of(const Answer& answer, const Findings& findings) const {
    const auto remark = answer.remark.empty() ? "" : " (and said: '" + answer.remark + "')";
    const auto said = answer.address ? answer.address->to_string() : answer.address.error().detail;
    return row({answer.operator_name, findings.family, answer.latency, answer.source},
               voice_of(answer, findings.verdict), said + remark);
  }
  [[nodiscard]] Row row_of(const Silence& silence, Family family) const {
    return row({silence.operator_name, family, silence.waited, silence.source}, Voice::none, "gave no answer");
  }

  struct Who {
    std::string operator_name;
    Family family;
    std::chrono::milliseconds took;
    std::string source;
  };
  [[nodiscard]] Row row(const Who& who, Voice voice, const std::string& said) const {
    const auto known = standings_.find({who.family, who.source});
    const auto past = known == standings_.end() ? "" : past_of(known->second, now_);
    return {who.operator_name,
            std::string(to_string(who.family)),
            std::to_string(who.took.count()) + " ms",
            who.source,
            coloured(voice),
            said + (past.empty() ? "" : "; " + past)};
  }
  [[nodiscard]] std::string coloured(Voice voice) const {
    return for_terminal_ ? colour_of(voice) + std::string(word_for(voice)) + plain : word_for(voice);
  }

  const Standings& standings_;
  WallTime now_;
  bool for_terminal_;
};

std::string totals_of(const Findings& findings) {
  return std::string(to_string(findings.family)) + ": " + text::count_of(findings.asked, "operator") + " asked, " +
         std::to_string(operators_answered(findings)) + " gave an address\n";
}

std::string way_of(const Findings& findings) {
  return findings.way.empty() ? "" : std::string(to_string(findings.family)) + " leaves " + findings.way + '\n';
}

std::string what_happened(const update::RecordReport& record) {
  switch (record.outcome) {
    case Outcome::undecided:
      return record.failure ? "left alone: " + record.failure->detail : "left alone, the address is not known";
    case Outcome::confirmed:
      return "unchanged, " + record.address->to_string() + " was seen at Gandi a short while ago";
    case Outcome::unchanged:
      return "unchanged, Gandi serves " + record.address->to_string() + " with TTL " +
             std::to_string(record.ttl.count()) + " s";
    case Outcome::planned:
    case Outcome::changed:
      return change_of(record);
    case Outcome::failed:
      return "failed: " + record.failure->detail;
  }
  return "";
}

}  // namespace

std::string findings_screen(const std::vector<Findings>& all, const Standings& standings, WallTime now,
                            bool for_terminal) {
  const Page page(standings, now, for_terminal);
  std::string text;
  for (const auto& findings : all) {
    text += page.lines_of(findings) + totals_of(findings) + way_of(findings) + verdict_of(findings) + '\n';
    text += findings.note.empty() ? "" : findings.note + '\n';
  }
  return text;
}

std::string round_screen(const update::Report& report, const Standings& standings, WallTime now) {
  auto text = findings_screen(report.findings, standings, now, false);
  for (const auto& record : report.records) {
    text += host_name(record.key) + ' ' + std::string(to_string(record.key.type)) + ": " + what_happened(record) + '\n';
  }
  return text;
}

std::string progress_line(Family family, std::size_t answers, std::size_t sources) {
  return std::string(to_string(family)) + ": " + std::to_string(answers) + " of " +
         text::count_of(sources, "provider") + " have answered";
}

}  // namespace dyndns::show
