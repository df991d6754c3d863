#include "detect/command_source.hpp"

#include <sys/wait.h>

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>
#include <optional>
#include <utility>
#include <variant>

#include "detect/child.hpp"
#include "detect/extract.hpp"
#include "detect/quote.hpp"

namespace dyndns::detect {
namespace {

constexpr std::size_t output_limit = 4096;  // bytes; an address has 45 at most

std::string how_it_ended(int status) {
  return WIFSIGNALED(status) ? "was killed by signal " + std::to_string(WTERMSIG(status))
                             : "exited with status " + std::to_string(WEXITSTATUS(status));
}

class CommandSource final : public AddressSource {
 public:
  CommandSource(Command command, Clock& clock)
      : command_(std::move(command)), name_("command '" + command_.line + "'"), clock_(clock) {}

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] const std::string& operator_name() const override { return name_; }
  [[nodiscard]] bool can_tell(Family) const override { return true; }

  [[nodiscard]] Task<Result<Address>> ask(Family family) override {
    const auto executor = co_await boost::asio::this_coro::executor;
    std::optional<Child> child;
    if (const auto failure = start(child, executor)) {
      co_return *failure;
    }
    const auto output = co_await finish_in_time(*child);
    if (!output) {
      co_return Failure{Fault::timed_out, name_ + " did not end in time and was killed"};
    }
    if (output->status != 0) {
      const auto said = output->err.empty() ? std::string() : ": " + quote(output->err);
      co_return Failure{Fault::unavailable, name_ + " " + how_it_ended(output->status) + said};
    }
    co_return accept(trim(output->out), family, command_.allow_private);
  }

 private:
  std::optional<Failure> start(std::optional<Child>& child, const boost::asio::any_io_executor& executor) const {
    try {
      child.emplace(executor, command_.line);
      return std::nullopt;
    } catch (const boost::system::system_error& error) {
      return Failure{Fault::unavailable, name_ + " could not be started: " + error.code().message()};
    }
  }

  // Nothing when the timeout has passed.
  Task<std::optional<Child::Output>> finish_in_time(Child& child) {
    using namespace boost::asio::experimental::awaitable_operators;
    const auto end = clock_.steady() + command_.timeout;
    std::optional<Child::Output> output;
    try {
      auto ended = co_await (child.finish(output_limit) || clock_.sleep_until(end));
      if (auto* finished = std::get_if<0>(&ended)) {
        output = std::move(*finished);
      }
    } catch (const boost::asio::multiple_exceptions& both) {  // the cancellation, from both sides
      std::rethrow_exception(both.first_exception());
    }
    co_return output;
  }

  Command command_;
  std::string name_;
  Clock& clock_;
};

}  // namespace

std::unique_ptr<AddressSource> make_command_source(Command command, Clock& clock) {
  return std::make_unique<CommandSource>(std::move(command), clock);
}

}  // namespace dyndns::detect
