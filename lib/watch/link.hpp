// A reason to look now instead of later: the network changed so that our public address may be another.
#pragma once

#include <functional>
#include <string>

#include "ports/clock.hpp"
#include "watch/network.hpp"

namespace dyndns::watch {

// Calls `tell` with the reason in words until cancelled. Changes come in bursts: one call for all that happens within
// half a second of the first. A network that keeps changing brings three calls, and then one a minute, since each of
// them costs several providers an answer; what happens meanwhile is not lost, but a change that was undone is none.
[[nodiscard]] Task<void> watch_link(Network& network, Clock& clock, std::function<void(const std::string&)> tell);

}  // namespace dyndns::watch
