// A failing expectation says what a person can read: tests/printers.hpp.
#include <gtest/gtest.h>

#include "core/schedule.hpp"
#include "fakes/ip.hpp"

namespace dyndns {
namespace {

using fakes::ip;
using namespace std::chrono_literals;
using testing::PrintToString;

const RrsetKey www{"example.com", "www", RecordType::a};

TEST(Printers, WordsAreWords) {
  EXPECT_EQ(PrintToString(Family::ipv6), "IPv6");
  EXPECT_EQ(PrintToString(RecordType::aaaa), "AAAA");
  EXPECT_EQ(PrintToString(Fault::timed_out), "timed-out");
  EXPECT_EQ(PrintToString(Outcome::confirmed), "confirmed");
  EXPECT_EQ(PrintToString(Level::notice), "notice");
  EXPECT_EQ(PrintToString(EventKind::record_changed), "record-changed");
}

TEST(Printers, AddressesAlsoInCollections) {
  EXPECT_EQ(PrintToString(ip("2a02:6b67::1")), "2a02:6b67::1");
  EXPECT_EQ(PrintToString(std::vector{ip("81.2.69.142"), ip("::1")}), "{ 81.2.69.142, ::1 }");
  EXPECT_EQ(PrintToString(std::optional<Address>()), "(nullopt)");
}

TEST(Printers, FailuresAndResults) {
  const Failure late{Fault::throttled, "too many requests", 90s};
  EXPECT_EQ(PrintToString(late), "throttled: 'too many requests', again after 90 s");
  EXPECT_EQ(PrintToString(Result<Address>(ip("81.2.69.142"))), "81.2.69.142");
  EXPECT_EQ(PrintToString(Result<Address>(Failure{Fault::denied, "no"})), "failed, denied: 'no'");
  EXPECT_EQ(PrintToString(Result<void>()), "success");
  EXPECT_EQ(PrintToString(Result<void>(Failure{Fault::denied, "no"})), "failed, denied: 'no'");
}

TEST(Printers, Records) {
  EXPECT_EQ(PrintToString(www), "'www' of example.com A");
  EXPECT_EQ(PrintToString(WantedRrset{www, ip("81.2.69.142"), {}}),
            "'www' of example.com A wanted 81.2.69.142, TTL as it is");
  EXPECT_EQ(PrintToString(ServedRrset{www, {ip("81.2.69.142")}, Ttl(10800), ""}),
            "'www' of example.com A served { 81.2.69.142 }, TTL 3 h");
  EXPECT_EQ(PrintToString(ServedRrset{www, {}, Ttl(300), "x."}),
            "'www' of example.com A served {}, TTL 5 min, alias of 'x.'");
  EXPECT_EQ(PrintToString(Change{www, {ip("81.2.69.7")}, ip("81.2.69.142"), Ttl(301)}),
            "'www' of example.com A from { 81.2.69.7 } to 81.2.69.142, TTL 301 s");
}

TEST(Printers, Verdicts) {
  EXPECT_EQ(PrintToString(Agreed{ip("81.2.69.142"), {"a", "b"}}), "agreed on 81.2.69.142 by { \"a\", \"b\" }");
  EXPECT_EQ(PrintToString(NoQuorum{}), "no quorum, best nothing with 0 votes before 0");
  const Verdict verdict = NoQuorum{ip("81.2.69.142"), 2, 1};
  EXPECT_EQ(PrintToString(verdict), "no quorum, best 81.2.69.142 with 2 votes before 1");
}

TEST(Printers, Events) {
  const Event event{EventKind::dissent, Level::warning, "it lies", {{"DYNDNS_TYPE", "A"}, {"DYNDNS_NEW", "::1"}}};
  EXPECT_EQ(PrintToString(event), "warning dissent 'it lies' {DYNDNS_TYPE=A, DYNDNS_NEW=::1}");
}

TEST(Printers, Times) {
  EXPECT_EQ(PrintToString(0ms), "0 s");
  EXPECT_EQ(PrintToString(90s), "90 s");
  EXPECT_EQ(PrintToString(-120'000ms), "-2 min");
  EXPECT_EQ(PrintToString(1500ms), "1500 ms");
  EXPECT_EQ(PrintToString(1500ns), "1.5 us");
  EXPECT_EQ(PrintToString(Ttl(10800)), "3 h");
  EXPECT_EQ(PrintToString(SteadyTime(25h)), "steady clock at 25 h");
  EXPECT_EQ(PrintToString(WallTime(1'700'000'000s)), "2023-11-14T22:13:20Z");
  EXPECT_EQ(PrintToString(std::chrono::system_clock::time_point(1'700'000'000'250ms)), "2023-11-14T22:13:20Z + 250 ms");
}

}  // namespace
}  // namespace dyndns
