#include "gandi/classic/failure.hpp"

#include <gtest/gtest.h>

#include <string>

namespace dyndns::gandi::classic {
namespace {

const Secret good("abcdefghij0123456789klmn");
const Secret token("pat-0123456789012345678901234567890123456");

Failure refusal(std::int64_t code, const std::string& text = "", const Secret& key = good) {
  return failure_of(RpcFault{code, text}, key);
}

bool mentions(const Failure& failure, const std::string& words) {
  return failure.detail.find(words) != std::string::npos;
}

TEST(XmlRpcFaults, ThoseThatHaveBeenSeenAreSortedByTheirRemedy) {
  EXPECT_EQ(refusal(510042).fault, Fault::missing);
  EXPECT_EQ(refusal(510150).fault, Fault::denied);
  EXPECT_EQ(refusal(501237).fault, Fault::denied);
  EXPECT_EQ(refusal(500037).fault, Fault::denied);
  EXPECT_EQ(refusal(505237).fault, Fault::refused);
  EXPECT_EQ(refusal(581042).fault, Fault::missing);
  EXPECT_EQ(refusal(581050).fault, Fault::denied);
  EXPECT_EQ(refusal(581137).fault, Fault::refused);
  EXPECT_EQ(refusal(1).fault, Fault::refused);
}

TEST(XmlRpcFaults, OthersAreSortedByTheirDigits) {
  EXPECT_EQ(refusal(599942).fault, Fault::missing);
  EXPECT_EQ(refusal(599950).fault, Fault::denied);
  EXPECT_EQ(refusal(599999).fault, Fault::refused);
  EXPECT_EQ(refusal(199999).fault, Fault::unavailable);
  EXPECT_EQ(refusal(99999).fault, Fault::refused);
  EXPECT_EQ(refusal(-1).fault, Fault::refused);
}

TEST(XmlRpcFaults, TheSharedDefaultZoneIsToBeCopied) {
  EXPECT_TRUE(mentions(refusal(581050), "copy the zone at Gandi"));
}

TEST(XmlRpcFaults, AKeyOfAnotherLengthIsTold) {
  for (const auto code : {510150, 501237, 500037}) {
    EXPECT_TRUE(mentions(refusal(code, "", token),
                         "(this key has 41 characters, Gandi's XML-RPC keys have 24; a Personal Access Token goes into "
                         "'token')"))
        << code;
  }
}

TEST(XmlRpcFaults, AKeyOfTheRightLengthMayBeOneForLiveDns) {
  EXPECT_TRUE(mentions(refusal(510150), "LiveDNS keys are not known there"));
}

TEST(XmlRpcFaults, AFaultInGandisWordsIsQuotedOnOneLine) {
  EXPECT_EQ(refusal(581117, "Error on object : OBJECT_ZONE\n (CAUSE_EXISTS) [\x1b]").detail,
            "Gandi refuses the request; check 'domains', and the records of that name at Gandi (fault 581117: "
            "'Error on object : OBJECT_ZONE (CAUSE_EXISTS) [\\x1b]')");
}

TEST(XmlRpcFaults, TheKeyIsNeverQuoted) {
  for (const auto code : {1, 99, 100'000, 199'999, 500'037, 501'237, 510'150, 581'137, 599'999}) {
    const auto failure = refusal(code, "string '" + token.reveal() + "' does not match", token);
    EXPECT_FALSE(mentions(failure, token.reveal())) << failure.detail;
  }
}

}  // namespace
}  // namespace dyndns::gandi::classic
