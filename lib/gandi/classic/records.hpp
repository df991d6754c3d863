// The records of a classic zone: as values, as what is served, and what becomes of them in a change.
#pragma once

#include <compare>
#include <span>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/plan.hpp"
#include "core/record.hpp"
#include "gandi/classic/value.hpp"

namespace dyndns::gandi::classic {

// One value of one name and type: an RRset with several values is as many records.
struct Record {
  std::string id;    // a number as text, new in each version of the zone
  std::string name;  // relative, "@" is the apex
  std::string type;
  std::string value;
  Ttl ttl{};

  auto operator<=>(const Record&) const = default;
};

// From one page of domain.zone.record.list. Malformed when anything in it is not a record: an edit must not be made
// on a zone that was half understood.
[[nodiscard]] Result<std::vector<Record>> parse_records(const Value& list);

// As add and update take it: everything but the id.
[[nodiscard]] Value::Struct to_struct(const Record& record);

// What the zone serves for a key. Malformed when a value is not an address of the type's family.
[[nodiscard]] Result<ServedRrset> served_rrset(const RrsetKey& key, std::span<const Record> records);

// One name and type of a zone, whichever of the zone's domains it was asked for.
[[nodiscard]] bool same_rrset(const RrsetKey& one, const RrsetKey& other);

// What turns the records of one RRset into what a change wants: one record stays and is put right, so that other
// tools find it again, and the others go.
struct Edits {
  std::vector<std::string> remove;  // ids
  Record put;                       // updated by its id, or added when it has none
};
[[nodiscard]] Edits edits_for(const Change& change, std::span<const Record> records);

// True when both hold the same records with the same ids, so that they are one version of the zone.
[[nodiscard]] bool same_version(std::vector<Record> one, std::vector<Record> other);

// True when both hold the same but for the ids, as a clone does.
[[nodiscard]] bool same_content(std::span<const Record> one, std::span<const Record> other);

// Whether `draft` is `active` with the changes made and nothing else; else unconfirmed, with what differs.
[[nodiscard]] Result<void> verify(std::span<const Change> changes, std::span<const Record> active,
                                  std::span<const Record> draft);

}  // namespace dyndns::gandi::classic
