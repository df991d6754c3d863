// The calls that read and edit one classic zone, with their types (docs/gandi-api.md, XML-RPC).
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "gandi/classic/client.hpp"
#include "gandi/classic/records.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi::classic {

using VersionId = std::int64_t;

// Whether a page of this length may be a full one, so that another may follow. Gandi is asked for 500 and has been seen
// to give 100 unasked; what it grants at most is not known. But whoever sets a limit sets a round one: a page of 37 is
// the last, which spares most zones the second call. A page in which nothing is new is always the last.
[[nodiscard]] bool may_be_full(std::size_t length);

class ZoneCalls {
 public:
  static constexpr VersionId active = 0;  // as record.list understands it

  ZoneCalls(std::shared_ptr<Client> client, std::int64_t zone_id);

  // The same with at most this long for each call.
  [[nodiscard]] ZoneCalls within(std::chrono::milliseconds timeout) const;

  // All pages of them; `name` empty: of all names.
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

  std::shared_ptr<Client> client_;
  std::int64_t zone_id_;
  std::chrono::milliseconds timeout_;
};

}  // namespace dyndns::gandi::classic
