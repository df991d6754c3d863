#include "core/record.hpp"

namespace dyndns {

std::string_view to_string(RecordType type) { return type == RecordType::a ? "A" : "AAAA"; }

Family family_of(RecordType type) { return type == RecordType::a ? Family::ipv4 : Family::ipv6; }

RecordType type_of(Family family) { return family == Family::ipv4 ? RecordType::a : RecordType::aaaa; }

std::string host_name(const RrsetKey& key) { return key.name == "@" ? key.domain : key.name + '.' + key.domain; }

}  // namespace dyndns
