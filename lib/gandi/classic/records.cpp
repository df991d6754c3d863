#include "gandi/classic/records.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>

#include "gandi/failure.hpp"
#include "text/words.hpp"

namespace dyndns::gandi::classic {
namespace {

bool belongs_to(const Record& record, const RrsetKey& key) {
  return text::same_word(record.name, key.name) && text::same_word(record.type, to_string(key.type));
}

// Ids were integers until 2017 and are strings since (docs/gandi-api.md).
std::optional<std::string> text_member(const Value& record, std::string_view name) {
  const auto* value = record.member(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (const auto number = value->integer()) {
    return std::to_string(*number);
  }
  return value->text() == nullptr ? std::nullopt : std::optional(*value->text());
}

std::optional<Ttl> ttl_member(const Value& record) {
  const auto* value = record.member("ttl");
  const auto number = value == nullptr ? std::nullopt : value->integer();
  if (!number || *number < 0 || *number > std::numeric_limits<Ttl::rep>::max()) {
    return std::nullopt;
  }
  return Ttl(static_cast<Ttl::rep>(*number));
}

std::optional<Record> parse_record(const Value& value) {
  const auto id = text_member(value, "id");
  const auto name = text_member(value, "name");
  const auto type = text_member(value, "type");
  const auto content = text_member(value, "value");
  const auto ttl = ttl_member(value);
  if (!id || id->empty() || !name || !type || !content || !ttl) {
    return std::nullopt;
  }
  return Record{*id, *name, *type, *content, *ttl};
}

// Without ids, without the records of the changed RRsets, and without the serial number that Gandi counts by itself.
std::vector<Record> content_beside(std::span<const Change> changes, std::span<const Record> records) {
  std::vector<Record> content;
  for (auto record : records) {
    const auto changed = [&record](const Change& change) { return belongs_to(record, change.key); };
    if (!text::same_word(record.type, "SOA") && std::ranges::none_of(changes, changed)) {
      record.id.clear();
      content.push_back(std::move(record));
    }
  }
  std::ranges::sort(content);
  return content;
}

}  // namespace

Result<std::vector<Record>> parse_records(const Value& list) {
  const Failure malformed{Fault::malformed, "could not read the zone's records in Gandi's answer; nothing was changed"};
  if (list.array() == nullptr) {
    return malformed;
  }
  std::vector<Record> records;
  for (const auto& value : *list.array()) {
    auto record = parse_record(value);
    if (!record) {
      return malformed;
    }
    records.push_back(std::move(*record));
  }
  return records;
}

Value::Struct to_struct(const Record& record) {
  return {{"name", Value(record.name)},
          {"type", Value(record.type)},
          {"value", Value(record.value)},
          {"ttl", Value(record.ttl.count())}};
}

Result<ServedRrset> served_rrset(const RrsetKey& key, std::span<const Record> records) {
  ServedRrset served{key};
  for (const auto& record : records) {
    if (text::same_word(record.name, key.name) && text::same_word(record.type, "CNAME")) {
      served.cname = record.value;
    } else if (belongs_to(record, key)) {
      const auto address = Address::parse(record.value);
      if (!address || address->family() != family_of(key.type)) {
        return not_an_address(key, record.value);
      }
      served.ttl = served.ttl.value_or(record.ttl);
      served.addresses.insert(*address);
    }
  }
  return served;
}

bool same_rrset(const RrsetKey& one, const RrsetKey& other) {
  return one.type == other.type && text::same_word(one.name, other.name);
}

Edits edits_for(const Change& change, std::span<const Record> records) {
  const auto& key = change.key;
  Edits edits{{}, {"", key.name, std::string(to_string(key.type)), change.after.to_string(), change.ttl}};
  for (const auto& record : records) {
    if (!belongs_to(record, key)) {
      continue;
    }
    if (edits.put.id.empty()) {
      edits.put.id = record.id;
    } else {
      edits.remove.push_back(record.id);
    }
  }
  return edits;
}

bool same_version(std::vector<Record> one, std::vector<Record> other) {
  std::ranges::sort(one);
  std::ranges::sort(other);
  return one == other;
}

bool same_content(std::span<const Record> one, std::span<const Record> other) {
  return content_beside({}, one) == content_beside({}, other);
}

Result<void> verify(std::span<const Change> changes, std::span<const Record> active, std::span<const Record> draft) {
  for (const auto& change : changes) {
    const auto served = served_rrset(change.key, draft);
    if (!served) {
      return served.error();
    }
    if (auto confirmed = confirm(change, std::span(&*served, 1)); !confirmed) {
      return confirmed;
    }
  }
  if (content_beside(changes, active) != content_beside(changes, draft)) {
    return Failure{Fault::unconfirmed,
                   "could not confirm that the zone's other records stay as they are: its new version "
                   "differs, so it was not made live"};
  }
  return {};
}

}  // namespace dyndns::gandi::classic
