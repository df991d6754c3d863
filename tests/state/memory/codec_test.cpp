#include "state/memory/codec.hpp"

#include <gtest/gtest.h>

#include <string>

#include "state/document.hpp"
#include "state/sample.hpp"

namespace dyndns::state {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view sample_document = R"({
  "version": 1,
  "origin": "livedns https://api.gandi.net",
  "access": 36974,
  "records": [
    {"domain":"example.com","name":"@","type":"A","address":"81.2.69.142","ttl":300,"since":"2026-11-22T08:00:00Z","confirmed":"2026-11-23T13:05:09Z"},
    {"domain":"example.com","name":"www","type":"AAAA","address":"2a02:6b67::1","ttl":10800,"since":"2026-11-22T08:00:00Z","confirmed":"2026-11-23T13:05:09Z"}
  ],
  "sources": [
    {"family":"IPv4","source":"https://v4.ident.me/","latency_ms":85,"variation_ms":4},
    {"family":"IPv6","source":"https://v6.ident.me/","latency_ms":120,"variation_ms":9,"offences":2,"rests_until":"2026-11-23T14:05:09Z","last_offence":"said 2a02:6b67::2"}
  ],
  "moves": [
    {"at":"2026-11-22T08:00:00Z","domain":"example.com","name":"@","type":"A","before":"81.2.69.7","after":"81.2.69.142","occasion":"network","took_ms":840,"operators":["aws","desec"]}
  ]
}
)";

// The sample with one piece of its text replaced; the test fails when the piece is not there.
std::string sample_with(std::string_view piece, std::string_view other) {
  std::string document(sample_document);
  const auto at = document.find(piece);
  EXPECT_NE(at, std::string::npos) << piece;
  return at == std::string::npos ? document : document.replace(at, piece.size(), other);
}

std::string why_not(std::string_view document) {
  const auto state = decode(document);
  if (state) {
    return "understood";
  }
  EXPECT_EQ(state.error().fault, Fault::malformed);
  return state.error().detail;
}

TEST(StateCodec, WritesOneLinePerRecordAndSourceInTheOrderOfTheirKeys) {
  EXPECT_EQ(encode(sample_state()), sample_document);
}

TEST(StateCodec, ReadsWhatItWrites) {
  EXPECT_EQ(value_of(decode(encode(sample_state()))), sample_state());
  EXPECT_EQ(value_of(decode(encode(State{}))), State{});
}

TEST(StateCodec, ASourceWithoutAnOffenceHasNoRestLeft) {
  const auto state = value_of(decode(sample_with(R"("offences":2)", R"("offences":0)")));
  EXPECT_EQ(state.standings.at({Family::ipv6, "https://v6.ident.me/"}), (Standing{120ms, 9ms}));
  EXPECT_EQ(value_of(decode(encode(state))), state);
}

TEST(StateCodec, KeepsWhateverTheOriginHolds) {
  const State state{.origin = "\"quotes\" \\ and\nnewlines \u00e9"};
  EXPECT_EQ(value_of(decode(encode(state))), state);
}

TEST(StateCodec, WithoutWhatCredentialItWasReadWithItIsThatOfNone) {
  auto expected = sample_state();
  expected.access = 0;
  EXPECT_EQ(value_of(decode(sample_with("  \"access\": 36974,\n", ""))), expected);
  EXPECT_EQ(value_of(decode(sample_with("36974", "65536"))), expected);
}

TEST(StateCodec, PassesOverMembersOfANewerProgram) {
  EXPECT_EQ(value_of(decode(sample_with("\"version\": 1,", R"("version": 1, "colour": ["red"],)"))), sample_state());
  EXPECT_EQ(value_of(decode(sample_with("\"ttl\":300", R"("ttl":300,"mood":{})"))), sample_state());
}

TEST(StateCodec, AMemoryWithoutSourcesIsUnderstood) {
  const auto state = value_of(decode(sample_with("\"sources\"", "\"unknown\"")));
  EXPECT_EQ(state.records, sample_state().records);
  EXPECT_TRUE(state.standings.empty());
}

