#include "show/status_screen.hpp"

#include "show/layout.hpp"
#include "show/sentences.hpp"
#include "text/words.hpp"

namespace dyndns::show {
namespace {

// A round may take a while, and a machine be busy.
constexpr std::chrono::minutes grace(2);

std::string ago(WallTime then, WallTime now) { return span_of(now - then) + " ago"; }

std::string headline(const Status& status, bool is_running, WallTime now) {
  const auto program = "gandi-dyndnsd " + status.program;
  if (!is_running) {
    return program + " is not running; last heard from " + ago(status.written, now);
  }
  const auto problems = status.problems.empty() ? "all is well" : text::count_of(status.problems.size(), "problem");
  return program + " has been running since " + date_of(status.started) + ": " + problems;
}

std::string rounds(const Status& status, bool is_running, WallTime now) {
  if (!is_running) {
    return "";
  }
  if (now > status.next_round + grace) {
    return "The next round was due " + ago(status.next_round, now) +
           ": is it stuck? 'journalctl -u gandi-dyndnsd' may tell\n";
  }
  return "Next round in " + span_of(status.next_round - now) + ", status written " + ago(status.written, now) + '\n';
}

std::string problems(const Status& status) {
  std::string lines;
  for (const auto& problem : status.problems) {
    lines += "  ! " + problem + '\n';
  }
  return lines;
}

Row row_of(const RecordStatus& record, WallTime now) {
  Row row = {"  " + host_name(record.key), std::string(to_string(record.key.type))};
  if (record.seen) {
    row.push_back(record.seen->address.to_string());
    row.push_back("since " + date_of(record.seen->since));
    row.push_back("TTL " + std::to_string(record.seen->ttl.count()) + " s");
    const auto& confirmed = record.seen->confirmed;
    row.push_back(confirmed ? "seen " + ago(*confirmed, now) : "in doubt");
  } else {
    row.emplace_back("not known");
  }
  return row;
}

std::string line_of(const AddressStatus& address) {
  const auto family = std::string(to_string(address.family));
  return address.address
             ? "  " + family + " " + address.address->to_string() + ", agreed on by " + text::join(address.operators) +
                   (address.note.empty() ? "" : "\n  " + address.note) + '\n'
             : "  " + address.why + '\n';
}

std::string answer_of(const Heard& heard) {
  return heard.address ? heard.address->to_string() + (heard.agrees ? "" : " (dissents)") : heard.failure;
}

Row row_of(const SourceStatus& source, WallTime now) {
  Row row = {"  " + source.operator_name, std::string(to_string(source.key.family))};
  row.push_back(source.standing.latency.count() > 0 ? std::to_string(source.standing.latency.count()) + " ms" : "-");
  row.push_back(source.heard ? ago(source.heard->when, now) : "not asked");
  const auto standing = past_of(source.standing, now);
  const auto said = source.heard ? answer_of(*source.heard) : "";
  row.push_back(said + (said.empty() || standing.empty() ? "" : "; ") + standing);
  return row;
}

template <class Part>
std::string table_of(const std::string& title, const std::vector<Part>& parts, WallTime now) {
  std::vector<Row> rows;
  for (const auto& part : parts) {
    rows.push_back(row_of(part, now));
  }
  return parts.empty() ? "" : title + '\n' + to_lines(rows, true);
}

std::string token(const Status& status, WallTime now) {
  return status.token_end
             ? "Token expires " + date_of(*status.token_end) + ", in " + span_of(*status.token_end - now) + '\n'
             : "";
}

}  // namespace

std::string status_screen(const Status& status, bool is_running, WallTime now) {
  auto text = headline(status, is_running, now) + '\n' + problems(status) + rounds(status, is_running, now);
  text += table_of("Served by Gandi", status.records, now);
  text += status.addresses.empty() ? "" : "Our address\n";
  for (const auto& address : status.addresses) {
    text += line_of(address);
  }
  return text + table_of("Sources", status.sources, now) + token(status, now);
}

std::string no_status_line(const std::string& path) {
  return "no sign of a daemon: '" + path + "' does not exist; 'systemctl status gandi-dyndnsd' may tell more";
}

}  // namespace dyndns::show
