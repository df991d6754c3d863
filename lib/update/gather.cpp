#include "update/gather.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <utility>

#include "async/task_group.hpp"
#include "core/canvass.hpp"
#include "update/questions.hpp"

namespace dyndns::update {
namespace {

using Sources = std::vector<AddressSource*>;

void take_votes(Questions& questions, Canvass& canvass, Detection& detection) {
  for (auto& [source, answer] : questions.take_answers()) {
    if (answer.address) {
      canvass.voted(source, *answer.address);
    } else {
      canvass.failed(source);
    }
    detection.answers.push_back(std::move(answer));
  }
}

// Returns when the next of the sources under way becomes slow, `end` at the latest.
SteadyTime mark_slow(const Questions& questions, Canvass& canvass, const GatherRules& rules, SteadyTime now,
                     SteadyTime end) {
  for (const auto& [source, asked] : questions.under_way()) {
    if (asked + rules.patience <= now) {
      canvass.slow(source);
    } else {
      end = std::min(end, asked + rules.patience);
    }
  }
  return end;
}

// A task of the group whose other tasks are the questions: when the verdict stands it ends them all.
Task<void> hold_canvass(Canvass& canvass, Questions& questions, async::TaskGroup& group, GatherRules rules,
                        Clock& clock, Detection& detection) {
  const auto end = clock.steady() + rules.deadline;
  while (!canvass.is_settled() && clock.steady() < end) {
    for (const auto source : canvass.next()) {
      questions.ask(source);
    }
    co_await questions.wait_until(mark_slow(questions, canvass, rules, clock.steady(), end));
    take_votes(questions, canvass, detection);
    mark_slow(questions, canvass, rules, clock.steady(), end);
  }
  detection.asked = questions.operators_asked();
  detection.verdict = canvass.verdict();
  group.cancel();
}

std::vector<std::string> operators_of(const Sources& sources) {
  std::vector<std::string> names;
  for (const auto* source : sources) {
    names.push_back(source->operator_name());
  }
  return names;
}

// A task like hold_canvass(), for everybody's answer.
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
  group.cancel();
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

Task<Detection> gather(Family family, Sources sources, GatherRules rules, Clock& clock) {
  const auto executor = co_await boost::asio::this_coro::executor;
  Detection detection{family, rules.quorum};
  Canvass canvass(operators_of(sources), rules.quorum, rules.spares);
  async::TaskGroup group(executor);
  Questions questions(executor, group, family, std::move(sources), clock);
  group.start(hold_canvass(canvass, questions, group, rules, clock, detection));
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
