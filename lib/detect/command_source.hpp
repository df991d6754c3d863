// An address source that is a shell command of the user's.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "ports/address_source.hpp"
#include "ports/clock.hpp"

namespace dyndns::detect {

struct Command {
  std::string line;            // for /bin/sh -c; see child.hpp for what it inherits
  bool allow_private = false;  // an address that is not global unicast will do
  std::chrono::milliseconds timeout = std::chrono::seconds(10);
};

// The command prints one address, white space around it ignored, and exits with 0. What it says on stderr, the end of
// it if it is much, is its remark; of a failure it is part of the sentence. It is killed with its process group when
// the timeout has passed, or when it prints more than 4 KiB.
[[nodiscard]] std::unique_ptr<AddressSource> make_command_source(Command command, Clock& clock);

}  // namespace dyndns::detect
