#include "gandi/classic/draft.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <functional>
#include <utility>

#include "async/task_group.hpp"

namespace dyndns::gandi::classic {
namespace {

// Connections, each of which costs as much to open as it saves of a call. What two calls at once need for the check is
// open then.
constexpr std::size_t edits_side_by_side = 3;

constexpr std::chrono::seconds for_a_help{2};  // the list of versions is not worth waiting for longer

// After these Gandi did not do what it was asked for; after any other failure it may have.
bool is_a_no(Fault fault) {
  return fault == Fault::denied || fault == Fault::missing || fault == Fault::refused || fault == Fault::throttled;
}

Failure somebody_else() { return {Fault::unconfirmed, "not updated: the zone was changed by somebody else meanwhile"}; }

}  // namespace

Draft::Draft(ZoneCalls calls, std::vector<Change> changes, std::optional<std::vector<Record>> seen)
    : calls_(std::move(calls)), changes_(std::move(changes)) {
  if (seen) {
    before_.active = std::move(*seen);
  }
}

Task<Result<void>> Draft::publish() {
  auto done = co_await begin();
  if (done) {
    done = co_await edit_and_check();
  }
  if (done) {
    done = co_await activate();
  }
  // What we made a moment ago can only be missing because another writer took it away.
  if (!done && version_ != 0 && done.error().fault == Fault::missing) {
    done = somebody_else();
  }
  co_return done;
}

Task<LeftOver> Draft::undo(std::chrono::milliseconds budget) {
  if (stage_ == Stage::requested) {
    co_return co_await discard_stray(calls_.within(budget / 3), before_);
  }
  if (stage_ == Stage::drafted && !is_told_apart_) {
    co_return co_await discard_unseen(calls_.within(budget / 3), version_, before_);
  }
  if (stage_ == Stage::drafted) {
    co_return co_await discard(calls_.within(budget), version_, before_);
  }
  if (stage_ == Stage::activating) {
    co_return co_await discard_unless_live(calls_.within(budget / 2));
  }
  co_return LeftOver();
}

// All that is to be known before, side by side with the clone: check() sees whether it was still so when the clone was
// made. The versions are asked for first, over the connection that is open, and so are told before there is a new one;
// where they are not, it is taken for an old one, and is left over after a lost answer.
Task<Result<void>> Draft::begin() {
  stage_ = Stage::requested;
  auto impatient = calls_.within(for_a_help);
  async::TaskGroup group(co_await boost::asio::this_coro::executor);
  group.start(async::keep(impatient.versions(), before_.versions));
  if (!before_.active) {
    group.start(async::keep(calls_.records(ZoneCalls::active, std::string()), before_.active));
  }
  group.start(clone());
  co_await group.join();
  if (cloned_ && !before_.active) {
    co_return before_.active.error();
  }
  co_return cloned_;
}

Task<void> Draft::clone() {
  const auto version = co_await calls_.new_version();
  if (version) {
    version_ = *version;
    stage_ = Stage::drafted;
    co_return;
  }
  cloned_ = version.error();
  stage_ = is_a_no(version.error().fault) ? Stage::untouched : Stage::requested;
}

// Nobody has seen what Gandi makes of edits that come side by side. If they get into each other's way, they are made
// once more, one by one: what is already there as wanted stays so.
Task<Result<void>> Draft::edit_and_check() {
  auto done = co_await edit(edits_side_by_side);
  if (done) {
    done = co_await check();
  }
  if (done || !may_be_crowded_ || changes_.size() == 1) {
    co_return done;
  }
  done = co_await edit(1);
  if (!done) {
    co_return done;
  }
  co_return co_await check();
}

Task<Result<void>> Draft::edit(std::size_t side_by_side) {
  const auto records = co_await calls_.records(version_, std::string());
  if (!records) {
    co_return records.error();
  }
  if (share_an_id(*records, *before_.active)) {
    stage_ = Stage::untouched;  // the live version is no draft: neither to be edited nor to be deleted
    co_return Failure{Fault::malformed, "not updated: what Gandi gave as a new version of the zone is the live one"};
  }
  is_told_apart_ = true;
  edited_ = {};
  const std::function<Task<Result<void>>(std::size_t)> make_edit = [&](std::size_t number) {
    return carry_out(edits_for(changes_[number], *records));
  };
  (void)co_await async::side_by_side(changes_.size(), side_by_side, make_edit);
  may_be_crowded_ = !edited_ && (edited_.error().fault == Fault::refused || edited_.error().fault == Fault::missing);
  co_return edited_;
}

// After a failure nothing more is begun.
Task<Result<void>> Draft::carry_out(Edits edits) {
  if (edited_) {
    const auto done = co_await make(std::move(edits));
    edited_ = edited_ ? done : edited_;
  }
  co_return edited_;
}

Task<Result<void>> Draft::make(Edits edits) {
  for (const auto& [record, count] : edits.remove) {
    const auto removed = co_await calls_.remove(version_, record, count);
    if (!removed) {
      co_return removed;
    }
  }
  co_return co_await calls_.put(version_, edits.put);
}

// The last look at the live version before it is replaced. Who makes another one live between this and our activation
// is undone by it, and no call of Gandi's could tell (docs/gandi-api.md).
Task<Result<void>> Draft::check() {
  Result<std::vector<Record>> draft;
  Result<std::vector<Record>> active;
  async::TaskGroup group(co_await boost::asio::this_coro::executor);
  group.start(async::keep(calls_.records(version_, std::string()), draft));
  group.start(async::keep(calls_.records(ZoneCalls::active, std::string()), active));
  co_await group.join();
  if (!draft) {
    co_return draft.error();
  }
  if (!active) {
    co_return active.error();
  }
  if (!same_version(*active, *before_.active)) {
    co_return somebody_else();
  }
  const auto verified = verify(changes_, *before_.active, *draft);
  may_be_crowded_ = !verified;
  co_return verified;
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
  co_return Failure{
      Fault::unconfirmed,
      "could not confirm that version " + std::to_string(version_) + " of the zone is live: " + failure.detail,
      failure.retry_after};
}

Task<LeftOver> Draft::discard_unless_live(ZoneCalls calls) {
  const auto active = co_await calls.records(ZoneCalls::active, std::string());
  // Deleted only where the old version was seen to be live still: no doubt may cost the zone.
  if (active && same_version(*active, *before_.active)) {
    co_return co_await discard(calls, version_, before_);
  }
  if (active && verify(changes_, *before_.active, *active)) {
    co_return LeftOver();
  }
  co_return LeftOver{"version " + std::to_string(version_) +
                     " of the zone is left over unless it is live, check at Gandi"};
}

}  // namespace dyndns::gandi::classic
