// The questions about one family: those under way, and the answers that nobody has looked at yet.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "async/bell.hpp"
#include "async/task_group.hpp"
#include "core/findings.hpp"
#include "ports/address_source.hpp"
#include "ports/clock.hpp"

namespace dyndns::update {

class Questions {
 public:
  // A question is a task of the group, and is cancelled with it.
  Questions(const boost::asio::any_io_executor& executor, async::TaskGroup& group, Family family,
            std::vector<AddressSource*> sources, Clock& clock);

  void ask(std::size_t source);

  // Returns when there is an answer, or when the time has come.
  [[nodiscard]] Task<void> wait_until(SteadyTime when);
  [[nodiscard]] std::vector<std::pair<std::size_t, Answer>> take_answers();

  // When each source was asked that has not answered, and how long ago that is.
  [[nodiscard]] const std::map<std::size_t, SteadyTime>& under_way() const { return under_way_; }
  [[nodiscard]] std::map<std::size_t, std::chrono::milliseconds> waited_for() const;

  [[nodiscard]] const AddressSource& source(std::size_t index) const { return *sources_[index]; }

  // Each once, through however many sources.
  [[nodiscard]] unsigned operators_asked() const { return static_cast<unsigned>(operators_.size()); }

 private:
  Task<void> await_answer(std::size_t index);

  async::TaskGroup& group_;
  Family family_;
  std::vector<AddressSource*> sources_;
  Clock& clock_;
  std::set<std::string> operators_;
  std::map<std::size_t, SteadyTime> under_way_;
  std::vector<std::pair<std::size_t, Answer>> answers_;
  async::Bell answered_;
};

}  // namespace dyndns::update
