#include "dns/resolver.hpp"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/system/system_error.hpp>
#include <filesystem>
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
  using Future = std::future<Result<Addresses>>;

  // Every name ends in a dot, so that a search list of this machine is not consulted.
  Future start(const std::string& servers, const std::string& host, std::optional<Family> family,
               std::chrono::milliseconds timeout = 10s, asio::cancellation_slot slot = {}) {
    ResolverOptions options;
    options.servers = servers;
    options.patience = 50ms;
    resolver_ = make_resolver(io_.get_executor(), options);
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

  Result<Addresses> resolve(const std::string& servers, const std::string& host, std::optional<Family> family = {},
                            std::chrono::milliseconds timeout = 10s) {
    return finish(start(servers, host, family, timeout));
  }

  asio::io_context io_;
  std::unique_ptr<Resolver> resolver_;
};

TEST_F(ResolverTest, ALiteralAddressIsItsOwnAnswer) {
  NameServer server(io_);
  EXPECT_EQ(found(resolve(server.address(), "2a02:6b67::1")), Addresses{v6});
  EXPECT_EQ(found(resolve(server.address(), "81.2.69.142", Family::ipv4)), Addresses{v4});
  EXPECT_EQ(server.questions(), 0);
}

TEST_F(ResolverTest, ALiteralOfTheOtherFamilyIsMissing) {
  const Failure expected{Fault::missing, "'81.2.69.142' has no IPv6 address"};
  EXPECT_EQ(resolve("", "81.2.69.142", Family::ipv6).error(), expected);
}

TEST_F(ResolverTest, AFamilyIsAskedForAlone) {
  NameServer server(io_);
  server.hosts["home.test"] = {v4, v6, other_v4};
  EXPECT_EQ(found(resolve(server.address(), "home.test.", Family::ipv4)).size(), 2U);
  EXPECT_EQ(found(resolve(server.address(), "home.test.", Family::ipv6)), Addresses{v6});
  EXPECT_EQ(server.questions(), 2);
}

TEST_F(ResolverTest, BothFamiliesCountWhenNoneIsNamed) {
  NameServer server(io_);
  server.hosts["home.test"] = {v4, v6};
  EXPECT_EQ(found(resolve(server.address(), "home.test.")).size(), 2U);
}

TEST_F(ResolverTest, AtMostSixteenAddressesAreTaken) {
  NameServer server(io_);
  server.hosts["home.test"] = std::vector<Record>(20, v4);
  EXPECT_EQ(found(resolve(server.address(), "home.test.", Family::ipv4)).size(), 16U);
}

TEST_F(ResolverTest, AnUnknownNameIsMissing) {
  NameServer server(io_);
  const Failure expected{Fault::missing, "host 'nowhere.test.' does not exist: check the spelling"};
  EXPECT_EQ(resolve(server.address(), "nowhere.test.").error(), expected);
}

TEST_F(ResolverTest, ANameWithoutTheFamilyIsMissing) {
  NameServer server(io_);
  server.hosts["home.test"] = {v4};
  const Failure expected{Fault::missing, "'home.test.' has no IPv6 address"};
  EXPECT_EQ(resolve(server.address(), "home.test.", Family::ipv6).error(), expected);
}

TEST_F(ResolverTest, AFailingServerMakesANameUnreachable) {
  NameServer server(io_, Mood::failing);
  EXPECT_EQ(resolve(server.address(), "home.test.", Family::ipv4).error().fault, Fault::unreachable);
}

TEST_F(ResolverTest, ASilentServerIsFollowedByTheNext) {
  NameServer silent(io_, Mood::silent);
  NameServer good(io_);
  good.hosts["home.test"] = {v4};
  EXPECT_EQ(found(resolve(silent.address() + "," + good.address(), "home.test.", Family::ipv4)), Addresses{v4});
  EXPECT_EQ(silent.questions(), 1);
}

TEST_F(ResolverTest, NoAnswerAtAllTimesOut) {
  NameServer silent(io_, Mood::silent);
  const Failure expected{Fault::timed_out, "no answer from the name servers about 'home.test.'"};
  EXPECT_EQ(resolve(silent.address(), "home.test.", Family::ipv4, 20ms).error(), expected);
  EXPECT_EQ(silent.questions(), 1);
}

TEST_F(ResolverTest, GivingUpByItselfTimesOutToo) {
  NameServer silent(io_, Mood::silent);
  EXPECT_EQ(resolve(silent.address(), "home.test.", Family::ipv4, 20s).error().fault, Fault::timed_out);
  EXPECT_EQ(silent.questions(), 3);
}

TEST_F(ResolverTest, LocalhostNeedsNoServer) {
  NameServer server(io_);
  EXPECT_EQ(found(resolve(server.address(), "localhost", Family::ipv4)), Addresses{*Address::parse("127.0.0.1")});
  EXPECT_EQ(found(resolve(server.address(), "localhost", Family::ipv6)), Addresses{*Address::parse("::1")});
  EXPECT_EQ(server.questions(), 0);
}

TEST_F(ResolverTest, WhatCannotBeANameIsMissing) {
  EXPECT_EQ(resolve("", "").error().fault, Fault::missing);
  EXPECT_EQ(resolve("", std::string(254, 'a')).error().fault, Fault::missing);
}

TEST_F(ResolverTest, LookupsGoSideBySide) {
  NameServer silent(io_, Mood::silent);
  NameServer good(io_);
  good.hosts["home.test"] = {v4};
  auto hung = start(silent.address(), "home.test.", Family::ipv4);
  const auto first = std::move(resolver_);
  EXPECT_TRUE(resolve(good.address(), "home.test.", Family::ipv4).has_value());
  EXPECT_EQ(hung.wait_for(0s), std::future_status::timeout);
  EXPECT_EQ(finish(std::move(hung)).error().fault, Fault::timed_out);
}

TEST_F(ResolverTest, ACancelledLookupEndsAtOnceAndLeavesNothingBehind) {
  std::optional<NameServer> silent(std::in_place, io_, Mood::silent);
  asio::cancellation_signal cancellation;
  silent->on_question = [&] { cancellation.emit(asio::cancellation_type::terminal); };
  const auto files_before = open_files();
  auto future = start(silent->address(), "home.test.", Family::ipv4, 10s, cancellation.slot());
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
