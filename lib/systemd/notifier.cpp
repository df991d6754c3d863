#include "systemd/notifier.hpp"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <deque>

#include "systemd/datagram.hpp"
#include "text/one_line.hpp"

namespace dyndns::systemd {
namespace {

constexpr std::size_t longest_status = 1024;  // systemd reads messages of up to 4096 bytes

std::string status_field(const std::string& status) { return "STATUS=" + text::one_line(status, longest_status); }

// Of CLOCK_MONOTONIC, which libstdc++ and libc++ take for the steady clock on Linux. It is read here and not asked of
// the Clock port, because it must be the service manager's clock, even in a test.
std::string monotonic_field() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return "MONOTONIC_USEC=" + std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

std::string notify_socket() {
  const char* const path = ::secure_getenv("NOTIFY_SOCKET");
  return path == nullptr ? "" : path;
}

bool is_status(const std::string& message) {
  return message.starts_with("STATUS=") && message.find('\n') == std::string::npos;
}

class Notifier final : public Supervisor {
 public:
  void ready(const std::string& status) override { send("READY=1\n" + status_field(status)); }
  void reloading() override { send("RELOADING=1\n" + monotonic_field()); }
  void status(const std::string& status) override { send(status_field(status)); }
  void stopping() override { send("STOPPING=1"); }
  void failed(int error_number, const std::string& status) override {
    send(status_field(status) + "\nERRNO=" + std::to_string(error_number));
  }
  void alive() override {
    if (send_held() && !path_.empty()) {
      (void)send_datagram(path_, "WATCHDOG=1");
    }
  }

 private:
  // sd_notify(3) would wait, 5 s in newer versions, where the service manager has fallen behind.
  void send(const std::string& message) {
    if (path_.empty()) {
      return;
    }
    // Of what waits, a status is worth nothing when another follows: so READY=1 and its like, which are few, stay.
    if (is_status(message)) {
      std::erase_if(held_, is_status);
    }
    held_.push_back(message);
    if (!send_held() && held_.size() > most_held) {
      held_.pop_front();
    }
  }

  // What was not taken earlier comes first. False when there is still no room for all.
  bool send_held() {
    while (!held_.empty() && send_datagram(path_, held_.front()) != EAGAIN) {
      held_.pop_front();
    }
    return held_.empty();
  }

  static constexpr std::size_t most_held = 16;

  std::string path_ = notify_socket();
  std::deque<std::string> held_;
};

}  // namespace

std::unique_ptr<Supervisor> make_notifier() { return std::make_unique<Notifier>(); }

}  // namespace dyndns::systemd
