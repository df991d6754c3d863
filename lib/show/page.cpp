#include "show/page.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "show/history.hpp"
#include "show/layout.hpp"
#include "show/sentences.hpp"
#include "text/one_line.hpp"
#include "text/words.hpp"

namespace dyndns::show {
namespace {

// The colours have a contrast of 4.5 at least with what is behind them (WCAG 2.1, AA), in light and in dark; nothing is
// told by colour alone.
constexpr std::string_view style_sheet = R"(
:root{color-scheme:light dark;--ink:#1b1f24;--dim:#57606a;--paper:#fff;--card:#f6f8fa;--line:#d0d7de;--good:#116329;--bad:#a40e26;--warn:#7d4e00;--bar:#0969da}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--dim:#9da7b1;--paper:#0d1117;--card:#161b22;--line:#30363d;--good:#56d364;--bad:#ff7b72;--warn:#e3b341;--bar:#58a6ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:1rem;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
h1{font-size:1.4rem;margin:.2rem 0}h2{font-size:1.1rem;margin:1.6rem 0 .5rem}
.dim{color:var(--dim)}.good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}
.card{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.7rem 1rem;margin:.5rem 0}
.card p{margin:.2rem 0}.address{font-size:1.3rem;font-weight:600}
ul{list-style:none;margin:.4rem 0;padding:0}li{padding:.25rem 0;border-top:1px solid var(--line)}
.scroll{overflow-x:auto;overflow-wrap:normal}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-top:1px solid var(--line);vertical-align:top}
.number{text-align:right;white-space:nowrap}.ticks{font-family:ui-monospace,monospace;white-space:nowrap}
svg{display:block;width:100%;height:auto}svg.line{height:8px}.era{margin:.5rem 0 .1rem}.bar{fill:var(--bar)}.track{fill:var(--line)}
)";

