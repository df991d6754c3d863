// Somebody who can say what our address is.
#pragma once

#include <string>

#include "core/address.hpp"
#include "core/failure.hpp"
#include "ports/task.hpp"

namespace dyndns {

class AddressSource {
 public:
  virtual ~AddressSource() = default;

  [[nodiscard]] virtual const std::string& name() const = 0;           // for people: a URL, "interface ppp0"
  [[nodiscard]] virtual const std::string& operator_name() const = 0;  // whose vote it is
  [[nodiscard]] virtual bool can_tell(Family family) const = 0;

  // It is asked by a single datagram, so that how fast it is says nothing about those that are asked over HTTPS.
  [[nodiscard]] virtual bool is_one_datagram() const { return false; }

  // An answer is always a global unicast address of the family; anything else is a failure that says what came
  // instead. Takes no longer than the configured timeout.
  [[nodiscard]] virtual Task<Result<Address>> ask(Family family) = 0;

  // What it said beside its last answer, if that was an address: one line for a person, not long,
  // empty when it said nothing. What a failure has to say is in the failure.
  [[nodiscard]] virtual std::string remark() const { return {}; }
};

}  // namespace dyndns