TEST(StateCodec, EveryPieceOfASourceMustBeRight) {
  const std::pair<std::string_view, std::string_view> breaks[] = {
      {"\"IPv6\"", "\"IPv5\""},
      {"\"https://v6.ident.me/\"", "6"},
      {"120", "-1"},
      {"120", "3600001"},
      {"\"variation_ms\":9", "\"variation_ms\":\"9\""},
      {"\"offences\":2", "\"offences\":-2"},
      {"\"offences\":2", "\"offences\":1000000001"},
      {"2026-11-23T14:05:09Z", "later"},
      {"\"said 2a02:6b67::2\"", "null"},
  };
  for (const auto& [piece, other] : breaks) {
    EXPECT_EQ(why_not(sample_with(piece, other)), "sources[1] is not as this program writes it")
        << piece << " -> " << other;
  }
  EXPECT_EQ(why_not(sample_with("https://v4.ident.me/", std::string(4097, 'x'))),
            "sources[0] is not as this program writes it");
  EXPECT_EQ(
      why_not(sample_with(R"("IPv6","source":"https://v6.ident.me/")", R"("IPv4","source":"https://v4.ident.me/")")),
      "sources[1] appears twice");
}

TEST(StateCodec, AnotherVersionIsNotUnderstood) {
  for (const auto* const version : {"2", "0", "1.0", "\"1\"", "null"}) {
    SCOPED_TRACE(version);
    EXPECT_EQ(why_not(sample_with("\"version\": 1", std::string("\"version\": ") + version)), "not of version 1");
  }
  EXPECT_EQ(why_not("{}"), "not of version 1");
  EXPECT_EQ(why_not("[]"), "not of version 1");
}

TEST(StateCodec, OriginAndRecordsAreRequired) {
  EXPECT_EQ(why_not(sample_with("\"origin\"", "\"other\"")), "without origin");
  EXPECT_EQ(why_not(sample_with("\"records\"", "\"other\"")), "without records");
  EXPECT_EQ(why_not(R"({"version": 1, "origin": 5, "records": []})"), "without origin");
  EXPECT_EQ(why_not(R"({"version": 1, "origin": "x", "records": {}})"), "without records");
  EXPECT_EQ(why_not(sample_with("\"sources\": [", "\"sources\": 1, \"x\": [")), "without sources");
}

TEST(StateCodec, EveryPieceOfARecordMustBeRight) {
  const std::pair<std::string_view, std::string_view> breaks[] = {
      {"\"name\":\"www\"", "\"name\":\"\""},
      {"\"name\":\"www\"", "\"name\":7"},
      {"\"type\":\"AAAA\"", "\"type\":\"MX\""},
      {"\"type\":\"AAAA\"", "\"type\":\"A\""},
      {"2a02:6b67::1", "2a02:6b67::g"},
      {"2a02:6b67::1", "81.2.69.142"},
      {"10800", "-1"},
      {"10800", "2147483648"},
      {"10800", "300.5"},
      {"10800", "\"300\""},
      {"\"confirmed\":\"2026-11-23T13:05:09Z\"}\n", "\"confirmed\":\"yesterday\"}\n"},
      {"\"confirmed\":\"2026-11-23T13:05:09Z\"}\n", "\"confirmed\":1}\n"},
  };
  for (const auto& [piece, other] : breaks) {
    EXPECT_EQ(why_not(sample_with(piece, other)), "records[1] is not as this program writes it")
        << piece << " -> " << other;
  }
  for (const auto* const member : {"domain", "name", "type", "address", "ttl", "since"}) {
    const auto quoted = '"' + std::string(member) + '"';
    EXPECT_EQ(why_not(sample_with(quoted, "\"other\"")), "records[0] is not as this program writes it") << member;
  }
  EXPECT_EQ(why_not(R"({"version": 1, "origin": "x", "records": [null]})"),
            "records[0] is not as this program writes it");
  EXPECT_EQ(why_not(sample_with("\"www\"", '"' + std::string(256, 'w') + '"')),
            "records[1] is not as this program writes it");
}

TEST(StateCodec, ARecordInDoubtHasNoTimeAtWhichItWasSeen) {
  auto doubtful = sample_state();
  doubtful.records.begin()->second.confirmed = std::nullopt;
  EXPECT_EQ(encode(doubtful), sample_with(R"(,"confirmed":"2026-11-23T13:05:09Z"})", "}"));
  EXPECT_EQ(value_of(decode(encode(doubtful))), doubtful);
}

TEST(StateCodec, ASourceThatDoesNotRestHasNoTimeUntilWhichItDoes) {
  auto awake = sample_state();
  awake.standings.rbegin()->second.rests_until = std::nullopt;
  EXPECT_EQ(encode(awake), sample_with(R"("rests_until":"2026-11-23T14:05:09Z",)", ""));
  EXPECT_EQ(value_of(decode(encode(awake))), awake);
}

TEST(StateCodec, TheEpochOfTheFirstVersionIsNoTime) {
  auto expected = sample_state();
  expected.records.begin()->second.confirmed = std::nullopt;
  expected.standings.rbegin()->second.rests_until = std::nullopt;
  auto document = sample_with(R"("confirmed":"2026-11-23T13:05:09Z")", R"("confirmed":"1970-01-01T00:00:00Z")");
  const std::string rests = R"("rests_until":"2026-11-23T14:05:09Z")";
  document.replace(document.find(rests), rests.size(), R"("rests_until":"1970-01-01T00:00:00Z")");
  EXPECT_EQ(value_of(decode(document)), expected);
}

TEST(StateCodec, ARecordThatIsThereTwiceIsRefused) {
  EXPECT_EQ(why_not(sample_with(R"("name":"www","type":"AAAA","address":"2a02:6b67::1")",
                                R"("name":"@","type":"A","address":"81.2.69.143")")),
            "records[1] appears twice");
}

TEST(StateCodec, EveryTruncatedDocumentIsRefused) {
  const auto end = sample_document.rfind('}');
  for (std::size_t length = 0; length <= end; ++length) {
    EXPECT_FALSE(decode(sample_document.substr(0, length))) << length;
  }
}

TEST(StateCodec, DepthAndCountAndLengthHaveLimits) {
  EXPECT_NE(why_not(R"({"version": 1, "deep": )" + std::string(100'000, '[')).find("not JSON"), std::string::npos);
  EXPECT_EQ(why_not(std::string(longest_document + 1, ' ')), "longer than 8388608 bytes");
  std::string records = "0";
  for (std::size_t i = 0; i < most_entries; ++i) {
    records += ",0";
  }
  EXPECT_EQ(why_not(R"({"version": 1, "origin": "x", "records": [)" + records + "]}"), "more than 50000 records");
}

}  // namespace
}  // namespace dyndns::state
