// The zone of example.com in the little world of LiveDNS, opened.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "gandi/livedns/account.hpp"
#include "gandi/livedns/world.hpp"
#include "gandi/run.hpp"

namespace dyndns::gandi::livedns {

class OpenedZone : public testing::Test {
 protected:
  OpenedZone() {
    const Authorization authorization{Authorization::Scheme::bearer, Secret(good_token)};
    const auto account = make_account(world, {live_endpoint, authorization, std::chrono::seconds(7)});
    zone = std::move(run(account->open({"example.com"})).zones.at(0));
    world.domains["example.com"] = {};
  }

  World world;
  std::unique_ptr<Zone> zone;
};

}  // namespace dyndns::gandi::livedns
