#include "show/status_screen.hpp"

#include <algorithm>
#include <iterator>

#include "show/sentences.hpp"
#include "text/words.hpp"

namespace dyndns::show {
namespace {

// A round may take a while, and a machine be busy.
constexpr std::chrono::minutes grace(2);

// Of a screen of 24 lines these are left for records, beside one or two families.
constexpr std::size_t lines_of_records = 12;

std::string at_and_in(WallTime then, WallTime now) {
  return local_time(then, now) + " (in " + span_of(then - now) + ")";
}

// What passes by itself, or stops nothing yet, is no more than a warning.
Mark mark_of(const Trouble& trouble) {
  constexpr int temporary = 75;
  return trouble.exit_code == 1 || trouble.exit_code == temporary ? Mark::warning : Mark::bad;
}

class Page {
 public:
  Page(const Status& status, WallTime now, const Style& style, bool all)
      : status_(status), now_(now), style_(style), all_(all) {}

  [[nodiscard]] std::string text(bool is_running) const {
    auto text = headline(is_running) + (is_running ? rounds() : "") + troubles();
    for (const auto& address : status_.addresses) {
      text += '\n' + family(address);
    }
    return text + sources() + token();
  }

 private:
  [[nodiscard]] std::string headline(bool is_running) const {
    const auto program = bold("gandi-dyndnsd " + status_.program, style_);
    if (!is_running) {
      return mark(Mark::bad, style_) + ' ' + program + " is not running; last heard from " +
             ago(status_.written, now_) + '\n';
    }
    const auto records = status_.records.size();
    const auto good = static_cast<std::size_t>(std::ranges::count_if(status_.records, is_up_to_date));
    auto line = mark(status_.troubles.empty() ? Mark::good : Mark::bad, style_) + ' ' + program + ": " +
                (status_.troubles.empty() ? "all is well" : text::count_of(status_.troubles.size(), "problem"));
    if (!status_.last_round) {
      return line + ", the first round is under way\n";
    }
    line += ", ";
    return line + (good == records ? "" : std::to_string(good) + " of ") + text::count_of(records, "record") +
           " up to date\n";
  }

  [[nodiscard]] std::string rounds() const {
    auto line = "  up " + span_of(now_ - status_.started);
    if (status_.last_round) {
      const auto* const why = status_.occasion == "network"   ? " (the network changed)"
                              : status_.occasion == "request" ? " (on request)"
                                                              : "";
      line += ", last round " + ago(*status_.last_round, now_) + why;
    }
    return now_ > status_.next_round + grace
               ? line + '\n' +
                     wrapped("  ", "the next round was due " + ago(status_.next_round, now_) +
                                       ": is it stuck? 'journalctl -u gandi-dyndnsd' may tell")
               : line + ", next " + at_and_in(status_.next_round, now_) + '\n';
  }

  [[nodiscard]] std::string troubles() const {
    std::string lines = status_.troubles.empty() ? "" : "\n";
    for (const auto& trouble : status_.troubles) {
      auto [what, remedy] = with_remedy_apart(trouble);
      lines += wrapped("  " + mark(mark_of(trouble), style_) + ' ', what);
      if (trouble.retry) {
        remedy += (remedy.empty() ? "" : "; ") + ("tried again " + local_time(*trouble.retry, now_));
      }
      lines += remedy.empty() ? "" : wrapped("      " + mark(Mark::change, style_) + ' ', remedy);
    }
    return lines;
  }

  [[nodiscard]] std::string family(const AddressStatus& address) const {
    const auto title = bold(to_string(address.family), style_) + "  ";
    auto text = address.address
                    ? wrapped(title + address.address->to_string() + "  ",
                              text::count_of(address.operators.size(), "vote") + ": " + text::join(address.operators))
                    : wrapped(title + mark(is_a_trouble(address) ? Mark::bad : Mark::none, style_) + ' ', address.why);
    text += address.note.empty() ? "" : wrapped("      ", address.note);
    return text + records(address);
  }

  [[nodiscard]] bool is_a_trouble(const AddressStatus& address) const {
    return std::ranges::find(status_.troubles, address.why, &Trouble::what) != status_.troubles.end();
  }

  // Those that are not up to date first.
  [[nodiscard]] std::string records(const AddressStatus& address) const {
    std::vector<const RecordStatus*> records;
    for (const auto& record : status_.records) {
      if (family_of(record.key.type) == address.family) {
        records.push_back(&record);
      }
    }
    std::ranges::stable_sort(records, {}, [](const auto* record) { return is_up_to_date(*record); });
    const auto room = std::max<std::size_t>(lines_of_records / status_.addresses.size(), 2);
    const bool is_cut = !all_ && records.size() > room && is_up_to_date(*records[room - 1]);
    const auto shown = is_cut ? room - 1 : records.size();
    std::vector<Row> rows;
    std::ranges::transform(records.begin(), records.begin() + static_cast<std::ptrdiff_t>(shown),
                           std::back_inserter(rows), [&](const auto* record) { return row_of(*record, address); });
    return to_table(rows, "  ") +
           (is_cut ? "    and " + std::to_string(records.size() - shown) + " more, up to date; --all shows them\n"
                   : "");
  }

