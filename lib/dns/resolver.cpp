#include "dns/resolver.hpp"

#include <ares.h>
#include <sys/socket.h>

#include <utility>

#include "dns/answer.hpp"
#include "dns/channel.hpp"

namespace dyndns::dns {
namespace {

using Addresses = std::vector<Address>;

constexpr std::size_t longest_name = 253;  // RFC 1035 as text
constexpr int tries = 3;

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
  std::string host;
  std::optional<Family> family;
  std::optional<Result<Addresses>> answer{};
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

Task<Result<Addresses>> look_up(boost::asio::any_io_executor executor, ResolverOptions options, std::string host,
                                std::optional<Family> family, std::chrono::steady_clock::time_point deadline) {
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

class AresResolver final : public Resolver {
 public:
  AresResolver(boost::asio::any_io_executor executor, ResolverOptions options)
      : executor_(std::move(executor)), options_(std::move(options)) {}

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
    co_return co_await look_up(executor_, options_, std::move(host), family, deadline);
  }

 private:
  boost::asio::any_io_executor executor_;
  ResolverOptions options_;
};

}  // namespace

std::unique_ptr<Resolver> make_resolver(const boost::asio::any_io_executor& executor, ResolverOptions options) {
  return std::make_unique<AresResolver>(executor, std::move(options));
}

}  // namespace dyndns::dns
