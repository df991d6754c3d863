#include <algorithm>
#include <map>
#include <set>

#include "config/keys/readers.hpp"
#include "config/values/names.hpp"
#include "text/one_line.hpp"
#include "text/words.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t most_records = 1000;

std::optional<std::string> read_domain_name(std::string_view key, const Node& at) {
  const auto text = text::trim(key);
  auto domain = domain_name(text);
  if (!domain) {
    at.error(domain.error().why);
    return std::nullopt;
  }
  if (text.size() != key.size()) {
    at.warning("the white space around the domain does not count");
  }
  if (const auto registered = registrable_domain(*domain); registered != *domain) {
    const auto name = domain->substr(0, domain->size() - registered.size() - 1);
    at.warning(text::in_quotes(text) + " is probably no domain at Gandi, where only a registered one has a zone; if " +
               text::in_quotes(registered) + " is yours, put " + text::in_quotes(name) + " into its list of names");
  }
  return *std::move(domain);
}

// Collects the records of all domains and sees to it that each is wished for once.
class Wishes {
 public:
  explicit Wishes(std::set<RecordType> enabled) : enabled_(std::move(enabled)) {}

  void read(const Node& domains);
  // The predecessor's spelling for a single domain.
  void read_old_spelling(const std::optional<Node>& domain, const std::optional<Node>& names);
  [[nodiscard]] std::vector<RecordWish> all() const;

 private:
  struct Wish {
    std::optional<Ttl> ttl;
    std::string path;
  };

  void read_domain(const std::string& key, const Node& at, const Node& names);
  void read_name(const std::string& domain, const Node& entry);
  [[nodiscard]] std::set<RecordType> read_types(const Node& types) const;
  void add(const std::string& domain, const Node& node, const std::set<RecordType>& types, std::optional<Ttl> ttl);
  static void remark_on_second(const Node& node, const std::pair<const RrsetKey, Wish>& first, std::optional<Ttl> ttl);

  std::set<RecordType> enabled_;
  std::map<RrsetKey, Wish> wishes_;
};

void Wishes::read(const Node& domains) {
  for (const auto& [key, names] : domains.members(most_records)) {
    read_domain(key, names, names);
    if (wishes_.size() > most_records) {
      domains.error("holds more than " + std::to_string(most_records) + " records");
      return;
    }
  }
}

void Wishes::read_old_spelling(const std::optional<Node>& domain, const std::optional<Node>& names) {
  if (domain && names) {
    if (const auto text = domain->text()) {
      read_domain(*text, *domain, *names);
    }
  } else if (domain) {
    domain->error(R"(names is missing; better: "domains": {"example.com": ["www"]})");
  } else if (names) {
    names->error(R"(domain is missing; better: "domains": {"example.com": ["www"]})");
  }
}

void Wishes::read_domain(const std::string& key, const Node& at, const Node& names) {
  const auto domain = read_domain_name(key, at);
  if (names.is_empty_list()) {
    names.warning("is empty: nothing of this domain is looked after");
    return;
  }
  for (const auto& entry : names.items(most_records)) {
    if (domain) {
      read_name(*domain, entry);
    }
  }
}

void Wishes::read_name(const std::string& domain, const Node& entry) {
  if (entry.is<std::string>()) {
    add(domain, entry, enabled_, std::nullopt);
    return;
  }
  if (!entry.is<JsonObject>()) {
    entry.wrong_kind(R"(a name such as "www" or {"name": ...})");
    return;
  }
  ObjectReader record(entry);
  const auto name = record.find("name");
  const auto types = record.find("types");
  const auto ttl = record.find("ttl");
  record.reject_others();
  const auto wanted = types ? read_types(*types) : enabled_;
  const auto seconds = ttl ? read_ttl(*ttl) : std::nullopt;
  if (name) {
    add(domain, *name, wanted, seconds);
  } else {
    entry.error("name is missing");
  }
}

