#include "show/findings_screen.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "show/sentences.hpp"
#include "text/words.hpp"

namespace dyndns::show {
namespace {

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

// ---- The page.

// Of one operator and family.
struct Said {
  std::vector<std::chrono::milliseconds> votes{};  // how long each took
  std::vector<std::string> otherwise{};            // "says 192.0.2.1", "no answer", "connection refused"
  bool is_dissent = false;
};

struct OperatorRow {
  std::map<Family, Said> said{};
  std::vector<std::string> past{};
};

using OperatorRows = std::map<std::string, OperatorRow>;

void note_past(OperatorRow& row, const Standings& standings, const SourceKey& source, WallTime now) {
  const auto known = standings.find(source);
  auto past = known == standings.end() ? "" : past_of(known->second, now);
  if (!past.empty()) {
    row.past.push_back(std::string(to_string(source.family)) + " before: " + past);
  }
}

OperatorRows rows_of(const std::vector<Findings>& all, const Standings& standings, WallTime now) {
  OperatorRows rows;
  for (const auto& findings : all) {
    const bool is_agreed = agreement(findings) != nullptr;
    for (const auto& answer : findings.answers) {
      auto& row = rows[answer.operator_name];
      auto& said = row.said[findings.family];
      const auto voice = voice_of(answer, findings.verdict);
      said.is_dissent = said.is_dissent || voice == Voice::dissent;
      if (voice == Voice::vote && is_agreed) {
        said.votes.push_back(answer.latency);
      } else {
        said.otherwise.push_back(answer.address ? "says " + answer.address->to_string()
                                                : answer.address.error().detail);
      }
      if (!answer.remark.empty()) {
        row.past.push_back("and said: '" + answer.remark + "'");
      }
      note_past(row, standings, {findings.family, answer.source}, now);
    }
    for (const auto& silence : findings.silent) {
      auto& row = rows[silence.operator_name];
      row.said[findings.family].otherwise.push_back("no answer in " + std::to_string(silence.waited.count()) + " ms");
      note_past(row, standings, {findings.family, silence.source}, now);
    }
  }
  return rows;
}

std::string times_of(std::vector<std::chrono::milliseconds> times) {
  std::ranges::sort(times);
  std::vector<std::string> texts;
  std::ranges::transform(times, std::back_inserter(texts), [](auto time) { return std::to_string(time.count()); });
  return texts.empty() ? "" : text::join(texts) + " ms";
}

// Nothing is red that is well: an operator that does not answer is none that lies.
Mark mark_of(const OperatorRow& row) {
  bool has_vote = false;
  bool has_gap = false;
  for (const auto& [family, said] : row.said) {
    if (said.is_dissent) {
      return Mark::bad;
    }
    has_vote = has_vote || !said.votes.empty();
    has_gap = has_gap || !said.otherwise.empty();
  }
  return !has_vote ? Mark::none : has_gap ? Mark::warning : Mark::good;
}

constexpr std::size_t cell_width = 22;
constexpr std::size_t name_width = 22;

std::string padding_for(std::string_view text, std::size_t width) {
  std::string padding(width - std::min(columns_of(text), width), ' ');
  return padding;
}

std::string heading(const std::vector<Findings>& all, const Style& style) {
  std::string line(name_width, ' ');
  for (const auto& findings : all) {
    const auto family = to_string(findings.family);
    line += "  " + padding_for(family, cell_width) + bold(family, style);
  }
  return line + '\n';
}

// What is too long for a cell stands below the row.
std::string lines_of(const std::string& name, const OperatorRow& row, const std::vector<Findings>& all,
                     const Style& style) {
  auto line = "  " + mark(mark_of(row), style) + ' ' + name;
  const bool is_long = columns_of(line) > name_width;
  line += is_long ? '\n' + std::string(name_width, ' ') : padding_for(line, name_width);
  std::string below;
  for (const auto& findings : all) {
    const auto found = row.said.find(findings.family);
    auto cell = found == row.said.end() ? "" : times_of(found->second.votes);
    for (const auto& otherwise : found == row.said.end() ? std::vector<std::string>() : found->second.otherwise) {
      if (cell.empty() && columns_of(otherwise) <= cell_width) {
        cell = otherwise;
      } else {
        cell = cell.empty() ? "see below" : cell;
        below += wrapped("      " + std::string(to_string(findings.family)) + ' ', otherwise);
      }
    }
    line += "  " + padding_for(cell, cell_width) + cell;
  }
  for (const auto& past : row.past) {
    below += wrapped("      ", past);
  }
  return line.substr(0, line.find_last_not_of(' ') + 1) + '\n' + below;
}

std::string votes_of(const Findings& findings, const Agreed& agreed) {
  std::set<std::string> otherwise;
  std::set<std::string> silent;
  for (const auto& answer : findings.answers) {
    if (voice_of(answer, findings.verdict) != Voice::vote) {
      (answer.address ? otherwise : silent).insert(answer.operator_name);
    }
  }
  for (const auto& silence : findings.silent) {
    silent.insert(silence.operator_name);
  }
  auto text = std::to_string(agreed.operators.size()) + " of " + text::count_of(findings.asked, "operator") +
              (agreed.operators.size() == 1 ? " says so, " : " agree, ") + std::to_string(findings.quorum) + " needed";
  text += otherwise.empty() ? "" : "; " + text::join({otherwise.begin(), otherwise.end()}) + " said otherwise";
  return text + (silent.empty() ? "" : "; no address from " + text::join({silent.begin(), silent.end()}));
}

std::string verdict_lines(const Findings& findings, const Style& style) {
  const auto title = bold(to_string(findings.family), style) + "  ";
  const auto* agreed = agreement(findings);
  std::string text;
  if (agreed == nullptr) {
    text = wrapped(title + mark(findings.is_absent ? Mark::none : Mark::bad, style) + ' ', why_no_quorum(findings));
  } else {
    const bool is_own = findings.authority == Authority::own_source;
    text = wrapped(title + mark(Mark::good, style) + ' ',
                   agreed->address.to_string() + ": " +
                       (is_own ? "named by " + text::join(agreed->operators) : votes_of(findings, *agreed)));
  }
  for (const auto& said : {findings.way.empty() ? "" : "leaves " + findings.way, findings.note}) {
    text += said.empty() ? "" : wrapped("        ", said);
  }
  return text;
}

// ---- The lines.

class Lines {
 public:
  Lines(const Standings& standings, WallTime now) : standings_(standings), now_(now) {}

