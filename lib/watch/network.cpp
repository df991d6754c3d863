#include "watch/network.hpp"

#include <linux/rtnetlink.h>
#include <net/if.h>

#include <algorithm>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <cstring>
#include <set>
#include <utility>

#include "netlink/ask.hpp"
#include "netlink/socket.hpp"

namespace dyndns::watch {
namespace {

namespace asio = boost::asio;

constexpr std::uint32_t groups =
    RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_IFADDR | RTMGRP_IPV6_ROUTE;

// More than a socket holds: the kernel may announce as fast as we forget.
constexpr int most_forgotten = 1000;

// An address far out on the Internet: a root name server. Nothing is sent to it.
Address far_out(Family family) {
  static const auto ipv4 = *Address::parse("198.41.0.4");
  static const auto ipv6 = *Address::parse("2001:503:ba3e::2:30");
  return family == Family::ipv4 ? ipv4 : ipv6;
}

class Kernel final : public Network {
 public:
  Kernel(const asio::any_io_executor& executor, std::function<Vias()> vias)
      : vias_(std::move(vias)), socket_(groups), readable_(executor) {
    if (socket_.error() == 0) {
      readable_.assign(socket_.number());
    }
  }
  Kernel(const Kernel&) = delete;
  Kernel& operator=(const Kernel&) = delete;
  ~Kernel() override {
    if (readable_.is_open()) {
      readable_.release();  // the socket closes itself
    }
  }

  [[nodiscard]] int error() const { return socket_.error(); }

  Outlook outlook() override {
    forget_announced();
    Outlook now;
    const auto vias = vias_();
    for (const auto family : {Family::ipv4, Family::ipv6}) {
      const auto via = vias.find(family);
      if (auto way = way_out(family, via == vias.end() ? "" : via->second)) {
        now.ways.emplace(family, *std::move(way));
      }
    }
    if (const auto addresses = netlink::addresses()) {
      addresses_.clear();
      for (const auto& each : *addresses) {
        if (counts(each)) {
          addresses_.insert(each.address);
        }
      }
    }
    now.addresses = addresses_;
    return now;
  }

  Task<void> change_from(const Outlook& known) override {
    for (;;) {
      co_await readable_.async_wait(asio::posix::stream_descriptor::wait_read, asio::use_awaitable);
      if (is_change(socket_.receive(), known)) {
        co_return;
      }
    }
  }

 private:
  void forget_announced() {
    for (int i = 0; i < most_forgotten && socket_.receive().error != EAGAIN; ++i) {
    }
  }

  static bool is_change(const netlink::Socket::Received& received, const Outlook& known) {
    const bool is_lost = received.error != 0 && received.error != EAGAIN;
    return is_lost || std::ranges::any_of(received.messages, [&known](const netlink::Message& announced) {
             return contradicts(announced, known);
           });
  }

  std::function<Vias()> vias_;
  netlink::Socket socket_;
  std::set<Address> addresses_;  // as they were last told
  asio::posix::stream_descriptor readable_;
};

}  // namespace

std::optional<WayOut> way_out(Family family, const std::string& via) {
  const auto interface = via.empty() ? 0 : ::if_nametoindex(via.c_str());
  if (!via.empty() && interface == 0) {
    return std::nullopt;
  }
  const auto route = netlink::route_to(far_out(family), interface);
  if (!route || route->type != RTN_UNICAST) {
    return std::nullopt;
  }
  WayOut way{route->interface};
  way.gateway = route->gateway;
  if (family == Family::ipv4) {
    way.source = route->source;
  }
  if (auto link = netlink::link(route->interface)) {
    way.name = std::move(link->name);
    way.is_running = link->is_running;
  }
  return way;
}

Result<std::unique_ptr<Network>> make_network(const asio::any_io_executor& executor, std::function<Vias()> vias) {
  auto kernel = std::make_unique<Kernel>(executor, std::move(vias));
  if (kernel->error() != 0) {
    return Failure{Fault::unavailable, std::string("netlink: ") + std::strerror(kernel->error())};
  }
  return kernel;
}

}  // namespace dyndns::watch
