#include "config/values/registrable_domain.hpp"

#include <gtest/gtest.h>

namespace dyndns::config {
namespace {

TEST(RegistrableDomain, IsWhatSomebodyRegistered) {
  EXPECT_EQ(registrable_domain("api.ipify.org"), "ipify.org");
  EXPECT_EQ(registrable_domain("a.b.example.co.uk"), "example.co.uk");
  EXPECT_EQ(registrable_domain("example.com"), "example.com");
}

TEST(RegistrableDomain, WhatNobodyRegisteredStandsForItself) {
  for (const char* host : {"co.uk", "localhost", "81.2.69.142", "2a02:6b67::1"}) {
    SCOPED_TRACE(host);
    EXPECT_EQ(registrable_domain(host), host);
  }
}

}  // namespace
}  // namespace dyndns::config
