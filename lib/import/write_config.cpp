#include <algorithm>
#include <set>

#include "import/import.hpp"
#include "import/settle.hpp"
#include "text/one_line.hpp"
#include "text/words.hpp"

namespace dyndns::imports {
namespace {

constexpr std::size_t longest_note = 400;
constexpr std::size_t most_records = 1000;
constexpr const char* token_file = "/etc/gandi-dyndnsd/token";
constexpr const char* api_key_file = "/etc/gandi-dyndnsd/api-key";

struct Traits {
  std::optional<Ttl> ttl;
  std::string suffix;
};
using Records = std::map<RrsetKey, Traits>;

// Makes one configuration of the hosts: what they need in common is what the first of them needs.
class Writer {
 public:
  explicit Writer(const Draft& draft) : draft_(draft), notes_(draft.notes) {}

  [[nodiscard]] Imported write();

 private:
  void add(const Host& given);
  [[nodiscard]] std::string why_not(const Host& host) const;
  [[nodiscard]] std::optional<Ttl> ttl_of(const Host& host);
  void add_record(const Host& host, RecordType type, const Traits& traits);
  void note(const std::string& what) { notes_.push_back(what); }
  void tell_credential();
  [[nodiscard]] std::string members() const;
  [[nodiscard]] std::string domains() const;
  [[nodiscard]] std::string entry(const std::string& name, const Traits& traits, const std::string& types) const;
  [[nodiscard]] std::string names(const std::string& domain) const;
  [[nodiscard]] std::vector<std::string> shown_notes() const;
  [[nodiscard]] bool is_api_key() const;