std::set<RecordType> Wishes::read_types(const Node& types) const {
  std::set<RecordType> wanted;
  for (const auto& item : types.items(2)) {
    const auto type = item.choice<RecordType>({{"A", RecordType::a}, {"AAAA", RecordType::aaaa}});
    if (type && !enabled_.contains(*type)) {
      item.warning(std::string(to_string(*type)) + " is left alone, since " +
                   (*type == RecordType::a ? "ipv4" : "ipv6") + " is false");
    } else if (type) {
      wanted.insert(*type);
    }
  }
  return wanted;
}

void Wishes::add(const std::string& domain, const Node& node, const std::set<RecordType>& types,
                 std::optional<Ttl> ttl) {
  const auto text = node.trimmed_text();
  if (!text) {
    return;
  }
  auto checked = relative_name(*text, domain);
  if (!checked) {
    node.error(checked.error().why);
    return;
  }
  const std::string name = *std::move(checked);
  for (const auto type : types) {
    const auto [place, is_new] = wishes_.try_emplace({domain, name, type}, Wish{ttl, node.path()});
    if (!is_new) {
      remark_on_second(node, *place, ttl);
    }
  }
}

void Wishes::remark_on_second(const Node& node, const std::pair<const RrsetKey, Wish>& first, std::optional<Ttl> ttl) {
  const auto same = "the same record as " + first.second.path + ": " + std::string(to_string(first.first.type)) +
                    " of " + text::in_quotes(host_name(first.first));
  if (first.second.ttl == ttl) {
    node.warning(same + "; once is enough");
  } else {
    node.error(same + ", with another TTL; remove one of them");
  }
}

std::vector<RecordWish> Wishes::all() const {
  std::vector<RecordWish> records;
  records.reserve(wishes_.size());
  for (const auto& [key, wish] : wishes_) {
    records.push_back({key, wish.ttl});
  }
  return records;
}

std::set<RecordType> enabled_types(const Origins& origins) {
  std::set<RecordType> types;
  if (origins.ipv4) {
    types.insert(RecordType::a);
  }
  if (origins.ipv6) {
    types.insert(RecordType::aaaa);
  }
  return types;
}

}  // namespace

std::optional<Ttl> read_ttl(const Node& node) {
  const auto seconds = node.number(-1e18, 1e18);
  if (!seconds) {
    return std::nullopt;
  }
  if (*seconds < shortest_ttl.count()) {
    node.error(text::number_text(*seconds) + " is below Gandi's minimum of " + std::to_string(shortest_ttl.count()));
    return std::nullopt;
  }
  if (*seconds > longest_ttl.count()) {
    node.error(text::number_text(*seconds) + " is above Gandi's maximum of " + std::to_string(longest_ttl.count()));
    return std::nullopt;
  }
  const auto whole = node.whole(shortest_ttl.count(), longest_ttl.count());
  return whole ? std::optional(Ttl(*whole)) : std::nullopt;
}

std::vector<RecordWish> read_domains(const Node& root, ObjectReader& config, const Origins& origins) {
  const auto domains = config.find("domains");
  const auto domain = config.find("domain");
  const auto names = config.find("names");
  Wishes wishes(enabled_types(origins));
  if (const auto name = config.find("name")) {
    name->error(R"(is now names, a list: "names": ["www"])");
  }
  if (!domains && !domain && !names) {
    root.error(R"(domains is missing: "domains": {"example.com": ["www"]})");
  } else if (domains && domain && names) {  // as the predecessor had it
    domains->warning("does not count beside domain and names; remove one or the other");
    wishes.read_old_spelling(domain, names);
  } else if (domains) {
    if (domain || names) {
      (domain ? *domain : *names).warning("does not count beside domains; remove it");
    }
    wishes.read(*domains);
  } else {
    wishes.read_old_spelling(domain, names);
  }
  return wishes.all();
}

}  // namespace dyndns::config
