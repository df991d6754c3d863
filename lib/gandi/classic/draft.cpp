#include "gandi/classic/draft.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace dyndns::gandi {
namespace {

// After these Gandi did not do what it was asked for; after any other failure it may have.
bool is_a_no(Fault fault) {
  return fault == Fault::denied || fault == Fault::missing || fault == Fault::refused || fault == Fault::throttled;
}

Failure somebody_else() { return {Fault::unconfirmed, "not updated: the zone was changed by somebody else meanwhile"}; }

std::string left_over(VersionId version) {
  return "version " + std::to_string(version) + " of the zone is left over, delete it at Gandi";
}

}  // namespace

Draft::Draft(ZoneCalls calls, std::vector<Change> changes) : calls_(std::move(calls)), changes_(std::move(changes)) {}

Task<Result<void>> Draft::publish() {
  static constexpr std::array steps{&Draft::look, &Draft::clone, &Draft::edit, &Draft::check, &Draft::activate};
  for (const auto step : steps) {
    const auto done = co_await (this->*step)();
    if (!done) {
      // What we made a moment ago can only be missing because another writer took it away.
      if (version_ != 0 && done.error().fault == Fault::missing) {
        co_return somebody_else();
      }
      co_return done;
    }
  }
  co_return Result<void>();
}

Task<Result<void>> Draft::look() {
  auto versions = co_await calls_.versions();
  if (!versions) {
    co_return versions.error();
  }
  auto records = co_await calls_.records(ZoneCalls::active, std::string());
  if (!records) {
    co_return records.error();
  }
  versions_before_ = std::move(*versions);
  active_before_ = std::move(*records);
  co_return Result<void>();
}

Task<Result<void>> Draft::clone() {
  stage_ = Stage::requested;
  const auto version = co_await calls_.new_version();
  if (!version) {
    stage_ = is_a_no(version.error().fault) ? Stage::untouched : Stage::requested;
    co_return version.error();
  }
  version_ = *version;
  stage_ = Stage::drafted;
  co_return Result<void>();
}

Task<Result<void>> Draft::edit() {
  const auto records = co_await calls_.records(version_, std::string());
  if (!records) {
    co_return records.error();
  }
  for (const auto& change : changes_) {
    const auto edits = edits_for(change, *records);
    const auto done = co_await carry_out(edits);
    if (!done) {
      co_return done;
    }
  }
  co_return Result<void>();
}

Task<Result<void>> Draft::carry_out(Edits edits) {
  for (const auto& id : edits.remove) {
    const auto removed = co_await calls_.remove(version_, id);
    if (!removed) {
      co_return removed;
    }
  }
  co_return co_await calls_.put(version_, edits.put);
}

Task<Result<void>> Draft::check() {
  const auto draft = co_await calls_.records(version_, std::string());
  if (!draft) {
    co_return draft.error();
  }
  const auto active = co_await calls_.records(ZoneCalls::active, std::string());
  if (!active) {
    co_return active.error();
  }
  if (!same_version(*active, active_before_)) {
    co_return somebody_else();
  }
  co_return verify(changes_, active_before_, *draft);
}

Task<Result<void>> Draft::activate() {
  stage_ = Stage::activating;
  const auto activated = co_await calls_.activate(version_);
  if (activated) {
    stage_ = Stage::live;
    co_return activated;
  }
  const auto& failure = activated.error();
  if (is_a_no(failure.fault)) {
    stage_ = Stage::drafted;
    co_return failure;
  }
  co_return Failure{Fault::unconfirmed, "could not confirm that version " + std::to_string(version_) +
                                            " of the zone is live: " + failure.detail};
}

Task<std::string> Draft::undo(std::chrono::milliseconds budget) {
  if (stage_ == Stage::requested) {
    co_return co_await discard_stray(calls_.within(budget / 3));
  }
  if (stage_ == Stage::drafted) {
    co_return co_await discard(calls_.within(budget), version_);
  }
  if (stage_ == Stage::activating) {
    co_return co_await discard_unless_live(calls_.within(budget / 2));
  }
  co_return std::string();
}

Task<std::string> Draft::discard(ZoneCalls calls, VersionId version) {
  const auto deleted = co_await calls.delete_version(version);
  // Missing: somebody else was faster.
  if (!deleted && deleted.error().fault != Fault::missing) {
    co_return left_over(version);
  }
  stage_ = Stage::untouched;
  co_return std::string();
}

Task<std::string> Draft::discard_unless_live(ZoneCalls calls) {
  const auto active = co_await calls.records(ZoneCalls::active, std::string());
  // Deleted only where the old version was seen to be live still: no doubt may cost the zone.
  if (active && same_version(*active, active_before_)) {
    co_return co_await discard(calls, version_);
  }
  if (active && verify(changes_, active_before_, *active)) {
    co_return std::string();
  }
  co_return "version " + std::to_string(version_) + " of the zone is left over unless it is live, look at Gandi";
}

// Gandi may have made a version without our hearing of it: one that was not there before and is still a plain clone.
// One that somebody else made meanwhile and has begun to edit is none.
Task<std::string> Draft::discard_stray(ZoneCalls calls) {
  const std::string unknown = "a new version of the zone may be left over, look at Gandi";
  const auto versions = co_await calls.versions();
  if (!versions) {
    co_return unknown;
  }
  std::string note;
  for (const auto version : *versions) {
    if (std::ranges::find(versions_before_, version) != versions_before_.end()) {
      continue;
    }
    const auto records = co_await calls.records(version, std::string());
    if (!records) {
      note = left_over(version);
    } else if (same_content(*records, active_before_)) {
      note = co_await discard(calls, version);
    }
  }
  co_return note;
}

}  // namespace dyndns::gandi
