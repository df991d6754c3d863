#include "dns/questioner.hpp"

#include <ares.h>

#include <utility>

#include "dns/channel.hpp"
#include "dns/reply.hpp"

namespace dyndns::dns {
namespace {

using Clock = std::chrono::steady_clock;
using Texts = std::vector<std::string>;

struct Inquiry {
  DnsQuestion question;
  Pending<Result<Texts>> reply;
};

Failure failure_of(int status) {
  switch (status) {
    case ARES_ETIMEOUT:
      return {Fault::timed_out, "does not answer"};
    case ARES_ECONNREFUSED:
      return {Fault::unreachable, "cannot be reached"};
    case ARES_EBADRESP:  // later versions look closer, and do not wait for a good reply behind a broken one
      return {Fault::malformed, "sent something that is not a DNS reply"};
    default:
      return {Fault::unreachable, std::string("cannot be asked: ") + ares_strerror(status)};
  }
}

// c-ares hands on only what comes from the server and has the id and the question that were sent; a reply that is an
// error is handed on, too.
void on_reply(void* argument, int status, int /*timeouts*/, unsigned char* packet, int size) noexcept {
  auto& inquiry = *static_cast<Inquiry*>(argument);
  if (packet == nullptr) {
    inquiry.reply.settle(failure_of(status));
  } else {
    inquiry.reply.settle(read_reply({packet, static_cast<std::size_t>(size)}, inquiry.question));
  }
}

void start(Inquiry& inquiry, Channel& channel) {
  const auto& [name, type, dns_class] = inquiry.question;
  ares_query(channel.handle(), name.c_str(), static_cast<int>(dns_class), static_cast<int>(type), &on_reply, &inquiry);
  channel.asked();
}

Task<Result<Texts>> ask_once(boost::asio::any_io_executor executor, DnsQuestion question, DnsServer server,
                             ChannelOptions options, Clock::time_point deadline) {
  options.servers.push_back({server});
  Inquiry inquiry{std::move(question), Pending<Result<Texts>>(executor)};
  const auto channel = open_channel(executor, options);
  if (!channel) {
    co_return channel.error();
  }
  start(inquiry, **channel);
  const bool is_settled = co_await inquiry.reply.wait_until(deadline);
  const auto& reply = inquiry.reply.answer();
  if (is_settled && *reply) {
    co_return *reply;
  }
  if (const auto& obstacle = (*channel)->obstacle()) {
    co_return *obstacle;
  }
  auto failure = is_settled ? reply->error() : failure_of(ARES_ETIMEOUT);
  failure.detail = "name server " + to_string(server) + ' ' + failure.detail;
  co_return failure;
}

class AresQuestioner final : public Questioner {
 public:
  AresQuestioner(boost::asio::any_io_executor executor, const Way& way, std::chrono::milliseconds patience)
      : executor_(std::move(executor)),
        prepare_([way](int socket, Family family) { return prepare(socket, family, way); }),
        patience_(patience) {}

  Task<Result<Texts>> ask(DnsQuestion question, std::vector<DnsServer> servers,
                          std::chrono::milliseconds timeout) override {
    const auto deadline = Clock::now() + timeout;
    Result<Texts> answer = Failure{Fault::unreachable, "there is no name server to ask"};
    for (auto patience = patience_; !servers.empty(); patience *= 2) {
      std::vector<DnsServer> silent;
      const ChannelOptions options{{}, patience, 1, true, false, prepare_};
      for (const auto& server : servers) {
        answer = co_await ask_once(executor_, question, server, options, deadline);
        if (answer || answer.error().fault == Fault::missing || Clock::now() >= deadline) {
          co_return answer;
        }
        if (answer.error().fault == Fault::timed_out) {
          silent.push_back(server);
        }
      }
      servers = std::move(silent);
    }
    co_return answer;
  }

 private:
  boost::asio::any_io_executor executor_;
  Prepare prepare_;
  std::chrono::milliseconds patience_;
};

}  // namespace

std::unique_ptr<Questioner> make_questioner(const boost::asio::any_io_executor& executor, const Way& way,
                                            std::chrono::milliseconds patience) {
  return std::make_unique<AresQuestioner>(executor, way, patience);
}

}  // namespace dyndns::dns
