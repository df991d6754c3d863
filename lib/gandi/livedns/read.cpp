#include "gandi/livedns/read.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "gandi/limits.hpp"
#include "gandi/livedns/served.hpp"

namespace dyndns::gandi {
namespace {

using Served = std::vector<ServedRrset>;

Result<Served> served_rrsets(const std::vector<RrsetKey>& keys, const std::vector<LiveRrset>& rrsets) {
  Served all;
  for (const auto& key : keys) {
    auto served = served_rrset(key, rrsets);
    if (!served) {
      return served.error();
    }
    all.push_back(*std::move(served));
  }
  return all;
}

// An RRset that is missing may be so because its name is an alias, which must be known before it is created.
Task<Result<Served>> read_single(const LiveDnsClient& client, RrsetKey key) {
  const std::vector<std::string> types = {std::string(to_string(key.type)), "CNAME"};
  std::vector<LiveRrset> found;
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

bool has_all(const std::vector<LiveRrset>& rrsets, const std::vector<RrsetKey>& keys) {
  return std::ranges::all_of(keys, [&rrsets](const RrsetKey& key) {
    return std::ranges::any_of(rrsets,
                               [&key](const LiveRrset& rrset) { return is_at(rrset, key.name, to_string(key.type)); });
  });
}

// A page that is not full says nothing: the server may give fewer at a time than we ask for.
bool is_last(const LiveDnsClient::Page& page, std::size_t seen) {
  return page.count == 0 || (page.total && seen >= *page.total);
}

Task<Result<Served>> read_list(const LiveDnsClient& client, std::string domain, std::vector<RrsetKey> keys) {
  std::vector<LiveRrset> found;
  std::size_t seen = 0;
  for (std::size_t number = 1; number <= limits::pages; ++number) {
    auto page = co_await client.page(domain, number);
    if (!page) {
      co_return page.error();
    }
    seen += page->count;
    std::ranges::move(page->rrsets, std::back_inserter(found));
    if (is_last(*page, seen) || has_all(found, keys)) {
      co_return served_rrsets(keys, found);
    }
  }
  co_return Failure{Fault::malformed, "Gandi's list of the records of '" + domain + "' has no end after " +
                                          std::to_string(seen) + " of them; please report this as a bug"};
}

}  // namespace

Task<Result<Served>> read_rrsets(const LiveDnsClient& client, std::string domain, std::vector<RrsetKey> keys) {
  if (keys.empty()) {
    co_return Served();
  }
  if (keys.size() == 1) {
    co_return co_await read_single(client, std::move(keys.front()));
  }
  co_return co_await read_list(client, std::move(domain), std::move(keys));
}

}  // namespace dyndns::gandi
