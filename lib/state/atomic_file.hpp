// Replaces a file as a whole, or not at all.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "core/failure.hpp"

namespace dyndns::state {

// A reader sees the old content or the new one, and so does whoever looks after a crash or a power cut. The content is
// written under the name `path` + ".new" and then renamed; what a crash left under that name is used again, and when
// another process is just writing there, this one gives up as unavailable.
//
// On failure the old file is as it was, and the temporary one is gone. One exception: unconfirmed means that the new
// content is in place but may not survive a power cut.
[[nodiscard]] Result<void> replace_file(const std::string& path, std::string_view content, ::mode_t mode);

}  // namespace dyndns::state
