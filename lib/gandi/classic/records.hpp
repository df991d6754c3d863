// The records of a classic zone: as values, as what is served, and what becomes of them in a change.
#pragma once

#include <compare>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/plan.hpp"
#include "core/record.hpp"
#include "gandi/classic/value.hpp"

namespace dyndns::gandi::classic {

// One value of one name and type: an RRset with several values is as many records. All as the text that Gandi gave: it
// is understood where it is one of ours, and else only compared, so that an odd one holds up nobody.
struct Record {
  std::string id;    // a number as text, new in each version of the zone
  std::string name;  // relative, "@" is the apex
  std::string type;
  std::string value;
  std::string ttl;  // in seconds; empty when it is not told

  auto operator<=>(const Record&) const = default;
};

// From one page of domain.zone.record.list. Malformed when what is in it cannot be told apart, for want of an id, a
// name or a type: an edit must not be made on a zone that was half understood.
[[nodiscard]] Result<std::vector<Record>> parse_records(const Value& list);

// As add and update take it, and delete as its filter: everything but the id, and the ttl where there is one.
[[nodiscard]] Value::Struct to_struct(const Record& record);

// What the zone serves for a key; unreadable when a value is not an address of the type's family.
[[nodiscard]] ServedRrset served_rrset(const RrsetKey& key, std::span<const Record> records);

// Records that are the same but for their ids: no filter tells them apart.
struct Alike {
  Record record;
  std::size_t count = 1;
};

// What turns the records of one RRset into what a change wants, in this order: one record stays and is put right, and
// the others go.
struct Edits {
  std::vector<Alike> remove;
  Record put;  // updated by its id, or added when it has none
};
[[nodiscard]] Edits edits_for(const Change& change, std::span<const Record> records);

// True when both hold the same records with the same ids, so that they are one version of the zone.
[[nodiscard]] bool same_version(std::vector<Record> one, std::vector<Record> other);

// True when they have a record in common, as two versions never do: it is one version, edited or not.
[[nodiscard]] bool share_an_id(std::span<const Record> one, std::span<const Record> other);

// True when both hold the same but for the ids, as a clone does.
[[nodiscard]] bool same_content(std::span<const Record> one, std::span<const Record> other);

// Whether `draft` is `active` with the changes made and nothing else; else unconfirmed, with what differs.
[[nodiscard]] Result<void> verify(std::span<const Change> changes, std::span<const Record> active,
                                  std::span<const Record> draft);

}  // namespace dyndns::gandi::classic
