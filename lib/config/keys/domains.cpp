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

std::set<RecordType> enabled_types(const Origins& origins) {
  std::set<RecordType> types = {RecordType::a, RecordType::aaaa};
  std::erase_if(types, [&](RecordType type) { return !(type == RecordType::a ? origins.ipv4 : origins.ipv6); });
  return types;
}

// Collects the records of all domains and sees to it that each is wished for once.
class Wishes {
 public:
  explicit Wishes(const Origins& origins) : origins_(origins), enabled_(enabled_types(origins)) {}

  void read(const Node& domains);
  // The predecessor's spelling for a single domain.
  void read_old_spelling(const std::optional<Node>& domain, const std::optional<Node>& names);
  [[nodiscard]] std::vector<RecordWish> all() const;
  [[nodiscard]] bool has_suffix() const { return has_suffix_; }  // of a name

 private:
  // What is wished for beside the name.
  struct Traits {
    std::set<RecordType> types;
    std::optional<Ttl> ttl{};
    std::optional<Ipv6Suffix> suffix{};
  };
  struct Wish {
    RecordWish record;
    std::string path;
  };

  void read_domain(const std::string& key, const Node& at, const Node& names);
  void read_name(const std::string& domain, const Node& entry);
  [[nodiscard]] std::set<RecordType> read_types(const Node& types) const;
  [[nodiscard]] std::optional<Ipv6Suffix> read_own_suffix(ObjectReader& record, const std::set<RecordType>& types);
  void add(const std::string& domain, const Node& node, const Traits& traits);
  static void remark_on_second(const Node& node, const Wish& first, const RecordWish& second);

  const Origins& origins_;
  std::set<RecordType> enabled_;
  std::map<RrsetKey, Wish> wishes_;
  bool has_suffix_ = false;
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
    add(domain, entry, {enabled_, {}, origins_.suffix});
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
  Traits traits{types ? read_types(*types) : enabled_};
  traits.ttl = ttl ? read_ttl(*ttl) : std::nullopt;
  traits.suffix = read_own_suffix(record, traits.types);
  record.reject_others();
  if (name) {
    add(domain, *name, traits);
  } else {
    entry.error("name is missing");
  }
}

// Its own, else that of all names.
std::optional<Ipv6Suffix> Wishes::read_own_suffix(ObjectReader& record, const std::set<RecordType>& types) {
  const auto suffix = record.find("suffix");
  const auto mac = record.find("mac");
  if (!suffix && !mac) {
    return origins_.suffix;
  }
  has_suffix_ = true;
  if (!types.contains(RecordType::aaaa)) {
    (suffix ? *suffix : *mac).warning("makes no difference, since AAAA of this name is left alone");
  }
  return read_suffix(suffix, mac, origins_.prefix_length);
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

void Wishes::add(const std::string& domain, const Node& node, const Traits& traits) {
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
  for (const auto type : traits.types) {
    const RecordWish wish{{domain, name, type}, traits.ttl, type == RecordType::aaaa ? traits.suffix : std::nullopt};
    const auto [place, is_new] = wishes_.try_emplace(wish.key, Wish{wish, node.path()});
    if (!is_new) {
      remark_on_second(node, place->second, wish);
    }
  }
}

void Wishes::remark_on_second(const Node& node, const Wish& first, const RecordWish& second) {
  const auto same = "the same record as " + first.path + ": " + std::string(to_string(second.key.type)) + " of " +
                    text::in_quotes(host_name(second.key));
  if (first.record == second) {
    node.warning(same + "; once is enough");
  } else {
    node.error(same + ", with another " + (first.record.ttl != second.ttl ? "TTL" : "suffix") + "; remove one of them");
  }
}

std::vector<RecordWish> Wishes::all() const {
  std::vector<RecordWish> records;
  records.reserve(wishes_.size());
  for (const auto& [key, wish] : wishes_) {
    records.push_back(wish.record);
  }
  return records;
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
  Wishes wishes(origins);
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
  if (origins.prefix_length_alone && !wishes.has_suffix()) {
    origins.prefix_length_alone->warning("makes no difference without suffix, here or of a name, or mac");
  }
  return wishes.all();
}

}  // namespace dyndns::config
