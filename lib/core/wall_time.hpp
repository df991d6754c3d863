// What people and files call the time, as core handles it.
#pragma once

#include <chrono>

namespace dyndns {

using WallTime = std::chrono::sys_seconds;

}  // namespace dyndns
