#include "systemd/notifier.hpp"

#include <systemd/sd-daemon.h>

#include <chrono>

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

class Notifier final : public Supervisor {
 public:
  void ready(const std::string& status) override { send("READY=1\n" + status_field(status)); }
  void reloading() override { send("RELOADING=1\n" + monotonic_field()); }
  void status(const std::string& status) override { send(status_field(status)); }
  void stopping() override { send("STOPPING=1"); }
  void failed(int error_number, const std::string& status) override {
    send(status_field(status) + "\nERRNO=" + std::to_string(error_number));
  }
  void alive() override { send("WATCHDOG=1"); }

 private:
  static void send(const std::string& message) { ::sd_notify(0, message.c_str()); }
};

}  // namespace

std::unique_ptr<Supervisor> make_notifier() { return std::make_unique<Notifier>(); }

}  // namespace dyndns::systemd
