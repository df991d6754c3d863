#include "gandi/livedns/rrsets.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "async/task_group.hpp"
#include "gandi/limits.hpp"

namespace dyndns::gandi::livedns {
namespace {

using Served = std::vector<ServedRrset>;

Served served_rrsets(const std::vector<RrsetKey>& keys, const std::vector<Rrset>& rrsets) {
  Served all;
  for (const auto& key : keys) {
    all.push_back(served_rrset(key, rrsets));
  }
  return all;
}

// An RRset that is missing may be so because its name is an alias, which must be known before it is created.
Task<Result<Served>> read_single(const Client& client, RrsetKey key) {
  const std::vector<std::string> types = {std::string(to_string(key.type)), "CNAME"};
  std::vector<Rrset> found;
  for (const auto& type : types) {
    auto rrset = co_await client.rrset(key.domain, key.name, type);
    if (!rrset) {
      co_return rrset.error();
    }
    if (*rrset) {
      found.push_back(**std::move(rrset));
      break;
    }
  }
  const std::vector<RrsetKey> keys(1, key);
  co_return served_rrsets(keys, found);
}

bool has(const std::vector<Rrset>& rrsets, const RrsetKey& key) {
  return std::ranges::any_of(rrsets, [&](const Rrset& rrset) { return rrset.is_at(key.name, to_string(key.type)); });
}

bool has_all(const std::vector<Rrset>& rrsets, const std::vector<RrsetKey>& keys) {
  return std::ranges::all_of(keys, [&rrsets](const RrsetKey& key) { return has(rrsets, key); });
}

// What a list did not hold is missing if that was all of it; else it is asked for by itself.
Task<Result<Served>> served_of_list(const Client& client, std::vector<RrsetKey> keys, std::vector<Rrset> found,
                                    bool is_whole) {
  auto all = served_rrsets(keys, found);
  for (auto& served : all) {
    if (!is_whole && !has(found, served.key)) {
      const auto single = co_await read_single(client, served.key);
      if (!single) {
        co_return single.error();
      }
      served = single->front();
    }
  }
  co_return all;
}

// A page that is not full says nothing: the server may give fewer at a time than we ask for. One that brings nothing
// new is the last, even of a server that knows no pages and gives the same one for ever.
Task<Result<Served>> read_list(const Client& client, std::string domain, std::vector<RrsetKey> keys) {
  std::vector<Rrset> found;
  std::set<std::string> names;
  bool is_sized = client.may_size_pages();
  for (std::size_t number = 1; number <= limits::pages; ++number) {
    auto page = co_await client.page(domain, number, is_sized);
    if (!page) {
      co_return page.error();
    }
    is_sized = page->is_sized;
    const bool is_empty = page->names.empty();
    const auto before = names.size();
    names.merge(page->names);
    std::ranges::move(page->rrsets, std::back_inserter(found));
    const bool is_whole = page->total ? names.size() >= *page->total : is_empty;
    if (is_whole || names.size() == before || has_all(found, keys)) {
      co_return co_await served_of_list(client, std::move(keys), std::move(found), is_whole);
    }
  }
  co_return Failure{Fault::malformed, "Gandi's list of the records of '" + domain + "' did not end after " +
                                          std::to_string(names.size()) + " of them; please report this as a bug"};
}

// What refuses one change because of who we are or whose domain it is refuses all; who waits for each of many answers
// in vain waits too long; and a server that is in trouble, or asks for patience, is left alone.
bool concerns_all(const Failure& failure) {
  switch (failure.fault) {
    case Fault::denied:
    case Fault::missing:
    case Fault::throttled:
    case Fault::unavailable:
    case Fault::timed_out:
      return true;
    default:
      return false;
  }
}

Failure of_a_write(Failure failure) {
  switch (failure.fault) {
    case Fault::unreachable:
    case Fault::timed_out:
    case Fault::malformed:
    case Fault::unavailable:  // a gateway says so, too, of what a server behind it carries out
      return {Fault::unconfirmed, "could not confirm the update, " + failure.detail, failure.retry_after};
    default:
      return failure;
  }
}

// After a failure that concerns all, nothing more is begun.
Task<Result<void>> write(const Client& client, Change change, std::optional<Failure>& stopped_by) {
  if (stopped_by) {
    co_return *stopped_by;
  }
  const auto outcome = co_await client.put(std::move(change));
  if (outcome) {
    co_return outcome;
  }
  if (concerns_all(outcome.error())) {
    stopped_by = outcome.error();
  }
  co_return of_a_write(outcome.error());
}

// A second connection takes about as long to open as it saves when there are but two changes, the A and the AAAA of
// one name.
std::size_t writers_for(std::size_t changes, std::size_t most) { return changes < 3 ? 1 : std::min(changes, most); }

}  // namespace

Task<Result<Served>> read_rrsets(const Client& client, std::string domain, std::vector<RrsetKey> keys) {
  if (keys.empty()) {
    co_return Served();
  }
  if (keys.size() == 1) {
    co_return co_await read_single(client, std::move(keys.front()));
  }
  co_return co_await read_list(client, std::move(domain), std::move(keys));
}

Task<std::vector<Result<void>>> write_rrsets(const Client& client, std::vector<Change> changes,
                                             std::size_t most_side_by_side) {
  std::optional<Failure> stopped_by;
  const std::function<Task<Result<void>>(std::size_t)> write_one = [&](std::size_t number) {
    return write(client, changes[number], stopped_by);
  };
  co_return co_await async::side_by_side(changes.size(), writers_for(changes.size(), most_side_by_side), write_one);
}

}  // namespace dyndns::gandi::livedns
