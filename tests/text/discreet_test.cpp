#include "text/discreet.hpp"

#include <gtest/gtest.h>

namespace dyndns::text {
namespace {

TEST(Discreet, AUrlIsShownWithoutItsQuery) {
  EXPECT_EQ(without_query("https://ip.example.com/v4?key=sesame"), "https://ip.example.com/v4");
  EXPECT_EQ(without_query("https://ip.example.com/v4"), "https://ip.example.com/v4");
  EXPECT_EQ(without_query("https://ip.example.com/v4#sesame"), "https://ip.example.com/v4");
}

TEST(Discreet, ACommandIsShownAsItsProgram) {
  EXPECT_EQ(program_of("ipconfig getifaddr en0"), "ipconfig");
  EXPECT_EQ(program_of("  /usr/local/bin/my-ip.sh --password sesame"), "/usr/local/bin/my-ip.sh");
  EXPECT_EQ(program_of("KEY=sesame PIN=1 curl https://ip.example.com"), "curl");
}

TEST(Discreet, WhatMayNotBeAProgramIsNotShown) {
  EXPECT_EQ(program_of("KEY='open sesame' curl https://ip.example.com"), "");
  EXPECT_EQ(program_of("KEY=$(cat sesame) curl"), "");
  EXPECT_EQ(program_of("$(cat sesame)"), "");
  EXPECT_EQ(program_of("me:sesame@host"), "");
  EXPECT_EQ(program_of(""), "");
}

TEST(Discreet, WhatACommandSaidHoldsNoneOfItsArguments) {
  EXPECT_EQ(without_arguments("http://ip.example.com/?key=sesame: ERROR 404", "wget http://ip.example.com/?key=sesame"),
            "[...]: ERROR 404");
  EXPECT_EQ(without_arguments("wget: bad key 'sesame'", "wget -q 'http://ip.example.com/?key=sesame'"),
            "wget: bad key '[...]'");
  EXPECT_EQ(without_arguments("no such user: somebody", "router -u somebody:sesame"), "no such user: [...]");
}

TEST(Discreet, WhatACommandSaidIsElseAsItWas) {
  EXPECT_EQ(without_arguments("sh: 1: ipconfig: not found", "ipconfig getifaddr en0"), "sh: 1: ipconfig: not found");
}

TEST(Discreet, NothingIsStruckOutOfWhatHoldsNothing) {
  EXPECT_EQ(struck_out("aXbX", "X", "-"), "a-b-");
  EXPECT_EQ(struck_out("a", "", "-"), "a");
  EXPECT_EQ(struck_out("aa", "a", "aa"), "aaaa");
}

}  // namespace
}  // namespace dyndns::text
