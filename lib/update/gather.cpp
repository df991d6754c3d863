#include "update/gather.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <utility>

#include "async/task_group.hpp"
#include "core/canvass.hpp"
#include "update/questions.hpp"

namespace dyndns::update {
namespace {

using namespace std::chrono_literals;
using Sources = std::vector<AddressSource*>;

// How long each source may take.
class Patience {
 public:
  explicit Patience(const std::vector<Panelist>& panel) : panel_(panel) {}

  [[nodiscard]] std::chrono::milliseconds with(std::size_t source) const {
    return panel_[source].patience.value_or(with_strangers_);
  }
  void heard(const Answer& answer) { with_strangers_ = std::clamp(2 * answer.latency, shortest, with_strangers_); }

 private:
  static constexpr std::chrono::milliseconds shortest = 50ms;

  const std::vector<Panelist>& panel_;
  std::chrono::milliseconds with_strangers_ = 500ms;
};

Silence silence_of(const AddressSource& source, std::chrono::milliseconds waited, bool is_overdue) {
  return {source.name(), source.operator_name(), waited, is_overdue};
}

// One canvass, as a task of the group whose other tasks are the questions: when the verdict stands it ends them all.
class Hearing {
 public:
  Hearing(const std::vector<Panelist>& panel, GatherRules rules, Clock& clock, Questions& questions,
          Detection& detection)
      : panel_(panel),
        rules_(rules),
        clock_(clock),
        questions_(questions),
        detection_(detection),
        canvass_(candidates(panel), rules.quorum, rules.spares),
        patience_(panel) {}

  Task<void> hold(async::TaskGroup& group) {
    const auto end = clock_.steady() + rules_.deadline;
    while (!canvass_.is_settled() && clock_.steady() < end) {
      for (const auto source : canvass_.next()) {
        questions_.ask(source);
      }
      co_await questions_.wait_until(mark_slow(end));
      take_answers();
      mark_slow(end);
    }
    conclude();
    group.cancel();
  }

 private:
  static std::vector<Canvass::Source> candidates(const std::vector<Panelist>& panel) {
    std::vector<Canvass::Source> sources;
    for (const auto& panelist : panel) {
      sources.push_back({panelist.source->operator_name(), panelist.rank});
    }
    return sources;
  }

  // Returns when the next of the sources under way becomes slow, `end` at the latest.
  SteadyTime mark_slow(SteadyTime end) {
    const auto now = clock_.steady();
    for (const auto& [source, asked] : questions_.under_way()) {
      const auto slow = asked + patience_.with(source);
      if (slow <= now) {
        canvass_.slow(source);
      } else {
        end = std::min(end, slow);
      }
    }
    return end;
  }

  void take_answers() {
    for (auto& [source, answer] : questions_.take_answers()) {
      if (answer.address) {
        canvass_.voted(source, *answer.address);
        patience_.heard(answer);
      } else {
        canvass_.failed(source);
      }
      detection_.answers.push_back(std::move(answer));
    }
  }

  void conclude() {
    detection_.asked = questions_.operators_asked();
    detection_.verdict = canvass_.verdict();
    for (const auto& [source, asked] : questions_.under_way()) {
      const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.steady() - asked);
      detection_.silent.push_back(silence_of(*panel_[source].source, waited, waited >= patience_.with(source)));
    }
  }

  const std::vector<Panelist>& panel_;
  GatherRules rules_;
  Clock& clock_;
  Questions& questions_;
  Detection& detection_;
  Canvass canvass_;
  Patience patience_;
};

// A task like Hearing::hold(), for everybody's answer.
Task<void> hear_everyone(Questions& questions, async::TaskGroup& group, GatherRules rules, Clock& clock,
                         Detection& detection, std::function<void(const Answer&)> told) {
  const auto end = clock.steady() + rules.deadline;
  for (;;) {
    for (auto& [source, answer] : questions.take_answers()) {
      told(answer);
      detection.answers.push_back(std::move(answer));
    }
    if (questions.under_way().empty() || clock.steady() >= end) {
      break;
    }
    co_await questions.wait_until(end);
  }
  for (const auto& [source, asked] : questions.under_way()) {
    const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(clock.steady() - asked);
    detection.silent.push_back(silence_of(questions.source(source), waited, true));
  }
  group.cancel();
}

Sources sources_of(const std::vector<Panelist>& panel) {
  Sources sources;
  for (const auto& panelist : panel) {
    sources.push_back(panelist.source);
  }
  return sources;
}

Verdict tally_all(const Detection& detection) {
  std::vector<Vote> votes;
  for (const auto& answer : detection.answers) {
    if (answer.address) {
      votes.push_back({answer.operator_name, *answer.address});
    }
  }
  return tally(votes, detection.quorum);
}

}  // namespace

Task<Detection> gather(Family family, std::vector<Panelist> panel, GatherRules rules, Clock& clock) {
  const auto executor = co_await boost::asio::this_coro::executor;
  Detection detection{family, rules.quorum};
  async::TaskGroup group(executor);
  Questions questions(executor, group, family, sources_of(panel), clock);
  Hearing hearing(panel, rules, clock, questions, detection);
  group.start(hearing.hold(group));
  co_await group.join();
  co_return detection;
}

Task<Detection> ask_everyone(Family family, Sources sources, GatherRules rules, Clock& clock,
                             std::function<void(const Answer&)> told) {
  const auto executor = co_await boost::asio::this_coro::executor;
  Detection detection{family, rules.quorum};
  async::TaskGroup group(executor);
  Questions questions(executor, group, family, sources, clock);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    questions.ask(i);
  }
  detection.asked = questions.operators_asked();
  group.start(hear_everyone(questions, group, rules, clock, detection, std::move(told)));
  co_await group.join();
  detection.verdict = tally_all(detection);
  co_return detection;
}

}  // namespace dyndns::update
