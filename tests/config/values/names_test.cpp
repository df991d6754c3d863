#include "config/values/names.hpp"

#include <gtest/gtest.h>

namespace dyndns::config {
namespace {

std::string text_of(const text::Checked<std::string>& name) { return name ? *name : name.error().why; }

TEST(DomainName, HasOneNormalSpelling) {
  EXPECT_EQ(text_of(domain_name("Example.COM")), "example.com");
  EXPECT_EQ(text_of(domain_name("example.com.")), "example.com");
  EXPECT_EQ(text_of(domain_name("B\xc3\xbc"
                                "cher.example")),
            "xn--bcher-kva.example");
  EXPECT_EQ(text_of(domain_name("xn--bcher-kva.example")), "xn--bcher-kva.example");
  EXPECT_EQ(text_of(domain_name("stra\xc3\x9f"
                                "e.de")),
            "xn--strae-oqa.de");
}

TEST(DomainName, WhatIsNoDomainIsRefused) {
  for (const std::string text :
       {"", ".", "com", "a..b", ".example.com", "exa mple.com", "example.com/", "-a.com", "a-.com", "*.example.com",
        "_dmarc.example.com", "https://example.com", "example.com..", "a\nb.com"}) {
    EXPECT_FALSE(domain_name(text)) << text;
  }
  EXPECT_FALSE(domain_name(std::string(64, 'a') + ".com"));
  EXPECT_TRUE(domain_name(std::string(63, 'a') + ".com"));
  std::string longest;
  for (int i = 0; i < 50; ++i) {
    longest += "abcd.";
  }
  EXPECT_TRUE(domain_name(longest + "com"));
  EXPECT_FALSE(domain_name(longest + "comm"));
  EXPECT_FALSE(domain_name(std::string(1000000, '\xc3')));
}

TEST(DomainName, WhatNobodyCanRegisterIsRefused) {
  for (const char* suffix : {"co.uk", "com.au", "CO.UK."}) {
    EXPECT_FALSE(domain_name(suffix)) << suffix;
  }
  for (const char* address : {"81.2.69.142", "2a02:6b67::1", "81.2.69.142."}) {
    EXPECT_FALSE(domain_name(address)) << address;
  }
  EXPECT_TRUE(domain_name("github.io")) << "the private section's are somebody's";
}

TEST(DomainName, ARefusalSaysWhatItShouldLookLike) {
  EXPECT_EQ(text_of(domain_name("localhost")), "'localhost' is not a domain name such as 'example.com'");
}

TEST(RelativeName, HasOneNormalSpelling) {
  for (const char* name : {"@", "*", "www", "a.b", "*.a", "_acme", "a_b", "0"}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(text_of(relative_name(name, "example.com")), name);
  }
  EXPECT_EQ(text_of(relative_name("WWW", "example.com")), "www");
  EXPECT_EQ(text_of(relative_name("b\xc3\xbc"
                                  "ro",
                                  "example.com")),
            "xn--bro-hoa");
  EXPECT_EQ(text_of(relative_name("*.b\xc3\xbc"
                                  "ro",
                                  "example.com")),
            "*.xn--bro-hoa");
}

TEST(RelativeName, WhatIsNoNameIsRefused) {
  for (const char* name : {"", ".", "a..b", "a.*", "a*", "**", "a b", "-a", "a.@", "@.a", "a/b", ".a"}) {
    EXPECT_FALSE(relative_name(name, "example.com")) << name;
  }
  EXPECT_EQ(text_of(relative_name("a b", "example.com")),
            "'a b' is not a name such as 'www', 'a.b', '*' or '@' (the domain itself)");
  const std::string label(63, 'a');
  EXPECT_FALSE(relative_name(label + '.' + label + '.' + label + '.' + label, "example.com"));
}

TEST(RelativeName, AFullNameIsToldItsRelativeForm) {
  EXPECT_EQ(text_of(relative_name("www.example.com", "example.com")),
            "'www.example.com' must be relative to its domain; write 'www'");
  EXPECT_EQ(text_of(relative_name("WWW.Example.com.", "example.com")),
            "'WWW.Example.com.' must be relative to its domain; write 'www'");
  EXPECT_EQ(text_of(relative_name("example.com", "example.com")), "'example.com' is the domain itself; write '@'");
}

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
