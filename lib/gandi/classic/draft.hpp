// A new version of a classic zone on its way to being live, and how to take it back.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/plan.hpp"
#include "gandi/classic/calls.hpp"
#include "gandi/classic/tidying.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi::classic {

class Draft {
 public:
  // As publish() takes them.
  Draft(ZoneCalls calls, std::vector<Change> changes, std::optional<std::vector<Record>> seen);

  // Clone, edit, check, activate. Whatever is returned or thrown, only undo() can tell what is left to clean up.
  [[nodiscard]] Task<Result<void>> publish();

  // Deletes the new version unless it is live, or may be. `budget` is shared out among the calls that this takes.
  [[nodiscard]] Task<LeftOver> undo(std::chrono::milliseconds budget);

 private:
  enum class Stage {
    untouched,   // nothing is there that was not before
    requested,   // a version may be there, and we do not know its number
    drafted,     // it is there and not live
    activating,  // it may be live
    live,
  };

  // The steps.
  [[nodiscard]] Task<Result<void>> begin();
  [[nodiscard]] Task<Result<void>> edit_and_check();
  [[nodiscard]] Task<Result<void>> edit(std::size_t side_by_side);
  [[nodiscard]] Task<Result<void>> check();
  [[nodiscard]] Task<Result<void>> activate();

  [[nodiscard]] Task<void> clone();
  [[nodiscard]] Task<Result<void>> carry_out(Edits edits);
  [[nodiscard]] Task<Result<void>> make(Edits edits);
  [[nodiscard]] Task<LeftOver> discard_unless_live(ZoneCalls calls);

  ZoneCalls calls_;
  std::vector<Change> changes_;
  Stage stage_ = Stage::untouched;
  Before before_;
  VersionId version_ = 0;
  bool is_told_apart_ = false;  // it was read, and is not the active version
  Result<void> cloned_{};
  Result<void> edited_{};
  bool may_be_crowded_ = false;  // the edit failed in a way that may come of its calls being made side by side
};

}  // namespace dyndns::gandi::classic
