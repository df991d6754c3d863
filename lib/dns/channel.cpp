#include "dns/channel.hpp"

#include <ares.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <array>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cstdint>
#include <map>

#include "dns/answer.hpp"
#include "dns/way.hpp"

namespace dyndns::dns {
namespace {

namespace asio = boost::asio;
using Descriptor = asio::posix::stream_descriptor;

constexpr bool knows_links = ARES_VERSION >= 0x011800;  // "fe80::1%eth0"
constexpr unsigned name_found = 0;
constexpr unsigned no_such_name = 3;

constexpr int options_given =
    ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_NDOTS | ARES_OPT_SOCK_STATE_CB;

struct DestroyChannel {
  void operator()(ares_channeldata* channel) const { ares_destroy(channel); }
};

struct Direction {
  Descriptor::wait_type type;
  std::function<void()> ready;
  bool wanted = false;
  bool waiting = false;
};

// Tells whenever a socket that belongs to c-ares can be read or written. Destroying it, or wanting neither, ends the
// watch; the socket stays open.
class SocketWatch : public std::enable_shared_from_this<SocketWatch> {
 public:
  SocketWatch(const asio::any_io_executor& executor, int socket, std::function<void()> on_readable,
              std::function<void()> on_writable)
      : descriptor_(executor),
        read_{Descriptor::wait_read, std::move(on_readable)},
        write_{Descriptor::wait_write, std::move(on_writable)} {
    boost::system::error_code ignored;  // what cannot be watched never gets ready: a timeout tells
    descriptor_.assign(socket, ignored);
  }
  SocketWatch(const SocketWatch&) = delete;
  SocketWatch& operator=(const SocketWatch&) = delete;
  ~SocketWatch() { let_go(); }

  void want(bool to_read, bool to_write) {
    read_.wanted = to_read;
    write_.wanted = to_write;
    if (!to_read && !to_write) {
      let_go();
    }
    wait(read_);
    wait(write_);
  }

 private:
  // The owner closes the socket, and its number may be another's the moment after.
  void let_go() {
    if (descriptor_.is_open()) {
      descriptor_.release();
    }
  }

  void wait(Direction& direction) {
    if (!direction.wanted || direction.waiting || !descriptor_.is_open()) {
      return;
    }
    direction.waiting = true;
    descriptor_.async_wait(direction.type, [weak = weak_from_this(), &direction](boost::system::error_code error) {
      if (const auto self = weak.lock()) {
        self->on_ready(direction, error);
      }
    });
  }

  void on_ready(Direction& direction, boost::system::error_code error) {
    direction.waiting = false;
    if (error || !direction.wanted || !descriptor_.is_open()) {
      return;
    }
    direction.ready();  // may end this watch
    wait(direction);
  }

  Descriptor descriptor_;
  Direction read_;
  Direction write_;
};

int initialize_library() {
  static const int status = ares_library_init(ARES_LIB_INIT_ALL);
  return status;
}

std::string to_csv(const std::vector<ListedServer>& servers) {
  std::string list;
  for (const auto& server : servers) {
    list += (list.empty() ? "" : ",") + (knows_links ? to_string(server) : to_string(server.server));
  }
  return list;
}

// The sockets of old versions find a link-local address only when they are bound to its interface.
std::string link_of(const std::vector<ListedServer>& servers) {
  const auto linked = std::ranges::find_if(servers, [](const ListedServer& server) { return !server.link.empty(); });
  return knows_links || linked == servers.end() ? std::string() : linked->link;
}

// Of a datagram that is there but not yet read, whether it is a reply that settles something.
bool is_good_reply(int socket) {
  std::array<std::uint8_t, 4> head{};  // ends in its code (RFC 1035, section 4.1.1)
  int size = 0;                        // recv() alone would take an error away that c-ares must see
  ::ioctl(socket, FIONREAD, &size);
  if (size < static_cast<int>(head.size()) ||
      ::recv(socket, head.data(), head.size(), MSG_PEEK | MSG_DONTWAIT) != static_cast<ssize_t>(head.size())) {
    return false;
  }
  const unsigned code = head[3] & 0x0fU;
  return code == name_found || code == no_such_name;
}

std::optional<DnsServer> peer_of(int socket) {
  sockaddr_storage peer{};
  socklen_t size = sizeof peer;
  void* const bytes = &peer;
  if (::getpeername(socket, static_cast<sockaddr*>(bytes), &size) != 0) {
    return std::nullopt;
  }
  const auto address = read_address(static_cast<const sockaddr*>(bytes));
  const auto port = peer.ss_family == AF_INET ? static_cast<const sockaddr_in*>(bytes)->sin_port
                                              : static_cast<const sockaddr_in6*>(bytes)->sin6_port;
  return address ? std::optional(DnsServer{*address, ntohs(port)}) : std::nullopt;
}

Family family_of(int socket) {
  int domain = AF_INET;
  socklen_t size = sizeof domain;
  ::getsockopt(socket, SOL_SOCKET, SO_DOMAIN, &domain, &size);
  return domain == AF_INET6 ? Family::ipv6 : Family::ipv4;
}

class WatchedChannel final : public Channel, public std::enable_shared_from_this<WatchedChannel> {
 public:
  explicit WatchedChannel(const asio::any_io_executor& executor) : retry_(executor) {}

