// Replaces a file as a whole, or not at all.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "file/read_file.hpp"

namespace dyndns::file {

// A reader sees the old content or the new one, and so does whoever looks after a crash or a power cut. The content is
// written under the name `path` + ".new" and then renamed; what a crash left under that name is used again, and when
// another process is just writing there, this one gives up with EWOULDBLOCK.
//
// On an error the old file is as it was, and the temporary one is gone. One exception: where the error is_in_place, the
// new content is there but may not survive a power cut.
[[nodiscard]] boost::system::result<void, Error> replace_file(const std::string& path, std::string_view content,
                                                              ::mode_t mode);

}  // namespace dyndns::file
