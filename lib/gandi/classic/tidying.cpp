#include "gandi/classic/tidying.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>

#include "async/task_group.hpp"

namespace dyndns::gandi::classic {
namespace {

std::string version_name(VersionId version) { return "version " + std::to_string(version) + " of the zone"; }

VersionId newest(const std::vector<VersionId>& versions) {
  return versions.empty() ? 0 : *std::ranges::max_element(versions);
}

LeftOver may_be_left_over(VersionId version) { return {version_name(version) + " may be left over, check at Gandi"}; }

// Of a list that may go on, nothing that is not in it is new. One that grew was no full page.
bool was_whole(const std::vector<VersionId>& versions, const std::vector<VersionId>& later) {
  return versions.size() < std::max(smallest_page, later.size());
}

// Without a record nothing can tell it from the active version.
bool may_be_live(const std::vector<Record>& records, const std::vector<Record>& active) {
  return records.empty() || share_an_id(records, active);
}

// Whether it is a plain clone that is not live. Nothing: it cannot be told.
Task<std::optional<bool>> is_stray(ZoneCalls calls, VersionId version, const Before& before,
                                   const std::vector<Record>& active) {
  const auto records = co_await calls.records(version, std::string());
  if (!records) {
    co_return std::nullopt;
  }
  // Where it was not read before, the active version is as good: what is the same as it can be made again.
  const auto& original = before.active ? *before.active : active;
  co_return !may_be_live(*records, active) && same_content(*records, original);
}

}  // namespace

Task<LeftOver> discard(ZoneCalls calls, VersionId version, const Before& before) {
  // It is not new, whatever Gandi said when it was asked for a new one.
  const auto left_over = version_name(version) + " is left over, delete it at Gandi";
  if (before.versions && version < newest(*before.versions)) {
    co_return LeftOver{left_over};
  }
  const auto deleted = co_await calls.delete_version(version);
  // Missing: somebody else was faster.
  if (deleted || deleted.error().fault == Fault::missing) {
    co_return LeftOver();
  }
  co_return LeftOver{left_over, version};
}

Task<LeftOver> discard_stray(ZoneCalls calls, const Before& before) {
  const LeftOver unknown{"a new version of the zone may be left over, check at Gandi"};
  if (!before.versions) {
    co_return unknown;
  }
  Before now;
  async::TaskGroup group(co_await boost::asio::this_coro::executor);
  group.start(async::keep(calls.versions(), now.versions));
  group.start(async::keep(calls.records(ZoneCalls::active, std::string()), now.active));
  co_await group.join();
  if (!now.versions || !now.active || !was_whole(*before.versions, *now.versions)) {
    co_return unknown;
  }
  LeftOver left;
  std::vector<VersionId> strays;
  for (const auto version : *now.versions) {
    if (version <= newest(*before.versions)) {
      continue;
    }
    const auto stray = co_await is_stray(calls, version, before, *now.active);
    if (!stray) {
      left = may_be_left_over(version);
    } else if (*stray) {
      strays.push_back(version);
    }
  }
  if (strays.size() > 1) {
    co_return unknown;  // all but one are somebody else's, and nobody can tell which
  }
  if (!strays.empty()) {
    auto stray = co_await discard(calls, strays.front(), before);
    left = stray.note.empty() ? std::move(left) : std::move(stray);
  }
  co_return left;
}

Task<LeftOver> discard_unseen(ZoneCalls calls, VersionId version, const Before& before) {
  const auto active = co_await calls.records(ZoneCalls::active, std::string());
  const auto records = co_await calls.records(version, std::string());
  if (!active || !records || may_be_live(*records, *active)) {
    co_return may_be_left_over(version);
  }
  co_return co_await discard(calls, version, before);
}

Task<std::set<VersionId>> discard_again(ZoneCalls calls, std::set<VersionId> drafts) {
  std::set<VersionId> left;
  if (drafts.empty()) {
    co_return left;
  }
  const Before known;
  const auto active = co_await calls.records(ZoneCalls::active, std::string());
  for (const auto version : drafts) {
    const auto records = co_await calls.records(version, std::string());
    const bool is_gone = !records && records.error().fault == Fault::missing;
    if (active && records && !may_be_live(*records, *active)) {
      const auto again = co_await discard(calls, version, known);
      left.insert(again.version);
    } else if (!is_gone && !(active && records)) {
      left.insert(version);
    }
  }
  left.erase(0);
  co_return left;
}

}  // namespace dyndns::gandi::classic