  int open(const ChannelOptions& options) {
    if (const int status = initialize_library(); status != ARES_SUCCESS) {
      return status;
    }
    ares_options wanted{};
    wanted.flags = (options.hands_on_errors ? ARES_FLAG_NOCHECKRESP : 0) | (options.searches ? 0 : ARES_FLAG_NOSEARCH);
    wanted.timeout = static_cast<int>(options.patience.count());
    wanted.tries = options.tries;
    wanted.ndots = 1;
    wanted.sock_state_cb = &WatchedChannel::on_socket;
    wanted.sock_state_cb_data = this;
    ares_channel channel = nullptr;
    // Old versions know the flag for other calls alone, and new ones make a domain of the host's name where none is
    // given.
    const int status = ares_init_options(&channel, &wanted, options_given | (options.searches ? 0 : ARES_OPT_DOMAINS));
    if (status != ARES_SUCCESS) {
      return status;
    }
    channel_.reset(channel);
    prepare_ = options.prepare;
    link_ = link_of(options.servers);
    ares_set_socket_configure_callback(channel, &WatchedChannel::on_new_socket, this);
    return options.servers.empty() ? ARES_SUCCESS
                                   : ares_set_servers_ports_csv(channel, to_csv(options.servers).c_str());
  }

  [[nodiscard]] ares_channeldata* handle() override { return channel_.get(); }
  [[nodiscard]] std::optional<DnsServer> last_good() const override { return last_good_; }
  [[nodiscard]] const std::optional<Failure>& obstacle() const override { return obstacle_; }

  void asked() override {
    timeval wait{};
    if (ares_timeout(channel_.get(), nullptr, &wait) == nullptr) {
      retry_.cancel();
      return;
    }
    retry_.expires_after(std::chrono::seconds(wait.tv_sec) + std::chrono::microseconds(wait.tv_usec));
    retry_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
      if (const auto self = weak.lock(); self && !error) {
        self->process(ARES_SOCKET_BAD, ARES_SOCKET_BAD);
      }
    });
  }

 private:
  void process(ares_socket_t readable, ares_socket_t writable) {
    if (readable != ARES_SOCKET_BAD && is_good_reply(readable)) {
      last_good_ = peer_of(readable);
    }
    ares_process_fd(channel_.get(), readable, writable);
    asked();  // or answered: what is left has other times
  }

  // What is thrown ends the process: it must not pass through c-ares.
  // NOLINTNEXTLINE(bugprone-exception-escape)
  static void on_socket(void* self, ares_socket_t socket, int to_read, int to_write) noexcept {
    static_cast<WatchedChannel*>(self)->watch(socket, to_read != 0, to_write != 0);
  }

  // NOLINTNEXTLINE(bugprone-exception-escape)
  static int on_new_socket(ares_socket_t socket, int /*type*/, void* self) noexcept {
    return static_cast<WatchedChannel*>(self)->make_ready(socket) ? 0 : -1;
  }

  bool make_ready(ares_socket_t socket) {
    const auto family = family_of(socket);
    auto obstacle = prepare_ ? prepare_(socket, family) : std::nullopt;
    if (!obstacle && !link_.empty() && family == Family::ipv6) {
      obstacle = dns::prepare(socket, family, Way{link_});
    }
    const bool is_ready = !obstacle;
    if (!is_ready) {
      obstacle_ = std::move(obstacle);
    }
    return is_ready;
  }

  void watch(ares_socket_t socket, bool to_read, bool to_write) {
    auto& watch = watches_[socket];
    if (!watch) {
      watch = std::make_shared<SocketWatch>(
          retry_.get_executor(), socket, [this, socket] { process(socket, ARES_SOCKET_BAD); },
          [this, socket] { process(ARES_SOCKET_BAD, socket); });
    }
    watch->want(to_read, to_write);
    if (!to_read && !to_write) {
      watches_.erase(socket);
    }
  }

  asio::steady_timer retry_;
  Prepare prepare_;
  std::string link_;
  std::optional<DnsServer> last_good_;
  std::optional<Failure> obstacle_;
  std::map<ares_socket_t, std::shared_ptr<SocketWatch>> watches_;
  std::unique_ptr<ares_channeldata, DestroyChannel> channel_;  // last: its end still calls back
};

}  // namespace

Result<std::shared_ptr<Channel>> open_channel(const asio::any_io_executor& executor, const ChannelOptions& options) {
  auto channel = std::make_shared<WatchedChannel>(executor);
  if (const int status = channel->open(options); status != ARES_SUCCESS) {
    return Failure{Fault::unreachable, std::string("no name server can be asked: ") + ares_strerror(status)};
  }
  return std::shared_ptr<Channel>(std::move(channel));
}

}  // namespace dyndns::dns