  const Draft& draft_;
  std::vector<std::string> notes_;
  Records records_;
  std::optional<Host> first_;  // with the credential of all
  std::string ipv4_;
  std::string ipv6_;
};

// Empty where the host can be one of this configuration.
std::string Writer::why_not(const Host& host) const {
  const std::string alone = ", for which an instance of its own is needed: gandi-dyndnsd@.service";
  const auto told = [](const std::string& origin) { return origin == "true" ? "the providers" : origin; };
  if (host.ipv4.empty() && host.ipv6.empty()) {
    return "neither its A nor its AAAA is looked after";
  }
  for (const auto& [own, others] : {std::pair(host.ipv4, ipv4_), std::pair(host.ipv6, ipv6_)}) {
    if (!own.empty() && !others.empty() && own != others) {
      return "its address comes from " + told(own) + ", that of other names from " + told(others) + alone;
    }
  }
  const auto secret_of = [&](const Host& of) { return draft_.secrets.at(*of.credential).credential; };
  if (first_ && first_->credential && host.credential && secret_of(*first_) != secret_of(host)) {
    return "its credential is another one than that of " + draft_.secrets.at(*first_->credential).place + alone;
  }
  return records_.size() + 2 > most_records ? "one configuration holds no more than 1000 records" : "";
}

std::optional<Ttl> Writer::ttl_of(const Host& host) {
  if (!host.ttl) {
    return std::nullopt;
  }
  const double allowed = std::clamp<double>(*host.ttl, shortest_ttl.count(), longest_ttl.count());
  if (allowed != *host.ttl) {
    note(host.place + ": Gandi takes no TTL of " + text::number_text(*host.ttl) + "; it is " +
         text::number_text(allowed) + " now");
  }
  return Ttl(static_cast<std::uint32_t>(allowed));
}

void Writer::add_record(const Host& host, RecordType type, const Traits& traits) {
  const RrsetKey key{host.zone, host.name, type};
  if (!records_.emplace(key, traits).second) {
    note(host.place + ": " + text::in_quotes(host_name(key)) + " is there twice; what stands first counts");
  }
}

void Writer::add(const Host& given) {
  const auto settled = settle(given, draft_);
  if (!settled) {
    note(given.place + ": left out: " + settled.error().why);
    return;
  }
  const Host& host = *settled;
  if (const auto why = why_not(host); !why.empty()) {
    note(host.place + ": " + text::in_quotes(host_name({host.zone, host.name, RecordType::a})) +
         " is left out: " + why);
    return;
  }
  if (given.zone.empty()) {
    note(host.place + ": " + text::in_quotes(host.zone) +
         " is taken for the domain at Gandi, which the file does not name");
  }
  const auto ttl = ttl_of(host);
  if (!host.ipv4.empty()) {
    add_record(host, RecordType::a, {ttl, ""});
    ipv4_ = host.ipv4;
  }
  if (!host.ipv6.empty()) {
    add_record(host, RecordType::aaaa, {ttl, host.suffix});
    ipv6_ = host.ipv6;
  }
  if (!first_ || !first_->credential) {
    first_ = host;
  }
}

bool Writer::is_api_key() const {
  return first_->credential &&
         draft_.secrets.at(*first_->credential).credential.kind == config::CredentialKind::api_key;
}

void Writer::tell_credential() {
  const std::string path = is_api_key() ? api_key_file : token_file;
  const std::string what = is_api_key() ? "the API key" : "the Personal Access Token";
  const auto how =
      "put it, alone on one line, into the file that you make by: sudo install -m 0640 -g gandi-dyndnsd /dev/null " +
      path;
  note(first_->credential
           ? draft_.secrets.at(*first_->credential).place + " holds " + what + ", which is never shown; " + how
           : "no credential was found; make a Personal Access Token at Gandi and " + how);
  if (is_api_key() && !draft_.is_for_xmlrpc) {
    note(
        "Gandi has deprecated API keys: better make a Personal Access Token, and have token_file in place of "
        "api_key_file and api");
  }
}

std::string Writer::entry(const std::string& name, const Traits& traits, const std::string& types) const {
  if (!traits.ttl && traits.suffix.empty() && types.empty()) {
    return quoted(name);
  }
  return "{\"name\": " + quoted(name) + (types.empty() ? "" : ", \"types\": [" + types + "]") +
         (traits.ttl ? ", \"ttl\": " + std::to_string(traits.ttl->count()) : "") +
         (traits.suffix.empty() ? "" : ", \"suffix\": " + quoted(traits.suffix)) + "}";
}

std::string Writer::names(const std::string& domain) const {
  std::vector<std::string> entries;
  const bool are_both = !ipv4_.empty() && !ipv6_.empty();
  for (const auto& [key, traits] : records_) {
    if (key.domain != domain) {
      continue;
    }
    const bool is_a = key.type == RecordType::a;
    const auto other = records_.find({key.domain, key.name, is_a ? RecordType::aaaa : RecordType::a});
    const bool is_one = other != records_.end() && other->second.ttl == traits.ttl;
    if (!is_one) {
      entries.push_back(entry(key.name, traits, are_both ? quoted(to_string(key.type)) : ""));
    } else if (is_a) {
      entries.push_back(entry(key.name, other->second, ""));
    }
  }
  return text::join(entries, ",\n      ");
}

std::string Writer::domains() const {
  std::set<std::string> all;
  for (const auto& [key, traits] : records_) {
    all.insert(key.domain);
  }
  std::vector<std::string> members;
  for (const auto& domain : all) {
    members.push_back(quoted(domain) + ": [\n      " + names(domain) + "\n    ]");
  }
  return "{\n    " + text::join(members, ",\n    ") + "\n  }";
}

std::string Writer::members() const {
  const std::string path = is_api_key() ? api_key_file : token_file;
  std::vector<std::string> members = {quoted(is_api_key() ? "api_key_file" : "token_file") + ": " + quoted(path)};
  if (is_api_key() && !draft_.is_for_xmlrpc) {
    members.emplace_back(R"("api": "livedns")");
  }
  members.push_back("\"domains\": " + domains());
  members.push_back("\"ipv4\": " + (ipv4_.empty() ? "false" : ipv4_));
  members.push_back("\"ipv6\": " + (ipv6_.empty() ? "false" : ipv6_));
  for (const auto& [key, value] : draft_.settings) {
    members.push_back(quoted(key) + ": " + value);
  }
  return "{\n  " + text::join(members, ",\n  ") + "\n}\n";
}

// One line each, and once: of many hosts the same may be said.
std::vector<std::string> Writer::shown_notes() const {
  std::vector<std::string> shown;
  for (const auto& note : notes_) {
    auto line = text::one_line(without_secrets(note, draft_), longest_note);
    if (std::ranges::find(shown, line) == shown.end()) {
      shown.push_back(std::move(line));
    }
  }
  return shown;
}

Imported Writer::write() {
  if (!draft_.broken.empty()) {
    notes_ = {draft_.broken};
    return {"", shown_notes()};
  }
  for (const auto& host : draft_.hosts) {
    add(host);
  }
  if (records_.empty()) {
    note("nothing was made: this configuration of " + draft_.program +
         " has no name at Gandi that could be taken over");
    return {"", shown_notes()};
  }
  tell_credential();
  notes_.insert(notes_.begin(),
                text::count_of(records_.size(), "record") + " taken over from a configuration of " + draft_.program);
  std::string head = "// Made by 'gandi-dyndnsd import':\n";
  auto notes = shown_notes();
  for (const auto& line : notes) {
    head += "// " + line + '\n';
  }
  return {head + members(), std::move(notes)};
}

}  // namespace

Imported write_config(const Draft& draft) { return Writer(draft).write(); }

}  // namespace dyndns::imports
