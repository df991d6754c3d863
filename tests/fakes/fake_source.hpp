// Sources of a test's own: they answer what they are told to, after a latency of the clock that they are given.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "ports/address_source.hpp"
#include "ports/clock.hpp"

namespace dyndns::fakes {

// Where we are, as honest sources see it.
struct Whereabouts {
  std::optional<Address> ipv4;
  std::optional<Address> ipv6;

  [[nodiscard]] Result<Address> address(Family family) const;
};

// What a source does when it is asked, to be changed at any time.
struct Manners {
  std::chrono::milliseconds latency = std::chrono::milliseconds(50);
  std::optional<Result<Address>> says{};  // nothing: the truth, as it is when the question arrives
  bool hangs = false;                     // no answer ever
  bool answers_at_once = false;           // without waiting at all, as an interface does
  bool is_one_datagram = false;           // as a DNS question is
};

class FakeSource final : public AddressSource {
 public:
  FakeSource(Clock& clock, const Whereabouts& where, std::string operator_name, Manners manners = Manners());

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] const std::string& operator_name() const override { return operator_name_; }
  [[nodiscard]] bool can_tell(Family) const override { return true; }
  [[nodiscard]] bool is_one_datagram() const override { return manners.is_one_datagram; }
  [[nodiscard]] Task<Result<Address>> ask(Family family) override;

  Manners manners;
  unsigned asked = 0;      // so often
  unsigned under_way = 0;  // questions that have neither been answered nor cancelled

 private:
  Clock& clock_;
  const Whereabouts& where_;
  std::string operator_name_;
  std::string name_;
};

}  // namespace dyndns::fakes
