#include "gandi/classic/faults.hpp"

#include <gtest/gtest.h>

#include <string>

namespace dyndns::gandi {
namespace {

const Secret good("abcdefghij0123456789klmn");
const Secret token("pat-0123456789012345678901234567890123456");

Failure failure_of(std::int64_t code, const std::string& text = "", const Secret& key = good) {
  return fault_failure({code, text}, key);
}

bool mentions(const Failure& failure, const std::string& words) {
  return failure.detail.find(words) != std::string::npos;
}

TEST(XmlRpcFaults, ThoseThatHaveBeenSeenAreSortedByTheirRemedy) {
  EXPECT_EQ(failure_of(510042).fault, Fault::missing);
  EXPECT_EQ(failure_of(510150).fault, Fault::denied);
  EXPECT_EQ(failure_of(501237).fault, Fault::denied);
  EXPECT_EQ(failure_of(500037).fault, Fault::denied);
  EXPECT_EQ(failure_of(505237).fault, Fault::refused);
  EXPECT_EQ(failure_of(581042).fault, Fault::missing);
  EXPECT_EQ(failure_of(581050).fault, Fault::denied);
  EXPECT_EQ(failure_of(581137).fault, Fault::refused);
  EXPECT_EQ(failure_of(1).fault, Fault::refused);
}

TEST(XmlRpcFaults, OthersAreSortedByTheirDigits) {
  EXPECT_EQ(failure_of(599942).fault, Fault::missing);
  EXPECT_EQ(failure_of(599950).fault, Fault::denied);
  EXPECT_EQ(failure_of(599999).fault, Fault::refused);
  EXPECT_EQ(failure_of(199999).fault, Fault::unavailable);
  EXPECT_EQ(failure_of(99999).fault, Fault::refused);
  EXPECT_EQ(failure_of(-1).fault, Fault::refused);
}

TEST(XmlRpcFaults, TheSharedDefaultZoneIsToBeCopied) {
  EXPECT_TRUE(mentions(failure_of(581050), "make a copy of the zone at Gandi"));
}

TEST(XmlRpcFaults, AKeyOfAnotherLengthIsTold) {
  for (const auto code : {510150, 501237, 500037}) {
    EXPECT_TRUE(mentions(failure_of(code, "", token),
                         "(this key has 41 characters, Gandi's XML-RPC keys have 24; a Personal Access Token goes into "
                         "'token')"))
        << code;
  }
}

TEST(XmlRpcFaults, AKeyOfTheRightLengthMayBeOneForLiveDns) {
  EXPECT_TRUE(mentions(failure_of(510150), "LiveDNS keys are not known there"));
}

TEST(XmlRpcFaults, AFaultInGandisWordsIsQuotedOnOneLine) {
  EXPECT_EQ(failure_of(581117, "Error on object : OBJECT_ZONE\n (CAUSE_EXISTS) [\x1b]").detail,
            "Gandi refuses the request; check 'domains', and at Gandi the records of the same name (fault 581117: "
            "'Error on object : OBJECT_ZONE (CAUSE_EXISTS) [?]')");
}

TEST(XmlRpcFaults, TheKeyIsNeverQuoted) {
  for (const auto code : {1, 99, 100'000, 199'999, 500'037, 501'237, 510'150, 581'137, 599'999}) {
    const auto failure = failure_of(code, "string '" + token.reveal() + "' does not match", token);
    EXPECT_FALSE(mentions(failure, token.reveal())) << failure.detail;
  }
}

}  // namespace
}  // namespace dyndns::gandi
