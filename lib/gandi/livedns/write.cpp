#include "gandi/livedns/write.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <optional>
#include <utility>

#include "async/task_group.hpp"

namespace dyndns::gandi {
namespace {

// Several writers take the changes one by one.
struct Batch {
  std::vector<Change> changes;
  std::size_t next = 0;
  std::optional<Failure> stopped_by{};
  std::vector<Result<void>> outcomes{};  // by change
};

// What refuses one change because of who we are or whose domain it is refuses all; and who waits for each of many
// answers in vain waits too long.
bool concerns_all(const Failure& failure) {
  switch (failure.fault) {
    case Fault::denied:
    case Fault::missing:
    case Fault::throttled:
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
      return {Fault::unconfirmed, "could not confirm the update, " + failure.detail};
    default:
      return failure;
  }
}

// `batch` is write_rrsets()', which waits for the writers.
Task<void> work(const LiveDnsClient& client, Batch& batch) {
  while (batch.next < batch.changes.size()) {
    const auto mine = batch.next++;
    if (batch.stopped_by) {
      batch.outcomes[mine] = *batch.stopped_by;
      continue;
    }
    const auto outcome = co_await client.put(batch.changes[mine]);
    if (!outcome) {
      batch.outcomes[mine] = of_a_write(outcome.error());
      if (concerns_all(outcome.error())) {
        batch.stopped_by = outcome.error();
      }
    }
  }
}

// A second connection takes about as long to open as it saves when there are but two changes, the A and the AAAA of
// one name.
std::size_t writers_for(std::size_t changes, std::size_t most) { return changes < 3 ? 1 : std::min(changes, most); }

}  // namespace

Task<std::vector<Result<void>>> write_rrsets(const LiveDnsClient& client, std::vector<Change> changes,
                                             std::size_t most_side_by_side) {
  Batch batch{std::move(changes)};
  batch.outcomes.resize(batch.changes.size());
  async::TaskGroup writers(co_await boost::asio::this_coro::executor);
  for (std::size_t i = 0; i < writers_for(batch.changes.size(), most_side_by_side); ++i) {
    writers.start(work(client, batch));
  }
  co_await writers.join();
  co_return std::move(batch.outcomes);
}

}  // namespace dyndns::gandi
