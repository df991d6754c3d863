#include "show/history.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "show/sample.hpp"

namespace dyndns::show {
namespace {

using namespace std::chrono_literals;

std::vector<Move> sample_moves() {
  return {{www, std::nullopt, old, noon - 72h, "request", {"a", "b", "c"}, 1200ms},
          {www, old, ours, noon - 3h, "network", {"a", "c", "d"}, 840ms},
          {apex, old, ours, noon - 3h, "network", {"a", "c", "d"}, 840ms}};
}

TEST(History, TellsEachMoveWithHowLongItLastedWhatMadeUsLookAndWhoAgreed) {
  ASSERT_EQ(::setenv("TZ", "UTC", 1), 0);
  EXPECT_EQ(history_screen(sample_moves(), noon, {}),
            "09:00         81.2.69.7 → 81.2.69.142, for 3 h so far\n"
            "              example.com, www.example.com A; the network changed, done in 0.8\n"
            "              s; 3 votes: a, c, d\n"
            "20 Nov 12:00  new: 81.2.69.7, lasted 2 days\n"
            "              www.example.com A; on request, done in 1.2 s; 3 votes: a, b, c\n");
}

TEST(History, OfNothingSaysSo) {
  EXPECT_EQ(history_screen({}, noon, {}), "nothing was published since the memory begins\n");
  EXPECT_EQ(history_json({}), R"({"moves":[]})");
}

TEST(History, AProgramGetsALineForEachRecord) {
  auto moves = sample_moves();
  moves.pop_back();
  EXPECT_EQ(history_json(moves),
            R"({"moves":[{"at":"2026-11-23T09:00:00Z","domain":"example.com","name":"www","type":"A",)"
            R"("before":"81.2.69.7","after":"81.2.69.142","occasion":"network","took_ms":840,)"
            R"("operators":["a","c","d"]},)"
            R"({"at":"2026-11-20T12:00:00Z","domain":"example.com","name":"www","type":"A","after":"81.2.69.7",)"
            R"("until":"2026-11-23T09:00:00Z","occasion":"request","took_ms":1200,"operators":["a","b","c"]}]})");
}

}  // namespace
}  // namespace dyndns::show
