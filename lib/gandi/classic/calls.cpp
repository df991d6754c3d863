#include "gandi/classic/calls.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "gandi/failure.hpp"
#include "gandi/limits.hpp"
#include "text/words.hpp"

namespace dyndns::gandi::classic {
namespace {

constexpr int asked_for = 500;

Result<void> expect(const Result<Value>& answer) {
  if (!answer) {
    return answer.error();
  }
  return {};
}

Result<std::vector<VersionId>> parse_versions(const Value& list) {
  const Failure malformed{Fault::malformed, "could not read the versions of the zone in Gandi's answer"};
  if (list.array() == nullptr) {
    return malformed;
  }
  std::vector<VersionId> versions;
  for (const auto& each : *list.array()) {
    const auto* id = each.member("id");
    if (id == nullptr || !id->whole()) {
      return malformed;
    }
    versions.push_back(*id->whole());
  }
  return versions;
}

Failure other_count(const Record& record, std::size_t meant, std::optional<std::int64_t> deleted) {
  return {Fault::unconfirmed, "not updated: Gandi deleted " +
                                  (deleted ? std::to_string(*deleted) : "an unknown number") + " of " +
                                  text::count_of(meant, "record") + " '" +
                                  excerpt(record.name + ' ' + record.type + ' ' + record.value, {}) +
                                  "' in the zone's new version, which was not made live"};
}

// A server that does not know paging repeats itself, and that must not go on for ever.
class Pages {
 public:
  // Whether there was anything new in it.
  bool take(std::vector<Record> page) {
    const auto before = records_.size();
    for (auto& record : page) {
      if (ids_.insert(record.id).second) {
        records_.push_back(std::move(record));
      }
    }
    return records_.size() > before;
  }

  [[nodiscard]] std::size_t size() const { return records_.size(); }
  std::vector<Record> all() { return std::move(records_); }

 private:
  std::set<std::string> ids_;
  std::vector<Record> records_;
};

}  // namespace

ZoneCalls::ZoneCalls(std::shared_ptr<Client> client, std::int64_t zone_id)
    : client_(std::move(client)), zone_id_(zone_id), timeout_(client_->timeout()) {}

ZoneCalls ZoneCalls::within(std::chrono::milliseconds timeout) const {
  auto calls = *this;
  calls.timeout_ = std::min(timeout, timeout_);
  return calls;
}

Task<Result<Value>> ZoneCalls::call(std::string method, std::vector<Value> params) {
  std::vector<Value> all{Value(zone_id_)};
  std::ranges::move(params, std::back_inserter(all));
  return client_->call("domain.zone." + method, std::move(all), timeout_);
}

Task<Result<std::vector<Record>>> ZoneCalls::records(VersionId version, std::string name) {
  Value::Struct options;
  if (!name.empty()) {
    options.emplace("name", name);
  }
  const auto filter = options;
  options.emplace("items_per_page", asked_for);
  Pages pages;
  std::optional<std::size_t> total;
  for (std::size_t page = 0; page < limits::pages; ++page) {
    options.insert_or_assign("page", Value(page));
    std::vector<Value> params{Value(version), Value(options)};
    const auto answer = co_await call("record.list", std::move(params));
    if (!answer) {
      co_return answer.error();
    }
    auto records = parse_records(*answer);
    if (!records) {
      co_return records;
    }
    if (!pages.take(std::move(*records)) || pages.size() < smallest_page) {
      co_return pages.all();
    }
    if (page == 0) {
      total = co_await count(version, filter);
    }
    if (total && pages.size() >= *total) {
      co_return pages.all();
    }
  }
  co_return Failure{Fault::malformed, "the zone has more records than gandi-dyndnsd can handle; nothing was changed"};
}

// A help: without it one more page is asked for.
Task<std::optional<std::size_t>> ZoneCalls::count(VersionId version, Value::Struct filter) {
  std::vector<Value> params{Value(version)};
  if (!filter.empty()) {
    params.emplace_back(std::move(filter));
  }
  const auto answer = co_await call("record.count", std::move(params));
  const auto number = answer ? answer->whole() : std::nullopt;
  co_return number&&* number >= 0 ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
}

Task<Result<std::vector<VersionId>>> ZoneCalls::versions() {
  const auto answer = co_await call("version.list", std::vector<Value>());
  if (!answer) {
    co_return answer.error();
  }
  co_return parse_versions(*answer);
}

Task<Result<VersionId>> ZoneCalls::new_version() {
  const auto answer = co_await call("version.new", std::vector<Value>());
  if (!answer) {
    co_return answer.error();
  }
  const auto version = answer->whole();
  if (!version || *version <= active) {
    co_return Failure{Fault::malformed, "Gandi did not say which new version of the zone it made; nothing was changed"};
  }
  co_return *version;
}

Task<Result<void>> ZoneCalls::put(VersionId version, Record record) {
  std::vector<Value> params{Value(version)};
  if (!record.id.empty()) {
    params.emplace_back(Value::Struct{{"id", Value(record.id)}});
  }
  const auto* const method = record.id.empty() ? "record.add" : "record.update";
  params.emplace_back(to_struct(record));
  co_return expect(co_await call(method, std::move(params)));
}

Task<Result<void>> ZoneCalls::remove(VersionId version, Record record, std::size_t count) {
  if (record.name.empty() || record.type.empty() || record.value.empty()) {
    co_return Failure{Fault::refused, "not sent to Gandi: a deletion that names no record would delete them all"};
  }
  std::vector<Value> params{Value(version), Value(to_struct(record))};
  const auto answer = co_await call("record.delete", std::move(params));
  if (!answer) {
    co_return answer.error();
  }
  if (answer->whole() != static_cast<std::int64_t>(count)) {
    co_return other_count(record, count, answer->whole());
  }
  co_return Result<void>();
}

Task<Result<void>> ZoneCalls::activate(VersionId version) {
  std::vector<Value> params{Value(version)};
  const auto answer = co_await call("version.set", std::move(params));
  if (!answer) {
    co_return answer.error();
  }
  const bool is_yes = answer->text() != nullptr && text::same_word(*answer->text(), "true");
  if (answer->truth() != true && answer->whole() != 1 && !is_yes) {
    co_return Failure{Fault::malformed, "Gandi did not confirm that the new version of the zone is live"};
  }
  co_return Result<void>();
}

Task<Result<void>> ZoneCalls::delete_version(VersionId version) {
  std::vector<Value> params{Value(version)};
  co_return expect(co_await call("version.delete", std::move(params)));
}

}  // namespace dyndns::gandi::classic
