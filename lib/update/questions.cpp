#include "update/questions.hpp"

#include <chrono>

namespace dyndns::update {

Questions::Questions(const boost::asio::any_io_executor& executor, async::TaskGroup& group, Family family,
                     std::vector<AddressSource*> sources, Clock& clock)
    : group_(group), family_(family), sources_(std::move(sources)), clock_(clock), answered_(executor) {}

void Questions::ask(std::size_t source) {
  operators_.insert(sources_[source]->operator_name());
  under_way_[source] = clock_.steady();
  group_.start(await_answer(source));
}

Task<void> Questions::wait_until(SteadyTime when) { return answered_.wait_until(clock_, when); }

std::vector<std::pair<std::size_t, Answer>> Questions::take_answers() { return std::exchange(answers_, {}); }

std::map<std::size_t, std::chrono::milliseconds> Questions::waited_for() const {
  std::map<std::size_t, std::chrono::milliseconds> waited;
  for (const auto& [source, asked] : under_way_) {
    waited.emplace(source, std::chrono::duration_cast<std::chrono::milliseconds>(clock_.steady() - asked));
  }
  return waited;
}

Task<void> Questions::await_answer(std::size_t index) {
  auto& source = *sources_[index];
  auto address = co_await source.ask(family_);
  const auto latency = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.steady() - under_way_.at(index));
  answers_.emplace_back(index,
                        Answer{source.name(), source.operator_name(), std::move(address), latency, source.remark()});
  under_way_.erase(index);
  answered_.ring();
}

}  // namespace dyndns::update
