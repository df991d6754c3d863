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

Task<std::string> discard_if_stray(ZoneCalls calls, VersionId version, const Before& before,
                                   const std::vector<Record>& active) {
  const auto records = co_await calls.records(version, std::string());
  if (!records) {
    co_return version_name(version) + " may be left over, check at Gandi";
  }
  // Without a record nothing can tell it from the active version.
  const bool may_be_live = records->empty() || share_an_id(*records, active);
  const auto& cloned = before.active ? *before.active : active;
  if (!may_be_live && same_content(*records, cloned)) {
    co_return co_await discard(calls, version, before);
  }
  co_return std::string();
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
  group.start(keep(calls.versions(), now.versions));
  group.start(keep(calls.records(ZoneCalls::active, std::string()), now.active));
  co_await group.join();
  if (!now.versions || !now.active) {
    co_return unknown;
  }
  std::string note;
  for (const auto version : *now.versions) {
    if (version > newest(*before.versions)) {
      auto left = co_await discard_if_stray(calls, version, before, *now.active);
      note = left.empty() ? note : std::move(left);
    }
  }
  co_return note;
}

}  // namespace dyndns::gandi::classic
