#include "dns/resolver.hpp"

#include <ares.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "dns/answer.hpp"
#include "dns/channel.hpp"
#include "file/read_file.hpp"

namespace dyndns::dns {
namespace {

using Addresses = std::vector<Address>;

constexpr std::size_t longest_name = 253;  // RFC 1035 as text
constexpr const char* resolv_conf = "/etc/resolv.conf";
constexpr std::size_t largest_file = 65536;

bool can_be_name(const std::string& host) {
  return !host.empty() && host.size() <= longest_name && host.find('\0') == std::string::npos;
}

Result<Addresses> answer_literal(const std::string& host, const Address& literal, std::optional<Family> family) {
  if (family && *family != literal.family()) {
    return no_address(host, family);
  }
  return Addresses(1, literal);
}

// It is never asked of a name server (RFC 6761, 6.3); c-ares 1.18 also leaks it where /etc/hosts has it in the other
// family only.
Addresses answer_localhost(std::optional<Family> family) {
  Addresses all{*Address::parse("127.0.0.1"), *Address::parse("::1")};
  std::erase_if(all, [family](const Address& address) { return family && *family != address.family(); });
  return all;
}

// What is neither an address nor local is asked of c-ares.

struct FreeAddrinfo {
  void operator()(ares_addrinfo* found) const { ares_freeaddrinfo(found); }
};

struct Lookup {
  Lookup(std::string its_host, std::optional<Family> its_family, const boost::asio::any_io_executor& executor)
      : host(std::move(its_host)), family(its_family), found(executor) {}

  std::string host;
  std::optional<Family> family;
  Pending<Result<Addresses>> found;
};

int to_af(std::optional<Family> family) {
  if (!family) {
    return AF_UNSPEC;
  }
  return *family == Family::ipv4 ? AF_INET : AF_INET6;
}

// `argument` shares the lookup: nobody may wait for it any more.
void on_answer(void* argument, int status, int /*timeouts*/, ares_addrinfo* found) noexcept {
  const std::unique_ptr<ares_addrinfo, FreeAddrinfo> owned(found);
  const std::unique_ptr<std::shared_ptr<Lookup>> shared(static_cast<std::shared_ptr<Lookup>*>(argument));
  auto& lookup = **shared;
  lookup.found.settle(read_answer(status, found, lookup.host, lookup.family));
}

void start(const std::shared_ptr<Lookup>& lookup, Channel& channel) {
  ares_addrinfo_hints hints{};
  hints.ai_family = to_af(lookup->family);
  hints.ai_socktype = SOCK_STREAM;
  auto shared = std::make_unique<std::shared_ptr<Lookup>>(lookup);
  ares_getaddrinfo(channel.handle(), lookup->host.c_str(), nullptr, &hints, &on_answer, shared.release());
  channel.asked();
}

// Changes whenever the file does. All zero: there is none.
using Stamp = std::tuple<dev_t, ino_t, off_t, time_t, long>;

Stamp stamp_of(const char* path) {
  struct stat file {};
  ::stat(path, &file);
  return {file.st_dev, file.st_ino, file.st_size, file.st_mtim.tv_sec, file.st_mtim.tv_nsec};
}

ResolvConf with_first(ResolvConf conf, const DnsServer& first) {
  // Not of std::ranges: clang-tidy 14 does not take it from libstdc++ 12.
  std::stable_partition(conf.servers.begin(), conf.servers.end(),
                        [&](const ListedServer& each) { return each.server == first; });
  return conf;
}

// Those of resolv.conf, which stay open while it is the same, the best server first. An abandoned lookup cannot be
// taken back alone: its channel is left to those that still use it.
class Channels {
 public:
  using Opened = Result<std::shared_ptr<Channel>>;

  Channels(boost::asio::any_io_executor executor, ResolverOptions options)
      : executor_(std::move(executor)), options_(std::move(options)) {}

