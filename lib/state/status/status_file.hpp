// The status file: written by the daemon, read by `status` of whichever user.
#pragma once

#include <optional>
#include <string>

#include "core/failure.hpp"
#include "core/status.hpp"

namespace dyndns::state {

// DIR/status.json, readable by everybody; replaced as a whole, so that a reader never sees half of it.
class StatusFile {
 public:
  explicit StatusFile(const std::string& dir) : path_(dir + "/status.json") {}

  [[nodiscard]] Result<void> write(const Status& status) const;
  // Nothing when there is none: no daemon runs, or it runs without a runtime directory.
  [[nodiscard]] Result<std::optional<Status>> read() const;
  void remove() const;  // at the daemon's end; what cannot be removed stays

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace dyndns::state
