// Where events go.
#pragma once

#include <vector>

#include "core/event.hpp"

namespace dyndns {

class Log {
 public:
  virtual ~Log() = default;

  // Drops what is below the level that it was made with.
  virtual void write(const Event& event) = 0;

  void write_all(const std::vector<Event>& events) {
    for (const auto& event : events) {
      write(event);
    }
  }
};

}  // namespace dyndns
