#include "gandi/classic/records.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>

#include "gandi/failure.hpp"
#include "text/words.hpp"

namespace dyndns::gandi::classic {
namespace {

bool belongs_to(const Record& record, const RrsetKey& key) {
  return text::same_word(record.name, key.name) && text::same_word(record.type, to_string(key.type));
}

// Ids were integers until 2017 and are strings since (docs/gandi-api.md): a number is the same in either spelling.
std::string text_of(const Value& value) {
  if (value.text() != nullptr) {
    return *value.text();
  }
  if (const auto number = value.whole()) {
    return std::to_string(*number);
  }
  return value.is_nil() ? "" : "(no text)";
}

// Empty where there is none.
std::string text_member(const Value& record, std::string_view name) {
  const auto* value = record.member(name);
  return value == nullptr ? std::string() : text_of(*value);
}

std::optional<Ttl> ttl_of(const Record& record) {
  Ttl::rep seconds = 0;
  const auto* const end = record.ttl.data() + record.ttl.size();
  const auto [stop, error] = std::from_chars(record.ttl.data(), end, seconds);
  return error == std::errc() && stop == end && !record.ttl.empty() ? std::optional(Ttl(seconds)) : std::nullopt;
}

Record without_id(Record record) {
  record.id.clear();
  return record;
}

// Without ids, without the records of the changed RRsets, and without the serial number that Gandi counts by itself.
std::vector<Record> content_beside(std::span<const Change> changes, std::span<const Record> records) {
  std::vector<Record> content;
  for (const auto& record : records) {
    const auto changed = [&record](const Change& change) { return belongs_to(record, change.key); };
    if (!text::same_word(record.type, "SOA") && std::ranges::none_of(changes, changed)) {
      content.push_back(without_id(record));
    }
  }
  std::ranges::sort(content);
  return content;
}

std::vector<Alike> alike(const RrsetKey& key, std::span<const Record> records) {
  std::vector<Alike> groups;
  for (const auto& record : records) {
    if (!belongs_to(record, key)) {
      continue;
    }
    const auto same = [&record](const Alike& each) { return without_id(each.record) == without_id(record); };
    const auto known = std::ranges::find_if(groups, same);
    if (known == groups.end()) {
      groups.push_back({record});
    } else {
      ++known->count;
    }
  }
  return groups;
}

// The first that one of them has and the other has not; both sorted.
std::optional<Record> first_missing(const std::vector<Record>& from, const std::vector<Record>& in) {
  std::vector<Record> missing;
  std::ranges::set_difference(in, from, std::back_inserter(missing));
  return missing.empty() ? std::nullopt : std::optional(missing.front());
}

std::string line_of(const Record& record) {
  return "'" + excerpt(record.name + ' ' + record.type + ' ' + record.value, {}) + "'";
}

// Empty where nothing differs.
std::string difference(const std::vector<Record>& active, const std::vector<Record>& draft) {
  if (const auto lost = first_missing(draft, active)) {
    return line_of(*lost) + " is not in its new version as it was";
  }
  const auto gained = first_missing(active, draft);
  return gained ? line_of(*gained) + " is in its new version and was not there before" : "";
}

}  // namespace

Result<std::vector<Record>> parse_records(const Value& list) {
  const Failure malformed{Fault::malformed, "could not read the zone's records in Gandi's answer; nothing was changed"};
  if (list.array() == nullptr) {
    return malformed;
  }
  std::vector<Record> records;
  for (const auto& each : *list.array()) {
    Record record{text_member(each, "id"), text_member(each, "name"), text_member(each, "type"),
                  text_member(each, "value"), text_member(each, "ttl")};
    if (record.id.empty() || record.name.empty() || record.type.empty()) {
      return malformed;
    }
    records.push_back(std::move(record));
  }
  return records;
}

Value::Struct to_struct(const Record& record) {
  Value::Struct members{{"name", Value(record.name)}, {"type", Value(record.type)}, {"value", Value(record.value)}};
  if (const auto ttl = ttl_of(record)) {
    members.emplace("ttl", ttl->count());
  }
  return members;
}

ServedRrset served_rrset(const RrsetKey& key, std::span<const Record> records) {
  ServedRrset served{key};
  for (const auto& record : records) {
    if (text::same_word(record.name, key.name) && text::same_word(record.type, "CNAME")) {
      served.cname = record.value;
    } else if (belongs_to(record, key)) {
      const auto address = Address::parse(record.value);
      if (!address || address->family() != family_of(key.type)) {
        served.unreadable = not_an_address(key, record.value);
        continue;
      }
      served.ttl = served.ttl ? served.ttl : ttl_of(record);
      served.addresses.insert(*address);
    }
  }
  return served;
}

Edits edits_for(const Change& change, std::span<const Record> records) {
  const auto& key = change.key;
  Edits edits{
      alike(key, records),
      {"", key.name, std::string(to_string(key.type)), change.after.to_string(), std::to_string(change.ttl.count())}};
  // One that has a twin cannot stay: the twin goes by a filter that fits both.
  const auto stays = std::ranges::find(edits.remove, 1U, &Alike::count);
  if (stays != edits.remove.end()) {
    edits.put.id = stays->record.id;
    edits.remove.erase(stays);
  }
  return edits;
}

bool same_version(std::vector<Record> one, std::vector<Record> other) {
  std::ranges::sort(one);
  std::ranges::sort(other);
  return one == other;
}

bool share_an_id(std::span<const Record> one, std::span<const Record> other) {
  std::set<std::string> ids;
  std::ranges::transform(one, std::inserter(ids, ids.end()), &Record::id);
  return std::ranges::any_of(other, [&ids](const Record& record) { return ids.contains(record.id); });
}

bool same_content(std::span<const Record> one, std::span<const Record> other) {
  return content_beside({}, one) == content_beside({}, other);
}

Result<void> verify(std::span<const Change> changes, std::span<const Record> active, std::span<const Record> draft) {
  for (const auto& change : changes) {
    const auto served = served_rrset(change.key, draft);
    if (!confirm(change, std::span(&served, 1))) {
      return Failure{Fault::unconfirmed, "could not confirm the update: the zone's new version does not hold the " +
                                             std::string(to_string(change.key.type)) +
                                             " record that was written for '" + host_name(change.key) +
                                             "', so it was not made live"};
    }
  }
  const auto differs = difference(content_beside(changes, active), content_beside(changes, draft));
  if (!differs.empty()) {
    return Failure{Fault::unconfirmed, "could not confirm that the zone's other records stay as they are: " + differs +
                                           ", so it was not made live"};
  }
  return {};
}

}  // namespace dyndns::gandi::classic
