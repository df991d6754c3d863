// What a daemon that sleeps for minutes need not hold on to.
#pragma once

namespace dyndns::daemon {

// Gives free heap back, and unmaps the code and constants of program and libraries: they stay in the kernel's page
// cache and are mapped again where they are used (docs/decisions/0005). Costs a fraction of a millisecond.
void release_idle_memory();

}  // namespace dyndns::daemon
