#include "show/prometheus.hpp"

#include <utility>
#include <vector>

#include "show/sentences.hpp"
#include "text/words.hpp"

namespace dyndns::show {
namespace {

using Labels = std::vector<std::pair<std::string, std::string>>;

std::string escape(const std::string& value) {
  std::string escaped;
  for (const char c : value) {
    if (c == '\\' || c == '"') {
      escaped += '\\';
    }
    escaped += c == '\n' ? ' ' : c;
  }
  return escaped;
}

std::string to_text(const Labels& labels) {
  std::string text;
  for (const auto& [name, value] : labels) {
    text += (text.empty() ? "{" : ",") + name + "=\"" + escape(value) + '"';
  }
  return text.empty() ? text : text + '}';
}

// One metric with its samples, which have to stand together.
class Metric {
 public:
  Metric(const std::string& name, const std::string& help) : name_("gandi_dyndnsd_" + name) {
    text_ = "# HELP " + name_ + ' ' + help + "\n# TYPE " + name_ + " gauge\n";
  }
  void add(const std::string& value, const Labels& labels = {}) {
    text_ += name_ + to_text(labels) + ' ' + value + '\n';
    is_empty_ = false;
  }
  void add(WallTime time, const Labels& labels = {}) { add(std::to_string(time.time_since_epoch().count()), labels); }
  [[nodiscard]] std::string text() const { return is_empty_ ? "" : text_; }

 private:
  std::string name_;
  std::string text_;
  bool is_empty_ = true;
};

std::string metric(const std::string& name, const std::string& help, const auto& value) {
  Metric one(name, help);
  one.add(value);
  return one.text();
}

Labels labels_of(const RrsetKey& key) {
  return {{"domain", key.domain}, {"name", key.name}, {"type", std::string(to_string(key.type))}};
}

std::string records_of(const Status& status) {
  Metric in_order("record_in_order", "1 when the last round found or put the record in order, else 0.");
  Metric since("record_since_timestamp_seconds", "When the address that Gandi serves was put or first seen there.");
  Metric confirmed("record_confirmed_timestamp_seconds", "When Gandi was last seen to serve it.");
  for (const auto& record : status.records) {
    in_order.add(is_up_to_date(record) ? "1" : "0", labels_of(record.key));
    if (record.seen) {
      since.add(record.seen->since, labels_of(record.key));
      confirmed.add(record.seen->confirmed.value_or(WallTime()), labels_of(record.key));
    }
  }
  return in_order.text() + since.text() + confirmed.text();
}

std::string addresses_of(const Status& status) {
  Metric votes("votes", "Operators that agreed on our address in the last round; 0 without a quorum.");
  for (const auto& address : status.addresses) {
    votes.add(std::to_string(address.operators.size()), {{"family", std::string(to_string(address.family))}});
  }
  return votes.text();
}

std::string sources_of(const Status& status) {
  Metric offences("source_offences", "Failures, dissents and silences of the source, halved by each agreeing answer.");
  Metric latency("source_latency_seconds", "How long the source usually takes to answer.");
  for (const auto& source : status.sources) {
    const Labels labels = {{"family", std::string(to_string(source.key.family))},
                           {"operator", source.operator_name},
                           {"source", source.key.name}};
    offences.add(std::to_string(source.standing.offences), labels);
    if (source.standing.latency.count() > 0) {
      latency.add(text::number_text(std::chrono::duration<double>(source.standing.latency).count()), labels);
    }
  }
  return offences.text() + latency.text();
}

}  // namespace

std::string to_prometheus(const std::optional<Status>& status, bool is_running) {
  const bool is_up = status && is_running;
  auto text = metric("up", "1 while the daemon runs, else 0.", is_up ? "1" : "0");
  if (!is_up) {
    return text;
  }
  text += metric("start_timestamp_seconds", "When the daemon was started.", status->started);
  text += metric("status_timestamp_seconds", "When the daemon last wrote its status.", status->written);
  text += metric("next_round_timestamp_seconds", "When the next round begins.", status->next_round);
  text += metric("exit_code", "With which 'gandi-dyndnsd status' exits; 0 when all is well.",
                 std::to_string(status->exit_code));
  text +=
      metric("problems", "How many problems 'gandi-dyndnsd status' shows.", std::to_string(status->troubles.size()));
  if (status->token_end) {
    text += metric("token_end_timestamp_seconds", "When the token ends.", *status->token_end);
  }
  return text + records_of(*status) + addresses_of(*status) + sources_of(*status);
}

}  // namespace dyndns::show