  [[nodiscard]] Opened for_host(const std::string& host) {
    follow_file();
    follow_servers();
    if (host.find('.') == std::string::npos) {
      return open(true);
    }
    if (!channel_) {
      auto opened = open(false);
      if (!opened) {
        return opened;
      }
      channel_ = *std::move(opened);
    }
    return channel_;
  }

  void leave(const std::shared_ptr<Channel>& abandoned) {
    if (abandoned == channel_) {
      follow_servers();
      channel_.reset();
    }
  }

 private:
  void follow_file() {
    const auto stamp = stamp_of(resolv_conf);
    if (stamp == stamp_) {
      return;
    }
    stamp_ = stamp;
    const auto content = file::read_file(resolv_conf, largest_file);
    conf_ = parse_resolv_conf(content ? content->text : "");
    if (!options_.servers.empty()) {
      conf_.servers = options_.servers;
    }
    channel_.reset();
  }

  void follow_servers() {
    const auto good = channel_ ? channel_->last_good() : std::nullopt;
    if (good && !conf_.rotates && !conf_.servers.empty() && conf_.servers.front().server != *good) {
      conf_ = with_first(std::move(conf_), *good);
      channel_.reset();
    }
  }

  [[nodiscard]] Opened open(bool searches) const {
    return open_channel(executor_,
                        {conf_.servers, options_.patience.value_or(conf_.patience), conf_.tries, false, searches, {}});
  }

  boost::asio::any_io_executor executor_;
  ResolverOptions options_;
  std::optional<Stamp> stamp_;
  ResolvConf conf_;
  std::shared_ptr<Channel> channel_;
};

// Tells them when the lookup ends without an answer, for whatever reason. So does one that no name server answered: the
// interface of a link-local one may have come, or been replaced, since the channel was opened.
class Use {
 public:
  Use(Channels& channels, std::shared_ptr<Channel> channel, std::shared_ptr<Lookup> lookup)
      : channels_(channels), channel_(std::move(channel)), lookup_(std::move(lookup)) {}
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  ~Use() {
    const auto& answer = lookup_->found.answer();
    if (!answer || (!*answer && answer->error().fault != Fault::missing)) {
      channels_.leave(channel_);
    }
  }

 private:
  Channels& channels_;
  std::shared_ptr<Channel> channel_;
  std::shared_ptr<Lookup> lookup_;
};

class AresResolver final : public Resolver {
 public:
  AresResolver(const boost::asio::any_io_executor& executor, ResolverOptions options)
      : executor_(executor), channels_(executor, std::move(options)) {}

  Task<Result<Addresses>> addresses(std::string host, std::optional<Family> family,
                                    std::chrono::milliseconds timeout) override {
    if (const auto literal = Address::parse(host)) {
      co_return answer_literal(host, *literal, family);
    }
    if (host == "localhost") {
      co_return answer_localhost(family);
    }
    if (!can_be_name(host)) {
      co_return Failure{Fault::missing, "host name is empty or longer than 253 characters"};
    }
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    co_return co_await look_up(std::move(host), family, deadline);
  }

 private:
  Task<Result<Addresses>> look_up(std::string host, std::optional<Family> family,
                                  std::chrono::steady_clock::time_point deadline) {
    const auto channel = channels_.for_host(host);
    if (!channel) {
      co_return channel.error();
    }
    const auto lookup = std::make_shared<Lookup>(std::move(host), family, executor_);
    const Use use(channels_, *channel, lookup);
    start(lookup, **channel);
    const bool is_settled = co_await lookup->found.wait_until(deadline);
    if (!is_settled) {
      co_return Failure{Fault::timed_out, "no answer from the name servers about '" + lookup->host + "'"};
    }
    co_return *lookup->found.answer();
  }

  boost::asio::any_io_executor executor_;
  Channels channels_;
};

}  // namespace

std::unique_ptr<Resolver> make_resolver(const boost::asio::any_io_executor& executor, ResolverOptions options) {
  return std::make_unique<AresResolver>(executor, std::move(options));
}

}  // namespace dyndns::dns
