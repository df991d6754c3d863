#include "dns/lookup.hpp"

#include <ares.h>
#include <sys/socket.h>

#include <memory>
#include <utility>

#include "dns/answer.hpp"
#include "dns/channel.hpp"

namespace dyndns::dns {
namespace {

constexpr int tries = 3;

struct FreeAddrinfo {
  void operator()(ares_addrinfo* found) const { ares_freeaddrinfo(found); }
};

struct Lookup {
  std::string host;
  std::optional<Family> family;
  std::optional<Result<std::vector<Address>>> answer{};
};

int to_af(std::optional<Family> family) {
  if (!family) {
    return AF_UNSPEC;
  }
  return *family == Family::ipv4 ? AF_INET : AF_INET6;
}

void on_answer(void* argument, int status, int /*timeouts*/, ares_addrinfo* found) noexcept {
  const std::unique_ptr<ares_addrinfo, FreeAddrinfo> owned(found);
  auto& lookup = *static_cast<Lookup*>(argument);
  lookup.answer = read_answer(status, found, lookup.host, lookup.family);
}

void start(Lookup& lookup, Channel& channel) {
  ares_addrinfo_hints hints{};
  hints.ai_family = to_af(lookup.family);
  hints.ai_socktype = SOCK_STREAM;
  ares_getaddrinfo(channel.handle(), lookup.host.c_str(), nullptr, &hints, &on_answer, &lookup);
}

}  // namespace

Task<Result<std::vector<Address>>> look_up(boost::asio::any_io_executor executor, ResolverOptions options,
                                           std::string host, std::optional<Family> family,
                                           std::chrono::steady_clock::time_point deadline) {
  const ChannelOptions wanted{options.servers, options.patience, tries};
  Lookup lookup{host, family};
  const auto channel = open_channel(executor, wanted);
  if (!channel) {
    co_return channel.error();
  }
  start(lookup, **channel);
  const bool answered = co_await wait_for(lookup.answer, **channel, deadline);
  if (!answered) {
    co_return Failure{Fault::timed_out, "no answer from the name servers about '" + host + "'"};
  }
  co_return *lookup.answer;
}

}  // namespace dyndns::dns