  [[nodiscard]] Row row_of(const RecordStatus& record, const AddressStatus& address) const {
    const auto which = is_up_to_date(record)                  ? Mark::good
                       : record.outcome == Outcome::undecided ? Mark::none
                                                              : Mark::bad;
    Row row = {{mark(which, style_) + ' ' + host_name(record.key)}};
    if (!record.seen) {
      row.push_back({"not known"});
      return row;
    }
    const auto& seen = *record.seen;
    row.push_back({"since " + local_time(seen.since, now_)});
    row.push_back({"TTL " + exact_span_of(seen.ttl)});
    row.push_back({seen.confirmed ? "seen " + ago(*seen.confirmed, now_) : "in doubt"});
    if (seen.address != address.address) {
      row.push_back({seen.address.to_string()});
    }
    return row;
  }

  // Good ones are counted, the others named.
  [[nodiscard]] std::string sources() const {
    if (status_.sources.empty()) {
      return "";
    }
    const auto count = [&](std::initializer_list<SourceState> states) {
      return static_cast<std::size_t>(std::ranges::count_if(status_.sources, [&](const SourceStatus& source) {
        return std::ranges::find(states, source.state) != states.end();
      }));
    };
    const auto good = count({SourceState::unasked, SourceState::good, SourceState::overtaken});
    const auto unasked = count({SourceState::unasked});
    auto text = '\n' + bold("Sources", style_) + "  " + std::to_string(good) + " of " +
                std::to_string(status_.sources.size()) + " in good standing" +
                (unasked > 0 ? " (" + std::to_string(unasked) + " not asked yet)" : "") + '\n';
    return text + (all_ ? every_source() : bad_sources());
  }

  [[nodiscard]] std::string bad_sources() const {
    constexpr std::size_t most = 5;
    std::string lines;
    std::size_t count = 0;
    for (const auto& source : status_.sources) {
      const bool is_bad = source.state == SourceState::failing || source.state == SourceState::trial ||
                          source.state == SourceState::resting;
      if (is_bad && ++count <= most) {
        lines +=
            wrapped("  " + mark(Mark::warning, style_) + ' ',
                    source.operator_name + ' ' + std::string(to_string(source.key.family)) + ' ' + state_text(source));
      }
    }
    return lines + (count > most ? "    and " + std::to_string(count - most) + " more; --all shows them\n" : "");
  }

  [[nodiscard]] std::string every_source() const {
    std::vector<Row> rows;
    for (const auto& source : status_.sources) {
      const auto latency = source.standing.latency.count();
      rows.push_back({{source.operator_name},
                      {std::string(to_string(source.key.family))},
                      {ticks_of(source.ticks), true},
                      {latency > 0 ? std::to_string(latency) + " ms" : "", true},
                      {state_text(source)}});
    }
    return to_table(rows, "  ");
  }

  [[nodiscard]] std::string ticks_of(const std::string& ticks) const {
    std::string text;
    for (const char tick : ticks) {
      text += tick == '+'   ? mark(Mark::good, style_)
              : tick == 'x' ? mark(Mark::bad, style_)
              : tick == '-' ? mark(Mark::none, style_)
                            : std::string(1, tick);
    }
    return text;
  }

  [[nodiscard]] std::string state_text(const SourceStatus& source) const {
    const auto& standing = source.standing;
    switch (source.state) {
      case SourceState::unasked:
        return "not asked yet";
      case SourceState::good:
        return standing.offences > 0 ? "trusted again; " + standing.last_offence : "good";
      case SourceState::failing:
        return "gave no address: " + source.heard->failure;
      case SourceState::overtaken:
        return "not waited for";
      case SourceState::trial:
        return "on trial; " + standing.last_offence;
      case SourceState::resting:
        return "rests until " + local_time(*standing.rests_until, now_) + "; " + standing.last_offence;
    }
    return "";
  }

  [[nodiscard]] std::string token() const {
    return status_.token_end ? bold("Token", style_) + "    good until " + local_time(*status_.token_end, now_) + ", " +
                                   span_of(*status_.token_end - now_) + " from now\n"
                             : "";
  }

  const Status& status_;
  WallTime now_;
  const Style& style_;
  bool all_;
};

}  // namespace

std::string status_screen(const Status& status, bool is_running, WallTime now, const Style& style, bool all) {
  return Page(status, now, style, all).text(is_running);
}

std::string no_status_line(const std::string& path, const std::string& unit) {
  return "no sign of a daemon: '" + path + "' does not exist; 'systemctl status " + unit + "' may tell more";
}

}  // namespace dyndns::show
