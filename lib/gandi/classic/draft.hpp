// A new version of a classic zone on its way to being live, and how to take it back.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/plan.hpp"
#include "gandi/classic/calls.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi {

class Draft {
 public:
  Draft(ZoneCalls calls, std::vector<Change> changes);

  // Clone, edit, verify, activate. Whatever is returned or thrown, only undo() can tell what is left to clean up.
  [[nodiscard]] Task<Result<void>> publish();

  // Deletes the new version unless it is live, or may be. `budget` is shared out among the calls that this takes.
  // Returns what could not be cleaned up, for a message; empty when nothing is left.
  [[nodiscard]] Task<std::string> undo(std::chrono::milliseconds budget);

 private:
  enum class Stage {
    untouched,   // nothing is there that was not before
    requested,   // a version may be there, and we do not know its number
    drafted,     // it is there and not live
    activating,  // it may be live
    live,
  };

  [[nodiscard]] Task<Result<void>> look();
  [[nodiscard]] Task<Result<void>> clone();
  [[nodiscard]] Task<Result<void>> edit();
  [[nodiscard]] Task<Result<void>> carry_out(Edits edits);
  [[nodiscard]] Task<Result<void>> check();
  [[nodiscard]] Task<Result<void>> activate();

  [[nodiscard]] Task<std::string> discard(ZoneCalls calls, VersionId version);
  [[nodiscard]] Task<std::string> discard_unless_live(ZoneCalls calls);
  [[nodiscard]] Task<std::string> discard_stray(ZoneCalls calls);

  ZoneCalls calls_;
  std::vector<Change> changes_;
  Stage stage_ = Stage::untouched;
  std::vector<VersionId> versions_before_;
  std::vector<ClassicRecord> active_before_;
  VersionId version_ = 0;
};

}  // namespace dyndns::gandi
