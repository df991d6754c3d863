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

std::string may_be_left_over(VersionId version) { return version_name(version) + " may be left over, check at Gandi"; }

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
  co_return !may_be_live(*records, active) && same_content(*records, *before.active);
}

}  // namespace

Task<std::string> discard(ZoneCalls calls, VersionId version, const Before& before) {
  const std::string left_over = version_name(version) + " is left over, delete it at Gandi";
  // It is not new, whatever Gandi said when it was asked for a new one.
  if (before.versions && version < newest(*before.versions)) {
    co_return left_over;
  }
  const auto deleted = co_await calls.delete_version(version);
  // Missing: somebody else was faster.
  const bool is_gone = deleted || deleted.error().fault == Fault::missing;
  co_return is_gone ? std::string() : left_over;
}

Task<std::string> discard_stray(ZoneCalls calls, const Before& before) {
  const std::string unknown = "a new version of the zone may be left over, check at Gandi";
  // Of a list that may go on, nothing that is not in it is new.
  if (!before.versions || may_be_full(before.versions->size())) {
    co_return unknown;
  }
  Before now;
  async::TaskGroup group(co_await boost::asio::this_coro::executor);
  group.start(async::keep(calls.versions(), now.versions));
  group.start(async::keep(calls.records(ZoneCalls::active, std::string()), now.active));
  co_await group.join();
  if (!now.versions || !now.active) {
    co_return unknown;
  }
  std::string note;
  std::vector<VersionId> strays;
  for (const auto version : *now.versions) {
    if (version <= newest(*before.versions)) {
      continue;
    }
    const auto stray = co_await is_stray(calls, version, before, *now.active);
    if (!stray) {
      note = may_be_left_over(version);
    } else if (*stray) {
      strays.push_back(version);
    }
  }
  if (strays.size() > 1) {
    co_return unknown;  // all but one are somebody else's, and nobody can tell which
  }
  if (!strays.empty()) {
    auto left = co_await discard(calls, strays.front(), before);
    note = left.empty() ? note : std::move(left);
  }
  co_return note;
}

Task<std::string> discard_unseen(ZoneCalls calls, VersionId version, const Before& before) {
  const auto active = co_await calls.records(ZoneCalls::active, std::string());
  const auto records = co_await calls.records(version, std::string());
  if (!active || !records || may_be_live(*records, *active)) {
    co_return may_be_left_over(version);
  }
  co_return co_await discard(calls, version, before);
}

}  // namespace dyndns::gandi::classic
