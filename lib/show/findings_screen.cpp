#include "show/findings_screen.hpp"

#include <iterator>

#include "show/sentences.hpp"
#include "show/status_screen.hpp"
#include "show/table.hpp"
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

  [[nodiscard]] std::string describe(const Detection& detection) const {
    std::vector<Row> rows;
    for (const auto& answer : detection.answers) {
      rows.push_back(row_of(answer, detection));
    }
    for (const auto& silence : detection.silent) {
      rows.push_back(row_of(silence, detection.family));
    }
    return to_lines(rows, for_terminal_);
  }

 private:
  [[nodiscard]] Row row_of(const Answer& answer, const Detection& detection) const {
    const auto remark = answer.remark.empty() ? "" : " (and said: '" + answer.remark + "')";
    const auto said = answer.address ? answer.address->to_string() : answer.address.error().detail;
    return row({answer.operator_name, detection.family, answer.latency, answer.source},
               voice_of(answer, detection.verdict), said + remark);
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
    const auto past = known == standings_.end() ? "" : show::describe(known->second, now_);
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

std::string totals_of(const Detection& detection) {
  return std::string(to_string(detection.family)) + ": " + text::count_of(detection.asked, "operator") + " asked, " +
         std::to_string(operators_answered(detection)) + " gave an address\n";
}

std::string verdict_of(const Detection& detection) {
  const auto* agreed = std::get_if<Agreed>(&detection.verdict);
  return agreed == nullptr ? why_no_quorum(detection)
                           : std::string(to_string(detection.family)) + " address is " + agreed->address.to_string() +
                                 ": " + std::to_string(agreed->operators.size()) + " operators agree (" +
                                 text::join(agreed->operators) + ")";
}

}  // namespace

std::string describe(const std::vector<Detection>& detections, const Standings& standings, WallTime now,
                     bool for_terminal) {
  const Page page(standings, now, for_terminal);
  std::string text;
  for (const auto& detection : detections) {
    text += page.describe(detection) + totals_of(detection) + verdict_of(detection) + '\n';
  }
  return text;
}

}  // namespace dyndns::show
