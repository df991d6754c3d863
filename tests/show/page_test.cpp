#include "show/page.hpp"

#include <gtest/gtest.h>

#include <string>

#include "show/sample.hpp"

namespace dyndns::show {
namespace {

using namespace std::chrono_literals;

constexpr const char* markup = "<script>alert(1)</script>\"'&<img src=x onerror=y>";

// Every text that somebody else can have chosen.
Status hostile_status() {
  auto status = sample_status();
  status.program = markup;
  status.troubles = {{std::string(markup) + "; " + markup, 78, noon + 1h}};
  status.addresses[0].operators = {markup};
  status.addresses[0].note = markup;
  status.addresses[1].why = markup;
  status.records[0].key.domain = markup;
  status.records[1].failure = markup;
  for (auto& source : status.sources) {
    source.operator_name = markup;
    source.key.name = markup;
    source.standing.last_offence = markup;
    source.ticks = "+<x";
  }
  status.moves = {{{markup, markup, RecordType::a}, old, ours, noon - 1h, markup, {markup}, 1s}};
  return status;
}

TEST(StatusPage, NothingFromOutsideIsMarkup) {
  const auto page = status_page(hostile_status(), true, noon);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;&lt;img src=x onerror=y&gt;"),
            std::string::npos);
  const auto without = no_status_page(markup);
  EXPECT_EQ(without.find("<script"), std::string::npos);
}

TEST(StatusPage, LoadsNothing) {
  const auto page = status_page(sample_status(), true, noon);
  for (const auto* piece : {"src=", "href=", "url(", "@import", "http:", "https:"}) {
    SCOPED_TRACE(piece);
    EXPECT_EQ(page.find(piece), std::string::npos);
  }
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
}

TEST(StatusPage, SaysWhatIsWrongAndWhatToDo) {
  auto status = sample_status();
  EXPECT_NE(status_page(status, true, noon).find("✓ All is well"), std::string::npos);
  status.troubles = {{"no such zone; check the spelling", 78}};
  const auto page = status_page(status, true, noon);
  EXPECT_NE(page.find("✗ 1 problem"), std::string::npos);
  EXPECT_NE(page.find("✗ no such zone</p>"), std::string::npos);
  EXPECT_NE(page.find("→ check the spelling</p>"), std::string::npos);
  EXPECT_NE(status_page(status, false, noon).find("gandi-dyndnsd is not running"), std::string::npos);
}

TEST(StatusPage, DrawsTheLastMovesToScale) {
  auto status = sample_status();
  status.moves = {{www, old, ours, noon - 4h, "time", {"a"}, 1s}, {www, ours, old, noon - 1h, "time", {"a"}, 1s}};
  const auto page = status_page(status, true, noon);
  EXPECT_NE(page.find(R"(<rect class="bar" x="450" width="150")"), std::string::npos) << page;
  EXPECT_NE(page.find(R"(<rect class="bar" x="0" width="450")"), std::string::npos) << page;
}

}  // namespace
}  // namespace dyndns::show
