// A task that writes a letter when its time has come: the order of many makes a word.
#pragma once

#include <string>

#include "ports/clock.hpp"

namespace dyndns::fakes {

inline Task<void> write_after(Clock& clock, SteadyTime::duration delay, char letter, std::string& to) {
  co_await clock.sleep_until(clock.steady() + delay);
  to += letter;
}

}  // namespace dyndns::fakes
