#include "gandi/classic/publish.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <exception>
#include <string>
#include <utility>

namespace dyndns::gandi::classic {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr auto after_failure = 10s;
constexpr auto after_cancellation = 700ms;  // the daemon stops within a second

// After these Gandi did not do what it was asked for; after any other failure it may have.
bool is_a_no(Fault fault) {
  return fault == Fault::denied || fault == Fault::missing || fault == Fault::refused || fault == Fault::throttled;
}

Failure somebody_else() { return {Fault::unconfirmed, "not updated: the zone was changed by somebody else meanwhile"}; }

std::string left_over(VersionId version) {
  return "version " + std::to_string(version) + " of the zone is left over, delete it at Gandi";
}

// A new version of the zone on its way to being live, and how to take it back.
class Draft {
 public:
  Draft(ZoneCalls calls, std::vector<Change> changes) : calls_(std::move(calls)), changes_(std::move(changes)) {}

  // Clone, edit, verify, activate. Whatever is returned or thrown, only undo() can tell what is left to clean up.
  [[nodiscard]] Task<Result<void>> publish() {
    static constexpr std::array steps{&Draft::read, &Draft::clone, &Draft::edit, &Draft::check, &Draft::activate};
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

  // Deletes the new version unless it is live, or may be. `budget` is shared out among the calls that this takes.
  // Returns what could not be cleaned up, for a message; empty when nothing is left.
  [[nodiscard]] Task<std::string> undo(std::chrono::milliseconds budget) {
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

 private:
  enum class Stage {
    untouched,   // nothing is there that was not before
    requested,   // a version may be there, and we do not know its number
    drafted,     // it is there and not live
    activating,  // it may be live
    live,
  };

  [[nodiscard]] Task<Result<void>> read() {
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

  [[nodiscard]] Task<Result<void>> clone() {
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

  [[nodiscard]] Task<Result<void>> edit() {
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

  [[nodiscard]] Task<Result<void>> carry_out(Edits edits) {
    for (const auto& id : edits.remove) {
      const auto removed = co_await calls_.remove(version_, id);
      if (!removed) {
        co_return removed;
      }
    }
    co_return co_await calls_.put(version_, edits.put);
  }

  [[nodiscard]] Task<Result<void>> check() {
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

  [[nodiscard]] Task<Result<void>> activate() {
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

  [[nodiscard]] Task<std::string> discard(ZoneCalls calls, VersionId version) {
    const auto deleted = co_await calls.delete_version(version);
    // Missing: somebody else was faster.
    if (!deleted && deleted.error().fault != Fault::missing) {
      co_return left_over(version);
    }
    stage_ = Stage::untouched;
    co_return std::string();
  }

  [[nodiscard]] Task<std::string> discard_unless_live(ZoneCalls calls) {
    const auto active = co_await calls.records(ZoneCalls::active, std::string());
    // Deleted only where the old version was seen to be live still: no doubt may cost the zone.
    if (active && same_version(*active, active_before_)) {
      co_return co_await discard(calls, version_);
    }
    if (active && verify(changes_, active_before_, *active)) {
      co_return std::string();
    }
    co_return "version " + std::to_string(version_) + " of the zone is left over unless it is live, check at Gandi";
  }

  // Gandi may have made a version without our hearing of it: one that was not there before and is still a plain clone.
  // One that somebody else made meanwhile and has begun to edit is none.
  [[nodiscard]] Task<std::string> discard_stray(ZoneCalls calls) {
    const std::string unknown = "a new version of the zone may be left over, check at Gandi";
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

  ZoneCalls calls_;
  std::vector<Change> changes_;
  Stage stage_ = Stage::untouched;
  std::vector<VersionId> versions_before_;
  std::vector<Record> active_before_;
  VersionId version_ = 0;
};

Task<Result<void>> publish_or_undo(Draft& draft) {
  const auto outcome = co_await draft.publish();
  if (outcome) {
    co_return outcome;
  }
  auto failure = outcome.error();
  const auto left_over = co_await draft.undo(after_failure);
  if (!left_over.empty()) {
    failure.detail += "; " + left_over;
  }
  co_return failure;
}

}  // namespace

Task<Result<void>> publish(ZoneCalls calls, std::vector<Change> changes) {
  Draft draft(std::move(calls), std::move(changes));
  std::exception_ptr thrown;
  try {
    co_return co_await publish_or_undo(draft);
  } catch (...) {
    thrown = std::current_exception();  // nothing can be awaited in here
  }
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  co_await draft.undo(after_cancellation);
  // What a coroutine has unless it says otherwise; it is that of our callers too.
  co_await asio::this_coro::reset_cancellation_state(asio::enable_terminal_cancellation());
  std::rethrow_exception(thrown);
}

}  // namespace dyndns::gandi::classic