std::string escape(std::string_view raw) {
  std::string escaped;
  for (const char c : text::one_line(raw, 2000)) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

// The content is markup already.
std::string element(const std::string& name, const std::string& kind, const std::string& content) {
  return '<' + name + (kind.empty() ? "" : " class=\"" + kind + '"') + '>' + content + "</" + name + ">\n";
}

std::string document(const std::string& body) {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
         "<title>gandi-dyndnsd</title>\n<style>" +
         std::string(style_sheet) + "</style>\n<main>\n" + body + "</main>\n</html>\n";
}

std::string headline(const Status& status, bool is_running, WallTime now) {
  if (!is_running) {
    return element("h1", "bad", "✗ gandi-dyndnsd is not running") +
           element("p", "dim", "last heard from " + ago(status.written, now));
  }
  const bool is_well = status.troubles.empty();
  auto line = "up " + span_of(now - status.started);
  if (status.last_round) {
    line += ", last round " + ago(*status.last_round, now);
  }
  line += ", next " + local_time(status.next_round, now) + ", written " + local_time(status.written, now);
  return element("h1", is_well ? "good" : "bad",
                 is_well ? "✓ All is well" : "✗ " + text::count_of(status.troubles.size(), "problem")) +
         element("p", "dim", "gandi-dyndnsd " + escape(status.program) + ", " + line);
}

std::string troubles(const Status& status, WallTime now) {
  std::string cards;
  for (const auto& trouble : status.troubles) {
    const auto [what, remedy] = with_remedy_apart(trouble);
    auto card =
        element("p", trouble.exit_code == 1 ? "warn" : "bad", (trouble.exit_code == 1 ? "! " : "✗ ") + escape(what));
    card += remedy.empty() ? "" : element("p", "", "→ " + escape(remedy));
    card += trouble.retry ? element("p", "dim", "tried again " + local_time(*trouble.retry, now)) : "";
    cards += element("div", "card", card);
  }
  return cards.empty() ? "" : element("h2", "", "What to do") + cards;
}

std::string record_item(const RecordStatus& record, const AddressStatus& address, WallTime now) {
  const bool is_good = is_up_to_date(record);
  auto item = element("span", is_good ? "good" : "bad", is_good ? "✓" : "✗") + "<strong>" +
              escape(host_name(record.key)) + "</strong>\n";
  if (!record.seen) {
    return element("li", "", item + element("span", "dim", "not known"));
  }
  const auto& seen = *record.seen;
  item += seen.address == address.address ? "" : escape(seen.address.to_string()) + ' ';
  return element("li", "",
                 item + element("span", "dim",
                                "since " + local_time(seen.since, now) + ", TTL " + exact_span_of(seen.ttl) + ", " +
                                    (seen.confirmed ? "seen " + ago(*seen.confirmed, now) : "in doubt")));
}

std::string published(const Status& status, WallTime now) {
  std::string cards;
  for (const auto& address : status.addresses) {
    auto card =
        address.address
            ? element("p", "",
                      element("span", "dim", std::string(to_string(address.family))) +
                          element("span", "address", escape(address.address->to_string()))) +
                  element(
                      "p", "dim",
                      text::count_of(address.operators.size(), "vote") + ": " + escape(text::join(address.operators)))
            : element("p", "", element("span", "dim", std::string(to_string(address.family))) + escape(address.why));
    card += address.note.empty() ? "" : element("p", "warn", escape(address.note));
    std::string items;
    for (const auto& record : status.records) {
      items += family_of(record.key.type) == address.family ? record_item(record, address, now) : "";
    }
    cards += element("div", "card", card + element("ul", "", items));
  }
  return cards.empty() ? "" : element("h2", "", "Published") + cards;
}

// One bar for each address that was published, the last ten of each family, drawn to scale of time.
std::string timeline(const Status& status, WallTime now) {
  constexpr std::size_t most = 10;
  std::vector<Era> eras;
  for (auto& era : eras_of(status.moves)) {
    if (eras.size() < most) {
      eras.push_back(std::move(era));
    }
  }
  if (eras.empty()) {
    return "";
  }
  const auto begin = eras.back().move->at;
  const auto length = std::max<std::int64_t>((now - begin).count(), 1);
  constexpr std::int64_t width = 600;
  std::string bars;
  for (const auto& era : eras) {
    const auto from = std::clamp<std::int64_t>((era.move->at - begin).count() * width / length, 0, width - 4);
    const auto to = std::clamp<std::int64_t>((era.end.value_or(now) - begin).count() * width / length, from + 4, width);
    const auto span = era.end ? span_of(*era.end - era.move->at) : span_of(now - era.move->at) + " so far";
    bars += element("p", "era",
                    local_time(era.move->at, now) + " <strong>" + escape(era.move->after.to_string()) + "</strong> " +
                        span + ", " + text::count_of(era.keys.size(), "record")) +
            "<svg viewBox=\"0 0 600 8\" preserveAspectRatio=\"none\" class=\"line\" aria-hidden=\"true\">"
            "<rect class=\"track\" width=\"600\" height=\"8\"/><rect class=\"bar\" x=\"" +
            std::to_string(from) + "\" width=\"" + std::to_string(to - from) + "\" height=\"8\"/></svg>\n";
  }
  return element("h2", "", "Last moves") + bars;
}

std::string ticks_of(const std::string& ticks) {
  static const std::map<char, std::string> shown = {{'+', "✓"}, {'x', "✗"}, {'-', "–"}, {'.', "·"}, {'?', "?"}};
  std::string text;
  for (const char tick : ticks) {
    const auto known = shown.find(tick);
    text += known == shown.end() ? "" : known->second;
  }
  return text;
}

std::string sources(const Status& status) {
  if (status.sources.empty()) {
    return "";
  }
  std::int64_t slowest = 1;
  for (const auto& source : status.sources) {
    slowest = std::max<std::int64_t>(slowest, source.standing.latency.count());
  }
  std::string rows = R"(<tr><th>Operator<th>Family<th>State<th>Last answers<th class="number">Latency<th>)";
  for (const auto& source : status.sources) {
    const auto latency = source.standing.latency.count();
    const bool is_bad = source.state == SourceState::resting || source.state == SourceState::failing;
    const auto offence = source.standing.last_offence.empty() ? "" : ": " + escape(source.standing.last_offence);
    rows += "<tr><td>" + escape(source.operator_name) + "<td>" + std::string(to_string(source.key.family)) +
            "<td class=\"" + (is_bad ? "warn" : "") + "\">" + std::string(to_string(source.state)) + offence +
            "<td class=\"ticks\">" + ticks_of(source.ticks) + "<td class=\"number\">" +
            (latency > 0 ? std::to_string(latency) + " ms" : "") +
            R"(<td><svg viewBox="0 0 60 8" style="width:60px" aria-hidden="true"><rect class="bar" width=")" +
            std::to_string(latency * 60 / slowest) + "\" height=\"8\" rx=\"2\"/></svg>\n";
  }
  return element("h2", "", "Sources") +
         element("p", "dim",
                 "✓ agreed, ✗ said another address, – gave none, · was not waited for, ? without an agreement") +
         element("div", "scroll", element("table", "", rows));
}

}  // namespace

std::string status_page(const Status& status, bool is_running, WallTime now) {
  auto body = headline(status, is_running, now) + troubles(status, now) + published(status, now) +
              timeline(status, now) + sources(status);
  body += status.token_end ? element("p", "dim", "The token is good until " + local_time(*status.token_end, now)) : "";
  return document(body);
}

std::string no_status_page(const std::string& why) {
  return document(element("h1", "bad", "✗ no status") + element("p", "", escape(why)));
}

}  // namespace dyndns::show
