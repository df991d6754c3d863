// The calls that read and edit one classic zone, with their types (docs/gandi-api.md, XML-RPC).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "gandi/classic/client.hpp"
#include "gandi/classic/records.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi::classic {

using VersionId = std::int64_t;

// What is shorter is whole: nobody gives less at a time. What Gandi grants of the 500 that are asked for is not known.
inline constexpr std::size_t smallest_page = 10;

class ZoneCalls {
 public:
  static constexpr VersionId active = 0;  // as record.list understands it

  ZoneCalls(std::shared_ptr<Client> client, std::int64_t zone_id);

  // The same with at most this long for each call.
  [[nodiscard]] ZoneCalls within(std::chrono::milliseconds timeout) const;

  // All of them, page by page; `name` empty: of all names. The last page is the one with which there are as many as
  // record.count tells, or which brings nothing new.
  [[nodiscard]] Task<Result<std::vector<Record>>> records(VersionId version, std::string name);
  // Perhaps not all: they may come in pages, in any order.
  [[nodiscard]] Task<Result<std::vector<VersionId>>> versions();

  [[nodiscard]] Task<Result<VersionId>> new_version();  // a clone of the active one
  [[nodiscard]] Task<Result<void>> put(VersionId version, Record record);
  // By the only filter that was seen to work (docs/gandi-api.md). Unconfirmed when another number than `count` went.
  [[nodiscard]] Task<Result<void>> remove(VersionId version, Record record, std::size_t count);
  [[nodiscard]] Task<Result<void>> activate(VersionId version);
  [[nodiscard]] Task<Result<void>> delete_version(VersionId version);

 private:
  // The zone's id goes before the parameters.
  [[nodiscard]] Task<Result<Value>> call(std::string method, std::vector<Value> params);
  [[nodiscard]] Task<std::optional<std::size_t>> count(VersionId version, Value::Struct filter);

  std::shared_ptr<Client> client_;
  std::int64_t zone_id_;
  std::chrono::milliseconds timeout_;
};

}  // namespace dyndns::gandi::classic