  [[nodiscard]] std::string of(const Findings& findings) const {
    std::string lines;
    for (const auto& answer : findings.answers) {
      const auto remark = answer.remark.empty() ? "" : " (and said: '" + answer.remark + "')";
      const auto said = answer.address ? answer.address->to_string() : answer.address.error().detail;
      lines += line({answer.operator_name, {findings.family, answer.source}, answer.latency},
                    voice_of(answer, findings.verdict), said + remark);
    }
    for (const auto& silence : findings.silent) {
      lines += line({silence.operator_name, {findings.family, silence.source}, silence.waited}, Voice::none,
                    "gave no answer");
    }
    return lines;
  }

 private:
  struct Who {
    std::string operator_name;
    SourceKey source;
    std::chrono::milliseconds took;
  };
  [[nodiscard]] std::string line(const Who& who, Voice voice, const std::string& said) const {
    const auto known = standings_.find(who.source);
    const auto past = known == standings_.end() ? "" : past_of(known->second, now_);
    return to_line({who.operator_name, std::string(to_string(who.source.family)),
                    std::to_string(who.took.count()) + " ms", who.source.name, word_for(voice),
                    said + (past.empty() ? "" : "; " + past)});
  }

  const Standings& standings_;
  WallTime now_;
};

std::string totals_of(const Findings& findings) {
  return std::string(to_string(findings.family)) + ": " + text::count_of(findings.asked, "operator") + " asked, " +
         std::to_string(operators_answered(findings)) + " gave an address\n";
}

std::string way_of(const Findings& findings) {
  return findings.way.empty() ? "" : std::string(to_string(findings.family)) + " leaves " + findings.way + '\n';
}

}  // namespace

std::string findings_screen(const std::vector<Findings>& all, const Standings& standings, WallTime now,
                            const Style& style) {
  std::string text;
  for (const auto& [name, row] : rows_of(all, standings, now)) {
    text += lines_of(name, row, all, style);
  }
  text = text.empty() ? "" : heading(all, style) + text + '\n';
  for (const auto& findings : all) {
    text += verdict_lines(findings, style);
  }
  return text;
}

std::string findings_lines(const std::vector<Findings>& all, const Standings& standings, WallTime now) {
  const Lines lines(standings, now);
  std::string text;
  for (const auto& findings : all) {
    text += lines.of(findings) + totals_of(findings) + way_of(findings) + verdict_of(findings) + '\n';
    text += findings.note.empty() ? "" : findings.note + '\n';
  }
  return text;
}

}  // namespace dyndns::show
