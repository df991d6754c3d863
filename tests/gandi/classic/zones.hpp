// Gandi's classic DNS as a little world: domains, zones and their versions, and the calls that read and edit them.
#pragma once

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "gandi/classic/codec.hpp"
#include "gandi/classic/records.hpp"

namespace dyndns::gandi::classic {

inline const std::string good_key = "abcdefghij0123456789klmn";
inline const std::string auth_info = "TRANSFER-CODE";

class Zones {
 public:
  using Params = std::vector<Value>;

  struct Zone {
    std::map<std::int64_t, std::vector<Record>> versions{{1, {}}};
    std::int64_t active = 1;

    [[nodiscard]] const std::vector<Record>& live() const { return versions.at(active); }
  };

  std::map<std::int64_t, Zone> zones;
  std::map<std::string, Value> zone_of;  // by domain: a number, or nil
  bool ids_are_strings = true;
  bool numbers_are_strings = false;  // those of zones and versions
  bool knows_paging = true;
  bool knows_counting = true;
  std::int64_t counts_too_many = 0;
  bool gives_the_live_one_as_new = false;
  Value yes{true};  // to version.set
  std::size_t largest_page = 500;

  // What of all versions is shown, in which order.
  std::function<std::vector<std::int64_t>(std::vector<std::int64_t>)> shown_versions = [](auto all) { return all; };

  void add(std::int64_t zone, const std::string& name, const std::string& type, const std::string& value,
           unsigned ttl) {
    zones[zone].versions[zones[zone].active].push_back({new_id(), name, type, value, std::to_string(ttl)});
  }

  // What another writer does, who is faster than we are.
  void edit_elsewhere(std::int64_t zone, const std::string& name, const std::string& type, const std::string& value) {
    zones[zone].active = clone(zones[zone]);
    add(zone, name, type, value, 600);
  }

  // "www A 81.2.69.142 300", sorted.
  [[nodiscard]] std::vector<std::string> live(std::int64_t zone) const {
    std::vector<std::string> lines;
    for (const auto& record : zones.at(zone).live()) {
      lines.push_back(record.name + ' ' + record.type + ' ' + record.value + ' ' + record.ttl);
    }
    std::ranges::sort(lines);
    return lines;
  }

  RpcAnswer carry_out(const std::string& method, const Params& params) {
    if (params.empty() || params[0] != Value(good_key)) {
      return RpcFault{510150, "Error on object : OBJECT_ACCOUNT (CAUSE_NORIGHT) [Invalid API key " + good_key + "]"};
    }
    if (method == "domain.info") {
      return info(*params.at(1).text());
    }
    const auto zone = zones.find(params.at(1).integer().value_or(0));
    if (zone == zones.end()) {
      return RpcFault{581042, "no such zone"};
    }
    return in_zone(zone->second, method.substr(std::string("domain.zone.").size()), params);
  }

 private:
  RpcAnswer info(const std::string& domain) {
    const auto found = zone_of.find(domain);
    if (found == zone_of.end()) {
      return RpcFault{510042, "Error on object : OBJECT_DOMAIN (CAUSE_NOTFOUND)"};
    }
    return Value(
        Value::Struct{{"authinfo", Value(auth_info)}, {"fqdn", Value(domain)}, {"zone_id", spelled(found->second)}});
  }

  RpcAnswer in_zone(Zone& zone, const std::string& method, const Params& params) {
    if (method == "version.list") {
      std::vector<std::int64_t> numbers;
      std::ranges::transform(zone.versions, std::back_inserter(numbers), [](const auto& each) { return each.first; });
      Value::Array list;
      for (const auto id : shown_versions(numbers)) {
        list.emplace_back(Value::Struct{{"id", spelled(Value(id))}});
      }
      return Value(std::move(list));
    }
    if (method == "version.new") {
      return spelled(Value(gives_the_live_one_as_new ? zone.active : clone(zone)));
    }
    const auto version = params.at(2).integer().value_or(-1);
    if (!zone.versions.contains(version == 0 ? zone.active : version)) {
      return RpcFault{581042, "no such version"};
    }
    if (method == "record.list") {
      return list(zone.versions[version == 0 ? zone.active : version], params.at(3));
    }
    if (method == "record.count") {
      const auto records = std::ssize(zone.versions[version == 0 ? zone.active : version]);
      return knows_counting ? RpcAnswer(Value(records + counts_too_many)) : RpcFault{500123, "no such method"};
    }
    if (method == "version.set") {
      zone.active = version;
      return yes;
    }
    if (version == zone.active) {
      return RpcFault{581030, "the active version cannot be edited"};
    }
    return method == "version.delete" ? Value(zone.versions.erase(version) == 1)
                                      : edit(zone.versions[version], method, params);
  }

  RpcAnswer edit(std::vector<Record>& records, const std::string& method, const Params& params) {
    if (method == "record.add") {
      records.push_back(record_from(new_id(), params.at(3)));
      return Value(true);
    }
    // An empty filter fits all, as the real one's is feared to.
    const auto fits = [&filter = *params.at(3).members()](const Record& record) {
      auto members = to_struct(record);
      members.emplace("id", record.id);
      return std::ranges::all_of(filter, [&](const auto& wanted) { return members[wanted.first] == wanted.second; });
    };
    if (method == "record.delete") {
      return Value(std::erase_if(records, fits));
    }
    const auto found = std::ranges::find_if(records, fits);
    if (found == records.end()) {
      return RpcFault{581142, "no such record"};
    }
    *found = record_from(found->id, params.at(4));
    return Value(Value::Array{Value(to_struct(*found))});
  }

  static Record record_from(const std::string& id, const Value& value) {
    // Without a ttl it becomes 10800, as with Gandi.
    const auto ttl = value.member("ttl") == nullptr ? 10800 : value.member("ttl")->integer().value_or(0);
    return {id, *value.member("name")->text(), *value.member("type")->text(), *value.member("value")->text(),
            std::to_string(ttl)};
  }

  [[nodiscard]] Value spelled(const Value& number) const {
    return numbers_are_strings && number.integer() ? Value(std::to_string(*number.integer())) : number;
  }

  RpcAnswer list(const std::vector<Record>& records, const Value& options) const {
    const auto option = [&options](const char* name) { return options.member(name)->integer().value_or(0); };
    const auto size = std::min(static_cast<std::size_t>(option("items_per_page")), largest_page);
    const auto skip = knows_paging ? static_cast<std::size_t>(option("page")) * size : 0;
    Value::Array all;
    for (const auto& record : records) {
      if (options.member("name") == nullptr || *options.member("name") == Value(record.name)) {
        auto value = to_struct(record);
        value.emplace("id", ids_are_strings ? Value(record.id) : Value(std::stoll(record.id)));
        all.emplace_back(std::move(value));
      }
    }
    const auto begin = std::min(skip, all.size());
    const auto end = knows_paging ? std::min(begin + size, all.size()) : all.size();
    return Value(
        Value::Array(all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end)));
  }

  std::int64_t clone(Zone& zone) {
    const auto version = std::max(zone.versions.rbegin()->first, newest_) + 1;
    newest_ = version;
    zone.versions[version] = zone.live();
    for (auto& record : zone.versions[version]) {
      record.id = new_id();
    }
    return version;
  }

  std::string new_id() { return std::to_string(++last_id_); }

  std::int64_t last_id_ = 3264970940;  // beyond 31 bits, as the real ones are
  std::int64_t newest_ = 1;
};

}  // namespace dyndns::gandi::classic
