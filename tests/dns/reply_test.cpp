#include "dns/reply.hpp"

#include <gtest/gtest.h>

#include "dns/message.hpp"

namespace dyndns::dns {
namespace {

using Texts = std::vector<std::string>;

const Address v4 = *Address::parse("81.2.69.142");
const Address v6 = *Address::parse("2a02:6b67::1");
const DnsQuestion a_question{"myip.example.com", DnsType::a, DnsClass::internet};
const DnsQuestion aaaa_question{"myip.example.com", DnsType::aaaa, DnsClass::internet};
const DnsQuestion txt_question{"o-o.example.com", DnsType::txt, DnsClass::internet};
const DnsQuestion chaos_question{"whoami.example", DnsType::txt, DnsClass::chaos};
const std::string id = "ab";

Result<Texts> read(const std::string& packet, const DnsQuestion& question) {
  return read_reply({reinterpret_cast<const std::uint8_t*>(packet.data()), packet.size()}, question);
}

std::string reply_with(const DnsQuestion& question, const std::vector<Record>& records, unsigned flags = good_reply) {
  return reply(id, flags, to_wire(question), records);
}

// What is read of it, or why nothing is.
std::string said(const DnsQuestion& question, const std::vector<Record>& records, unsigned flags = good_reply) {
  const auto texts = read(reply_with(question, records, flags), question);
  if (!texts) {
    return texts.error().detail;
  }
  std::string joined;
  for (const auto& text : *texts) {
    joined += (joined.empty() ? "" : "|") + text;
  }
  return joined;
}

Record renamed(Record record, std::string name) {
  record.name = std::move(name);
  return record;
}

TEST(Reply, ARecordSaysItsAddress) {
  EXPECT_EQ(said(a_question, {v4}), "81.2.69.142");
  EXPECT_EQ(said(aaaa_question, {v6}), "2a02:6b67::1");
}

TEST(Reply, ATextRecordSaysEachOfItsStrings) {
  EXPECT_EQ(said(txt_question, {txt({"81.2.69.142"})}), "81.2.69.142");
  EXPECT_EQ(said(chaos_question, {txt({"81.2.69.142"}, DnsClass::chaos)}), "81.2.69.142");
  EXPECT_EQ(said(txt_question, {txt({"81.2.69.", "142"}), txt({"", std::string(255, 'x')})}),
            "81.2.69.|142||" + std::string(255, 'x'));
}

TEST(Reply, WhatIsNoAnswerToTheQuestionIsPassedOver) {
  const Record alias(static_cast<DnsType>(5), labels("elsewhere.example.com"));
  EXPECT_EQ(said(a_question, {alias, renamed(v4, labels("elsewhere.example.com")), v6, txt({"81.2.69.143"})}),
            "has no A record of 'myip.example.com'");
  EXPECT_EQ(said(chaos_question, {txt({"81.2.69.143"}), txt({"81.2.69.142"}, DnsClass::chaos)}), "81.2.69.142");
  EXPECT_EQ(said(a_question, {}), "has no A record of 'myip.example.com'");
  EXPECT_EQ(said(txt_question, {txt({})}), "has no TXT record of 'o-o.example.com'");
}

TEST(Reply, TheCaseOfANameDoesNotMatter) {
  EXPECT_EQ(said(a_question, {renamed(v4, labels("MyIP.Example.COM"))}), "81.2.69.142");
}

TEST(Reply, ADotWithinALabelIsNoSeparator) {
  const auto dotted = std::string("\x0cmyip.example") + labels("com");
  EXPECT_EQ(said(a_question, {renamed(v4, dotted)}), "has no A record of 'myip.example.com'");
}

TEST(Reply, ErrorsAreSortedByTheirRemedy) {
  const auto failure = [](unsigned code) {
    return read(reply_with(a_question, {v4}, good_reply | code), a_question).error();
  };
  EXPECT_EQ(failure(1), (Failure{Fault::unavailable, "does not understand the question (FORMERR)"}));
  EXPECT_EQ(failure(2), (Failure{Fault::unavailable, "failed to find an answer (SERVFAIL)"}));
  EXPECT_EQ(failure(3), (Failure{Fault::missing, "says that 'myip.example.com' does not exist (NXDOMAIN)"}));
  EXPECT_EQ(failure(4), (Failure{Fault::unavailable, "does not support this kind of question (NOTIMP)"}));
  EXPECT_EQ(failure(5), (Failure{Fault::unavailable, "refused to answer (REFUSED)"}));
  EXPECT_EQ(failure(11), (Failure{Fault::unavailable, "answered with error code 11"}));
}

TEST(Reply, AnotherQuestionsReplyIsNone) {
  const auto packet = reply_with(a_question, {v4});
  EXPECT_TRUE(read(packet, a_question));
  for (const auto& other : {aaaa_question, txt_question, DnsQuestion{"myip.example.com", DnsType::a, DnsClass::chaos},
                            DnsQuestion{"myip.example.co", DnsType::a, DnsClass::internet}}) {
    SCOPED_TRACE(other.name);
    EXPECT_EQ(read(packet, other).error().detail, "answered a different question");
  }
}

TEST(Reply, AQuestionOrAnotherOperationOrATruncatedReplyIsNone) {
  EXPECT_EQ(said(a_question, {v4}, 0x0100), "sent something that is not a DNS reply");
  EXPECT_EQ(said(a_question, {v4}, good_reply | 0x2800U), "sent something that is not a DNS reply");
  EXPECT_EQ(said(a_question, {v4}, truncated_reply), "sent only part of its answer");
}

TEST(Reply, AtMost64RecordsAreRead) {
  EXPECT_TRUE(read(reply_with(a_question, std::vector<Record>(64, v4)), a_question));
  EXPECT_EQ(said(a_question, std::vector<Record>(65, v4)), "answered with more than 64 records");
  EXPECT_EQ(said(a_question, std::vector<Record>(65, v6)), "answered with more than 64 records");
  EXPECT_EQ(said(txt_question, {txt(Texts(500))}), "answered with more than 64 records");
}

TEST(Reply, ARecordOfTheWrongSizeIsBroken) {
  for (const std::size_t size : {0U, 3U, 5U, 16U}) {
    EXPECT_EQ(said(a_question, {Record(DnsType::a, std::string(size, 'x'))}), "answered with a broken record") << size;
  }
  EXPECT_EQ(said(aaaa_question, {Record(DnsType::aaaa, "1234")}), "answered with a broken record");
  EXPECT_EQ(said(txt_question, {Record(DnsType::txt,
                                       "\x05"
                                       "1234")}),
            "answered with a broken record");
}

TEST(Reply, NoPartOfAReplyIsAReply) {
  const auto packet = reply_with(txt_question, {txt({"one"}), renamed(txt({"two"}), labels(txt_question.name))});
  ASSERT_TRUE(read(packet, txt_question));
  for (std::size_t size = 0; size < packet.size(); ++size) {
    const std::string part(packet, 0, size);
    const auto texts = read(std::string(part), txt_question);
    EXPECT_FALSE(texts) << size;
  }
}

// A name that a pointer leads into must stand before the pointer.
TEST(Reply, APointerThatLeadsInACircleOrForwardIsBroken) {
  const auto here = [](std::size_t before) {
    const auto place = reply_with(a_question, {}).size() + before;
    return std::string{static_cast<char>(0xc0), static_cast<char>(place)};
  };
  for (const auto& name : {here(0), here(2), "\x01x" + here(0), std::string("\xff\xff"), std::string("\xc0")}) {
    SCOPED_TRACE(testing::PrintToString(name));
    EXPECT_EQ(said(a_question, {renamed(v4, name)}), "answered with a broken record");
  }
}

TEST(Reply, ANameThatIsTooLongOrOfAnUnknownKindIsBroken) {
  std::string longest;  // 255 bytes with the final zero
  for (const unsigned length : {63U, 63U, 63U, 61U}) {
    longest += static_cast<char>(length) + std::string(length, 'x');
  }
  EXPECT_EQ(said(a_question, {renamed(v4, longest + '\0')}), "has no A record of 'myip.example.com'");
  EXPECT_EQ(said(a_question, {renamed(v4, longest + "\x01x" + '\0')}), "answered with a broken record");
  EXPECT_EQ(said(a_question, {renamed(v4, "\x40" + std::string(64, 'x') + '\0')}), "answered with a broken record");
}

TEST(Reply, APointerMayLeadToAPointer) {
  const auto place = static_cast<unsigned>(reply_with(a_question, {}).size());
  EXPECT_EQ(said(a_question, {v4, renamed(v4, number(0xc000U | place))}), "81.2.69.142|81.2.69.142");
}

}  // namespace
}  // namespace dyndns::dns
