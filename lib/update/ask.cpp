#include "update/ask.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <iterator>
#include <utility>

#include "async/task_group.hpp"
#include "core/asking.hpp"
#include "update/questions.hpp"

namespace dyndns::update {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

// How long each source may take: a stranger, twice as long as the first answer that came by the same way.
class Patience {
 public:
  explicit Patience(const std::vector<RankedSource>& sources) : sources_(sources) {}

  [[nodiscard]] milliseconds with(std::size_t source) const {
    return sources_[source].patience.value_or(with_strangers_.at(way_of(source)));
  }
  void heard(std::size_t source, milliseconds latency) {
    auto& patience = with_strangers_.at(way_of(source));
    patience = std::clamp(2 * latency, shortest, patience);
  }

 private:
  static constexpr milliseconds shortest = 50ms;

  [[nodiscard]] std::size_t way_of(std::size_t source) const {
    return sources_[source].source->is_one_datagram() ? 1 : 0;
  }

  const std::vector<RankedSource>& sources_;
  std::array<milliseconds, 2> with_strangers_ = {500ms, 500ms};
};

Findings nothing_found(Family family, const AskingRules& rules) {
  Findings findings{family, rules.quorum};
  findings.authority = rules.authority;
  return findings;
}

Silence silence_of(const AddressSource& source, std::chrono::milliseconds waited, bool is_overdue) {
  return {source.name(), source.operator_name(), waited, is_overdue};
}

// Asks until the verdict stands, as a task of the group whose other tasks are the questions: then it ends them all.
class Asker {
 public:
  Asker(Family family, const std::vector<RankedSource>& sources, AskingRules rules, Clock& clock, Questions& questions)
      : sources_(sources),
        rules_(rules),
        clock_(clock),
        questions_(questions),
        findings_(nothing_found(family, rules)),
        asking_(candidates(sources), rules.quorum, rules.spares),
        patience_(sources) {}

  Task<void> run(async::TaskGroup& group) {
    const auto end = clock_.steady() + rules_.deadline;
    while (!asking_.is_settled() && clock_.steady() < end) {
      for (const auto source : asking_.next()) {
        questions_.ask(source);
      }
      co_await questions_.wait_until(mark_slow(end));
      take_answers();
      mark_slow(end);
    }
    conclude();
    group.cancel();
  }

  [[nodiscard]] Findings take_findings() { return std::move(findings_); }

 private:
  static std::vector<Asking::Source> candidates(const std::vector<RankedSource>& sources) {
    std::vector<Asking::Source> candidates;
    for (const auto& ranked : sources) {
      candidates.push_back({ranked.source->operator_name(), ranked.rank});
    }
    return candidates;
  }

  // Returns when the next of the sources under way becomes slow, `end` at the latest.
  SteadyTime mark_slow(SteadyTime end) {
    const auto now = clock_.steady();
    for (const auto& [source, asked] : questions_.under_way()) {
      const auto slow = asked + patience_.with(source);
      if (slow <= now) {
        asking_.slow(source);
      } else {
        end = std::min(end, slow);
      }
    }
    return end;
  }

  void take_answers() {
    for (auto& [source, answer] : questions_.take_answers()) {
      if (answer.address) {
        asking_.voted(source, *answer.address);
        patience_.heard(source, answer.latency);
      } else {
        asking_.failed(source);
      }
      findings_.answers.push_back(std::move(answer));
    }
  }

  void conclude() {
    findings_.asked = questions_.operators_asked();
    findings_.verdict = asking_.verdict();
    for (const auto& [source, waited] : questions_.waited_for()) {
      const bool is_overdue = waited >= patience_.with(source);
      findings_.silent.push_back(silence_of(*sources_[source].source, waited, is_overdue));
    }
  }

  const std::vector<RankedSource>& sources_;
  AskingRules rules_;
  Clock& clock_;
  Questions& questions_;
  Findings findings_;
  Asking asking_;
  Patience patience_;
};

// A task like Asker::run(), for everybody's answer. `findings` are ask_everyone()'s, which waits for it.
Task<void> hear_everyone(Questions& questions, async::TaskGroup& group, AskingRules rules, Clock& clock,
                         Findings& findings, std::function<void(const Answer&)> on_answer) {
  const auto end = clock.steady() + rules.deadline;
  for (;;) {
    for (auto& [source, answer] : questions.take_answers()) {
      on_answer(answer);
      findings.answers.push_back(std::move(answer));
    }
    if (questions.under_way().empty() || clock.steady() >= end) {
      break;
    }
    co_await questions.wait_until(end);
  }
  for (const auto& [source, waited] : questions.waited_for()) {
    findings.silent.push_back(silence_of(questions.source(source), waited, true));
  }
  group.cancel();
}

std::vector<AddressSource*> without_ranks(const std::vector<RankedSource>& ranked) {
  std::vector<AddressSource*> sources;
  std::ranges::transform(ranked, std::back_inserter(sources), &RankedSource::source);
  return sources;
}

Verdict tally_all(const Findings& findings) {
  std::vector<Vote> votes;
  for (const auto& answer : findings.answers) {
    if (answer.address) {
      votes.push_back({answer.operator_name, *answer.address});
    }
  }
  return tally(votes, findings.quorum);
}

}  // namespace

Task<Findings> ask_sources(Family family, std::vector<RankedSource> sources, AskingRules rules, Clock& clock) {
  const auto executor = co_await boost::asio::this_coro::executor;
  async::TaskGroup group(executor);
  Questions questions(executor, group, family, without_ranks(sources), clock);
  Asker asker(family, sources, rules, clock, questions);
  group.start(asker.run(group));
  co_await group.join();
  co_return asker.take_findings();
}

Task<Findings> ask_everyone(Family family, std::vector<AddressSource*> sources, AskingRules rules, Clock& clock,
                            std::function<void(const Answer&)> on_answer) {
  const auto executor = co_await boost::asio::this_coro::executor;
  auto findings = nothing_found(family, rules);
  async::TaskGroup group(executor);
  Questions questions(executor, group, family, sources, clock);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    questions.ask(i);
  }
  findings.asked = questions.operators_asked();
  group.start(hear_everyone(questions, group, rules, clock, findings, std::move(on_answer)));
  co_await group.join();
  findings.verdict = tally_all(findings);
  co_return findings;
}

}  // namespace dyndns::update
