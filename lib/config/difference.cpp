#include "config/difference.hpp"

#include <algorithm>
#include <sstream>
#include <utility>
#include <vector>

namespace dyndns::config {
namespace {

using Words = std::vector<std::string>;

constexpr std::size_t most_records_named = 5;

std::string text_of(bool value) { return value ? "true" : "false"; }
std::string text_of(const std::string& value) { return value.empty() ? "not set" : "'" + value + "'"; }
std::string text_of(unsigned value) { return std::to_string(value); }
std::string text_of(Ttl value) { return std::to_string(value.count()) + " s"; }
std::string text_of(Api value) { return value == Api::livedns ? "livedns" : "xmlrpc"; }
std::string text_of(const std::optional<std::string>& value) { return value ? text_of(*value) : "off"; }
std::string text_of(Level value) {
  constexpr const char* names[] = {"error", "warning", "notice", "info", "debug"};
  return names[static_cast<std::size_t>(value)];
}
std::string text_of(std::chrono::milliseconds value) {
  return value % std::chrono::seconds(1) == std::chrono::milliseconds(0)
             ? std::to_string(std::chrono::duration_cast<std::chrono::seconds>(value).count()) + " s"
             : std::to_string(value.count()) + " ms";
}
std::string text_of(double value) {
  std::ostringstream text;
  text << value;
  return text.str();
}
std::string text_of(const std::optional<AddressOrigin>& origin) {
  if (!origin) {
    return "left alone";
  }
  if (const auto* interface = std::get_if<FromInterface>(&*origin)) {
    return "from interface '" + interface->name + "'" + (interface->allow_private ? ", private too" : "");
  }
  if (const auto* command = std::get_if<FromCommand>(&*origin)) {
    return "from command '" + command->line + "'" + (command->allow_private ? ", private too" : "");
  }
  return "asked of the providers";
}
std::string text_of(const std::optional<Ipv6Suffix>& suffix) {
  return suffix ? "'" + suffix->suffix.to_string() + "' after " + std::to_string(suffix->prefix_length) + " bits"
                : "off";
}

std::string list_of(const std::vector<RecordWish>& records) {
  std::string list;
  for (std::size_t i = 0; i < std::min(records.size(), most_records_named); ++i) {
    const auto& key = records[i].key;
    list += (i > 0 ? ", '" : "'") + host_name(key) + "' " + std::string(to_string(key.type));
  }
  const auto more = records.size() - std::min(records.size(), most_records_named);
  return list + (more > 0 ? " and " + std::to_string(more) + " more" : "");
}

// Those of `some` whose key is not in `others`; and those that are in both, with another TTL.
struct Compared {
  std::vector<RecordWish> only;
  std::vector<RecordWish> with_other_ttl;
};
Compared compare(const std::vector<RecordWish>& some, const std::vector<RecordWish>& others) {
  Compared compared;
  for (const auto& record : some) {
    const auto found = std::ranges::find(others, record.key, &RecordWish::key);
    if (found == others.end()) {
      compared.only.push_back(record);
    } else if (found->ttl != record.ttl) {
      compared.with_other_ttl.push_back(record);
    }
  }
  return compared;
}

void add_records(const Settings& before, const Settings& after, Words& words) {
  const auto [added, changed] = compare(after.records, before.records);
  const auto removed = compare(before.records, after.records).only;
  const std::pair<const std::vector<RecordWish>&, const char*> parts[] = {
      {added, " added"}, {removed, " no longer looked after"}, {changed, " with another TTL"}};
  for (const auto& [records, what] : parts) {
    if (!records.empty()) {
      words.push_back(list_of(records) + what);
    }
  }
}

}  // namespace

std::string describe_changes(const Settings& before, const Settings& after) {
  Words words;
  const auto compare_values = [&words](const char* name, const auto& was, const auto& is) {
    if (text_of(was) != text_of(is)) {
      words.push_back(std::string(name) + " is " + text_of(is) + ", was " + text_of(was));
    }
  };
  add_records(before, after, words);
  compare_values("api", before.api, after.api);
  compare_values("endpoint", before.endpoint, after.endpoint);
  compare_values("tokeninfo", before.tokeninfo, after.tokeninfo);
  compare_values("ca_file", before.ca_file, after.ca_file);
  compare_values("ttl", before.ttl_for_new, after.ttl_for_new);
  compare_values("create_missing", before.create_missing, after.create_missing);
  compare_values("ipv4", before.ipv4, after.ipv4);
  compare_values("ipv6", before.ipv6, after.ipv6);
  compare_values("suffix", before.ipv6_suffix, after.ipv6_suffix);
  compare_values("interval", before.interval, after.interval);
  compare_values("jitter", before.jitter, after.jitter);
  compare_values("quorum", before.quorum, after.quorum);
  compare_values("timeout", before.timeout, after.timeout);
  compare_values("verify_interval", before.verify_interval, after.verify_interval);
  compare_values("log_level", before.log_level, after.log_level);
  compare_values("providers_file", before.providers_path, after.providers_path);
  if (before.credential.kind != after.credential.kind || before.credential.secret != after.credential.secret) {
    words.emplace_back("credential replaced");
  }
  if (before.state_dir != after.state_dir) {
    words.emplace_back("state_dir is another, which counts after a restart");
  }
  std::string line;
  for (const auto& word : words) {
    line += (line.empty() ? "" : "; ") + word;
  }
  return line.empty() ? "nothing changed" : line;
}

}  // namespace dyndns::config
