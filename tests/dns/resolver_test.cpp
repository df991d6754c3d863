#include "dns/resolver.hpp"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/system/system_error.hpp>
#include <filesystem>
#include <functional>
#include <future>
#include <iterator>
#include <stdexcept>

#include "dns/name_server.hpp"

namespace dyndns::dns {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using Addresses = std::vector<Address>;

const Address v4 = *Address::parse("81.2.69.142");
const Address other_v4 = *Address::parse("81.2.69.143");
const Address v6 = *Address::parse("2a02:6b67::1");

Addresses found(Result<Addresses> result) {
  if (!result) {
    throw std::runtime_error(result.error().detail);
  }
  return *std::move(result);
}

std::size_t open_files() {
  const std::filesystem::directory_iterator files("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

class ResolverTest : public testing::Test {
 protected:
  using Servers = std::vector<std::reference_wrapper<NameServer>>;
  using Future = std::future<Result<Addresses>>;

  // Every name ends in a dot, so that a search list of this machine is not consulted.
  Future start(const Servers& servers, const std::string& host, std::optional<Family> family,
               std::chrono::milliseconds timeout = 10s, asio::cancellation_slot slot = {}) {
    use(servers);
    return start_again(host, family, timeout, slot);
  }

  void use(const Servers& servers) {
    ResolverOptions options;
    for (const auto& server : servers) {
      options.servers.push_back({server.get().server()});
    }
    options.patience = 50ms;
    resolver_ = make_resolver(io_.get_executor(), options);
  }

  // By the resolver that there is.
  Future start_again(const std::string& host, std::optional<Family> family, std::chrono::milliseconds timeout = 10s,
                     asio::cancellation_slot slot = {}) {
    return asio::co_spawn(io_, resolver_->addresses(host, family, timeout),
                          asio::bind_cancellation_slot(slot, asio::use_future));
  }

  Result<Addresses> finish(Future future) {
    io_.restart();
    while (future.wait_for(0s) != std::future_status::ready) {
      if (io_.run_one_for(30s) == 0) {
        throw std::runtime_error("the lookup hangs");
      }
    }
    return future.get();
  }

  Result<Addresses> resolve(const Servers& servers, const std::string& host, std::optional<Family> family = {},
                            std::chrono::milliseconds timeout = 10s) {
    return finish(start(servers, host, family, timeout));
  }

  asio::io_context io_;
  std::unique_ptr<Resolver> resolver_;
};

TEST_F(ResolverTest, ALiteralAddressIsItsOwnAnswer) {
  NameServer server(io_);
  EXPECT_EQ(found(resolve({server}, "2a02:6b67::1")), Addresses{v6});
  EXPECT_EQ(found(resolve({server}, "81.2.69.142", Family::ipv4)), Addresses{v4});
  EXPECT_EQ(server.questions(), 0);
}

TEST_F(ResolverTest, ALiteralOfTheOtherFamilyIsMissing) {
  const Failure expected{Fault::missing, "'81.2.69.142' has no IPv6 address"};
  EXPECT_EQ(resolve({}, "81.2.69.142", Family::ipv6).error(), expected);
}

TEST_F(ResolverTest, AFamilyIsAskedForAlone) {
  NameServer server(io_);
  server.hosts["home.test"] = {v4, v6, other_v4};
  EXPECT_EQ(found(resolve({server}, "home.test.", Family::ipv4)).size(), 2U);
  EXPECT_EQ(found(resolve({server}, "home.test.", Family::ipv6)), Addresses{v6});
  EXPECT_EQ(server.questions(), 2);
}

TEST_F(ResolverTest, BothFamiliesCountWhenNoneIsNamed) {
  NameServer server(io_);
  server.hosts["home.test"] = {v4, v6};
  EXPECT_EQ(found(resolve({server}, "home.test.")).size(), 2U);
}

TEST_F(ResolverTest, AtMostSixteenAddressesAreTaken) {
  NameServer server(io_);
  server.hosts["home.test"] = std::vector<Record>(20, v4);
  EXPECT_EQ(found(resolve({server}, "home.test.", Family::ipv4)).size(), 16U);
}

TEST_F(ResolverTest, AnUnknownNameIsMissing) {
  NameServer server(io_);
  const Failure expected{Fault::missing, "host 'nowhere.test.' does not exist: check the spelling"};
  EXPECT_EQ(resolve({server}, "nowhere.test.").error(), expected);
}

TEST_F(ResolverTest, ANameWithoutTheFamilyIsMissing) {
  NameServer server(io_);
  server.hosts["home.test"] = {v4};
  const Failure expected{Fault::missing, "'home.test.' has no IPv6 address"};
  EXPECT_EQ(resolve({server}, "home.test.", Family::ipv6).error(), expected);
}

TEST_F(ResolverTest, AFailingServerMakesANameUnreachable) {
  NameServer server(io_, Mood::failing);
  EXPECT_EQ(resolve({server}, "home.test.", Family::ipv4).error().fault, Fault::unreachable);
}

TEST_F(ResolverTest, ASilentServerIsFollowedByTheNext) {
  NameServer silent(io_, Mood::silent);
  NameServer good(io_);
  good.hosts["home.test"] = {v4};
  EXPECT_EQ(found(resolve({silent, good}, "home.test.", Family::ipv4)), Addresses{v4});
  EXPECT_EQ(silent.questions(), 1);
}

TEST_F(ResolverTest, ASilentServerCostsItsPatienceOnce) {
  NameServer silent(io_, Mood::silent);
  NameServer good(io_);
  good.hosts["home.test"] = {v4};
  use({silent, good});
  for (int i = 0; i < 5; ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(found(finish(start_again("home.test.", Family::ipv4))), Addresses{v4});
  }
  EXPECT_EQ(silent.questions(), 1);
  EXPECT_EQ(good.questions(), 5);
}

TEST_F(ResolverTest, AServerThatSaysThatThereIsNothingIsAGoodOne) {
  NameServer silent(io_, Mood::silent);
  NameServer good(io_);
  use({silent, good});
  EXPECT_EQ(finish(start_again("nowhere.test.", Family::ipv4)).error().fault, Fault::missing);
  EXPECT_EQ(finish(start_again("nowhere.test.", Family::ipv4)).error().fault, Fault::missing);
  EXPECT_EQ(silent.questions(), 1);
}

TEST_F(ResolverTest, AServerThatFailsIsNotAskedFirstAgain) {
  NameServer failing(io_, Mood::failing);
  NameServer good(io_);
  good.hosts["home.test"] = {v4};
  use({failing, good});
  EXPECT_EQ(found(finish(start_again("home.test.", Family::ipv4))), Addresses{v4});
  EXPECT_EQ(found(finish(start_again("home.test.", Family::ipv4))), Addresses{v4});
  EXPECT_EQ(failing.questions(), 1);
}

TEST_F(ResolverTest, WhenTheLastGoodServerFallsSilentTheOthersAreAsked) {
  NameServer first(io_);
  first.hosts["home.test"] = {v4};
  std::optional<NameServer> second(std::in_place, io_);
  second->hosts["home.test"] = {other_v4};
  use({first, *second});
  first.on_reply = [](const std::string&) {};
  EXPECT_EQ(found(finish(start_again("home.test.", Family::ipv4))), Addresses{other_v4});
  first.on_reply = [&first](const std::string& reply) { first.send(reply); };
  second.reset();
  EXPECT_EQ(found(finish(start_again("home.test.", Family::ipv4))), Addresses{v4});
}

TEST_F(ResolverTest, NoAnswerAtAllTimesOut) {
  NameServer silent(io_, Mood::silent);
  const Failure expected{Fault::timed_out, "no answer from the name servers about 'home.test.'"};
  EXPECT_EQ(resolve({silent}, "home.test.", Family::ipv4, 20ms).error(), expected);
  EXPECT_EQ(silent.questions(), 1);
}

TEST_F(ResolverTest, GivingUpByItselfTimesOutToo) {
  NameServer silent(io_, Mood::silent);
  EXPECT_EQ(resolve({silent}, "home.test.", Family::ipv4, 20s).error().fault, Fault::timed_out);
  EXPECT_EQ(silent.questions(), 3);
}

TEST_F(ResolverTest, LocalhostNeedsNoServer) {
  NameServer server(io_);
  EXPECT_EQ(found(resolve({server}, "localhost", Family::ipv4)), Addresses{*Address::parse("127.0.0.1")});
  EXPECT_EQ(found(resolve({server}, "localhost", Family::ipv6)), Addresses{*Address::parse("::1")});
  EXPECT_EQ(server.questions(), 0);
}

TEST_F(ResolverTest, WhatCannotBeANameIsMissing) {
  EXPECT_EQ(resolve({}, "").error().fault, Fault::missing);
  EXPECT_EQ(resolve({}, std::string(254, 'a')).error().fault, Fault::missing);
}

TEST_F(ResolverTest, LookupsGoSideBySide) {
  NameServer silent(io_, Mood::silent);
  NameServer good(io_);
  good.hosts["home.test"] = {v4};
  auto hung = start({silent}, "home.test.", Family::ipv4);
  const auto first = std::move(resolver_);
  EXPECT_TRUE(resolve({good}, "home.test.", Family::ipv4).has_value());
  EXPECT_EQ(hung.wait_for(0s), std::future_status::timeout);
  EXPECT_EQ(finish(std::move(hung)).error().fault, Fault::timed_out);
}

TEST_F(ResolverTest, ACancelledLookupLeavesThoseBesideItAlone) {
  NameServer server(io_);
  server.hosts["home.test"] = {v4, v6};
  asio::cancellation_signal cancellation;
  int questions = 0;
  std::string first;
  server.on_reply = [&](const std::string& reply) {
    if (++questions == 1) {
      first = reply;
      cancellation.emit(asio::cancellation_type::terminal);
    } else {
      server.send(reply);
    }
  };
  use({server});
  auto cancelled = start_again("home.test.", Family::ipv6, 10s, cancellation.slot());
  auto other = start_again("home.test.", Family::ipv4);
  EXPECT_EQ(found(finish(std::move(other))), Addresses{v4});
  EXPECT_THROW((void)finish(std::move(cancelled)), boost::system::system_error);
  EXPECT_EQ(found(finish(start_again("home.test.", Family::ipv6))), Addresses{v6});
}

TEST_F(ResolverTest, ACancelledLookupEndsAtOnceAndLeavesNothingBehind) {
  std::optional<NameServer> silent(std::in_place, io_, Mood::silent);
  asio::cancellation_signal cancellation;
  silent->on_question = [&] { cancellation.emit(asio::cancellation_type::terminal); };
  const auto files_before = open_files();
  auto future = start({*silent}, "home.test.", Family::ipv4, 10s, cancellation.slot());
  try {
    (void)finish(std::move(future));
    FAIL() << "was not cancelled";
  } catch (const boost::system::system_error& error) {
    EXPECT_EQ(error.code(), asio::error::operation_aborted);
  }
  EXPECT_EQ(silent->questions(), 1);
  EXPECT_EQ(open_files(), files_before);
  silent.reset();
  io_.run_for(30s);
  EXPECT_TRUE(io_.stopped()) << "something is still being waited for";
}

}  // namespace
}  // namespace dyndns::dns
