#include "detect/command_source.hpp"

#include <sys/wait.h>

#include <algorithm>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>
#include <utility>

#include "detect/child.hpp"
#include "detect/extract.hpp"
#include "text/discreet.hpp"
#include "text/one_line.hpp"
#include "text/words.hpp"

namespace dyndns::detect {
namespace {

constexpr std::size_t output_limit = 4096;                 // bytes; an address has 45 at most
constexpr std::size_t longest_escaped = 4 * output_limit;  // "\x1b" for each byte
constexpr std::size_t longest_complaint = 200;

// What was said on stderr, or the end of it: what went wrong is said last. Empty when nothing was.
std::string complaint(std::string_view said) {
  const auto line = text::one_line(said, longest_escaped);
  auto cut = line.size() - std::min(line.size(), longest_complaint);
  while (cut < line.size() && (static_cast<unsigned char>(line[cut]) & 0xc0U) == 0x80U) {
    ++cut;  // within a character
  }
  return (cut > 0 ? "..." : "") + line.substr(cut);
}

std::string name_of(std::string_view line) {
  const auto program = text::program_of(line);
  return program.empty() ? "command" : "command '" + program + "'";
}

std::string how_it_ended(int status) {
  return WIFSIGNALED(status) ? "was killed by signal " + std::to_string(WTERMSIG(status))
                             : "exited with status " + std::to_string(WEXITSTATUS(status));
}

class CommandSource final : public AddressSource {
 public:
  CommandSource(Command command, Clock& clock)
      : command_(std::move(command)), name_(name_of(command_.line)), clock_(clock) {}

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] const std::string& operator_name() const override { return name_; }
  [[nodiscard]] bool can_tell(Family) const override { return true; }

  [[nodiscard]] std::string remark() const override { return remark_; }

  [[nodiscard]] Task<Result<Address>> ask(Family family) override {
    remark_.clear();
    const auto executor = co_await boost::asio::this_coro::executor;
    const auto child = start(executor);
    if (!child) {
      co_return child.error();
    }
    const bool has_ended = co_await finish_in_time(**child);
    const auto& output = (*child)->output();
    auto answer = read(output, has_ended, family);
    const auto complaints = complaint(text::without_arguments(output.err, command_.line));
    if (answer) {
      remark_ = complaints;
    } else if (!complaints.empty()) {
      co_return Failure{answer.error().fault, answer.error().detail + "; its stderr says '" + complaints + "'"};
    }
    co_return answer;
  }

 private:
  [[nodiscard]] Result<Address> read(const Child::Output& output, bool has_ended, Family family) const {
    if (output.is_long) {
      return Failure{Fault::malformed,
                     name_ + " printed more than " + std::to_string(output_limit) + " bytes and was killed"};
    }
    if (!has_ended) {
      return Failure{Fault::timed_out, name_ + " did not end in time and was killed"};
    }
    if (!output.status) {
      return Failure{Fault::unavailable,
                     name_ + " ended, but the kernel does not say how: SIGCHLD is ignored in this process"};
    }
    if (*output.status != 0) {
      return Failure{Fault::unavailable, name_ + " " + how_it_ended(*output.status)};
    }
    const auto text = text::trim(output.out);
    auto address = accept(text, family, command_.allow_private);
    if (!address && accept(text, family, true)) {
      return Failure{address.error().fault, address.error().detail + private_remedy(family, "command")};
    }
    return address;
  }

  [[nodiscard]] Result<std::unique_ptr<Child>> start(const boost::asio::any_io_executor& executor) const {
    try {
      return std::make_unique<Child>(executor, command_.line);
    } catch (const boost::system::system_error& error) {
      return Failure{Fault::unavailable, name_ + " could not be started: " + error.code().message()};
    }
  }

  // False when the timeout has passed.
  Task<bool> finish_in_time(Child& child) {
    using namespace boost::asio::experimental::awaitable_operators;
    const auto end = clock_.steady() + command_.timeout;
    std::size_t first = 0;
    try {
      const auto ended = co_await (child.finish(output_limit) || clock_.sleep_until(end));
      first = ended.index();
    } catch (const boost::asio::multiple_exceptions& both) {  // the cancellation, from both sides
      std::rethrow_exception(both.first_exception());
    }
    co_return first == 0;
  }

  Command command_;
  std::string name_;
  Clock& clock_;
  std::string remark_;
};

}  // namespace

std::unique_ptr<AddressSource> make_command_source(Command command, Clock& clock) {
  return std::make_unique<CommandSource>(std::move(command), clock);
}

}  // namespace dyndns::detect
