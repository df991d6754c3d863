#include "url/reference.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace dyndns::url {
namespace {

// The URL as text; empty when there is none.
std::string resolved(std::string_view location, std::string_view from) {
  const auto base = parse(from);
  EXPECT_TRUE(base) << from;
  const auto url = resolve(location, *base);
  return url ? to_string(*url) : "";
}

TEST(Reference, AUrlIsTakenAsItIs) {
  constexpr auto from = "https://a.test/ip";
  EXPECT_EQ(resolved("https://b.test/x?y=z", from), "https://b.test/x?y=z");
  EXPECT_EQ(resolved("HTTPS://B.test:8443", from), "https://b.test:8443/");
  EXPECT_EQ(resolved("http://b.test/", from), "http://b.test/");
  EXPECT_EQ(resolved("https://[2a02:6b67::1]/", from), "https://[2a02:6b67::1]/");
  EXPECT_EQ(resolved("https://b.test?x=/../y", from), "https://b.test/?x=/../y");
}

// RFC 3986, section 5.4, as far as the examples are without a fragment, which is dropped.
TEST(Reference, ReferencesAreResolvedAsTheRfcSays) {
  const std::pair<const char*, const char*> table[] = {
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g/"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q"},
      {"g#s", "http://a/b/c/g"},
      {"g?y#s", "http://a/b/c/g?y"},
      {";x", "http://a/b/c/;x"},
      {"g;x", "http://a/b/c/g;x"},
      {"g;x?y#s", "http://a/b/c/g;x?y"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"../../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {".g", "http://a/b/c/.g"},
      {"g..", "http://a/b/c/g.."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/./x", "http://a/b/c/g?y/./x"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"g#s/../x", "http://a/b/c/g"},
  };
  for (const auto& [location, url] : table) {
    EXPECT_EQ(resolved(location, "http://a/b/c/d;p?q"), url) << location;
  }
}

TEST(Reference, WithoutASchemeItStaysThatOfTheQuestion) {
  EXPECT_EQ(resolved("//b.test/ip", "https://a.test/"), "https://b.test/ip");
  EXPECT_EQ(resolved("//b.test/ip", "http://a.test/"), "http://b.test/ip");
}

TEST(Reference, WithoutAnAuthorityItStaysThatOfTheQuestion) {
  EXPECT_EQ(resolved("/ip", "https://a.test:8443/x"), "https://a.test:8443/ip");
  EXPECT_EQ(resolved("ip", "https://[2a02:6b67::1]"), "https://[2a02:6b67::1]/ip");
  EXPECT_EQ(resolved("?y", "https://a.test//x"), "https://a.test//x?y");
  EXPECT_EQ(resolved("z", "https://a.test//x/y"), "https://a.test//x/z");
  EXPECT_EQ(resolved("/.//b.test/ip", "https://a.test/"), "https://a.test//b.test/ip");
}

TEST(Reference, WhatIsNoUrlOfOursLeadsNowhere) {
  for (const auto location : {"ftp://b.test/",
                              "mailto:a@b.test",
                              "javascript:alert(1)",
                              "file:///etc/passwd",
                              "https:",
                              "https:ip",
                              "b.test:80",
                              "https://",
                              "https:///ip",
                              "//",
                              "https://user@b.test/",
                              "https://user:password@b.test/",
                              "//a@b.test/",
                              "https://b.test:0/",
                              "https://b.test:99999/",
                              "https://b.test/a b",
                              "https://b.test/\\x",
                              "/a\r\nb",
                              "/\xc3\xa4",
                              "/%zz",
                              "/%",
                              "https://b.test%2f@c.test/",
                              "https://b.test\\@c.test/",
                              " https://b.test/",
                              "https://[::1/"}) {
    EXPECT_EQ(resolved(location, "https://a.test/ip"), "") << location;
  }
  EXPECT_EQ(resolved(std::string("/a\0b", 4), "https://a.test/"), "");
}

TEST(Reference, ItsLengthIsLimited) {
  const std::string_view base = "https://a.test/";
  EXPECT_EQ(resolved("/" + std::string(2048 - base.size(), 'x'), base).size(), 2048U);
  EXPECT_EQ(resolved("/" + std::string(2049 - base.size(), 'x'), base), "");
  EXPECT_EQ(resolved(std::string(16'000, '/'), base), "");
  std::string endless;
  while (endless.size() < 16'000) {
    endless += "/..";
  }
  EXPECT_EQ(resolved(endless, base), base);
}

}  // namespace
}  // namespace dyndns::url
