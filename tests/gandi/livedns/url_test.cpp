#include "gandi/livedns/url.hpp"

#include <gtest/gtest.h>

#include <string>

#include "url/url.hpp"

namespace dyndns::gandi::livedns {
namespace {

const std::string endpoint = "https://api.gandi.net/v5/livedns";

std::string path_of(const std::string& name, const std::string& domain = "example.com") {
  return rrset_url(endpoint, domain, name, "A")->substr(endpoint.size());
}

TEST(LiveDnsUrl, TheApexIsEscapedAndTheWildcardIsNot) {
  EXPECT_EQ(path_of("@"), "/domains/example.com/records/%40/A");
  EXPECT_EQ(path_of("*"), "/domains/example.com/records/*/A");
  EXPECT_EQ(path_of("*.lab"), "/domains/example.com/records/*.lab/A");
}

TEST(LiveDnsUrl, ANameWithDotsIsOneSegment) {
  EXPECT_EQ(path_of("a.b.c"), "/domains/example.com/records/a.b.c/A");
  EXPECT_EQ(path_of("_x-1"), "/domains/example.com/records/_x-1/A");
}

TEST(LiveDnsUrl, WhatCouldEndASegmentIsEscaped) {
  EXPECT_EQ(path_of("a/b"), "/domains/example.com/records/a%2Fb/A");
  EXPECT_EQ(path_of("a?b#c %"), "/domains/example.com/records/a%3Fb%23c%20%25/A");
  EXPECT_EQ(path_of("\xc3\xa9\r\n"), "/domains/example.com/records/%C3%A9%0D%0A/A");
  EXPECT_TRUE(url::parse(endpoint + path_of("a?b#c % \xc3\xa9\r\n")));
}

TEST(LiveDnsUrl, ANameThatIsASmallerPathIsRefused) {
  for (const auto* name : {"", ".", ".."}) {
    for (const auto& url : {rrset_url(endpoint, "example.com", name, "A"), rrset_url(endpoint, name, "www", "A"),
                            rrset_url(endpoint, "example.com", "www", name), page_url(endpoint, name, 1, true)}) {
      SCOPED_TRACE(testing::PrintToString(url));
      ASSERT_FALSE(url) << name;
      EXPECT_EQ(url.error().fault, Fault::refused);
    }
  }
}

TEST(LiveDnsUrl, ANameThatIsTooLongIsRefused) {
  EXPECT_TRUE(rrset_url(endpoint, "example.com", std::string(253, 'a'), "A"));
  EXPECT_FALSE(rrset_url(endpoint, "example.com", std::string(254, 'a'), "A"));
}

TEST(LiveDnsUrl, APageIsNumbered) {
  EXPECT_EQ(*page_url(endpoint, "example.com", 2, true), endpoint + "/domains/example.com/records?page=2&per_page=500");
  EXPECT_EQ(*page_url(endpoint, "example.com", 2, false), endpoint + "/domains/example.com/records?page=2");
}

TEST(LiveDnsUrl, AnOrganisationIsPartOfTheQuery) {
  EXPECT_EQ(with_sharing_id("https://a/b", "d4aad9b0"), "https://a/b?sharing_id=d4aad9b0");
  EXPECT_EQ(with_sharing_id("https://a/b?page=1", "d4aad9b0"), "https://a/b?page=1&sharing_id=d4aad9b0");
}

TEST(LiveDnsUrl, TheDelegationIsToldBesideLiveDns) {
  EXPECT_EQ(name_servers_url(endpoint, "example.com"), "https://api.gandi.net/v5/domain/domains/example.com/livedns");
  EXPECT_EQ(name_servers_url("https://api.gandi.net/v6", "example.com"), std::nullopt);
  EXPECT_EQ(name_servers_url(endpoint, ".."), std::nullopt);
}

}  // namespace
}  // namespace dyndns::gandi::livedns
