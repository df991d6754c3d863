// Which ways swallowed what was sent lately: they are tried last for ten minutes.
#pragma once

#include <map>

#include "core/address.hpp"
#include "core/schedule.hpp"

namespace dyndns::http {

class Paths {
 public:
  void note_slow(const Address& address, SteadyTime now);
  void note_slow(Family family, SteadyTime now);
  void note_good(const Address& address);  // and its family

  // The address itself, or its whole family.
  [[nodiscard]] bool is_slow(const Address& address, SteadyTime now) const;
  // IPv6, unless it alone is slow.
  [[nodiscard]] Family preferred(SteadyTime now) const;

 private:
  [[nodiscard]] bool is_slow(Family family, SteadyTime now) const;

  std::map<Address, SteadyTime> addresses_;  // until when; a bounded number
  std::map<Family, SteadyTime> families_;
};

}  // namespace dyndns::http
