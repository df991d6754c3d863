#include "gandi/classic/publish.hpp"

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <exception>
#include <set>
#include <string>
#include <utility>

#include "gandi/classic/draft.hpp"
#include "gandi/classic/tidying.hpp"

namespace dyndns::gandi::classic {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr auto after_failure = 10s;
constexpr auto after_cancellation = 700ms;  // the daemon stops within a second

Task<Result<void>> publish_or_undo(Draft& draft, std::set<VersionId>& left_over) {
  const auto outcome = co_await draft.publish();
  if (outcome) {
    co_return outcome;
  }
  auto failure = outcome.error();
  const auto left = co_await draft.undo(after_failure);
  failure.detail += left.note.empty() ? "" : "; " + left.note;
  if (left.version != 0) {
    left_over.insert(left.version);
  }
  co_return failure;
}

}  // namespace

Task<Result<void>> publish(ZoneCalls calls, std::vector<Change> changes, std::optional<std::vector<Record>> seen,
                           std::set<VersionId>& left_over) {
  auto earlier = left_over;
  left_over = co_await discard_again(calls, std::move(earlier));
  Draft draft(std::move(calls), std::move(changes), std::move(seen));
  std::exception_ptr thrown;
  try {
    co_return co_await publish_or_undo(draft, left_over);
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
