#include "gandi/classic/failure.hpp"

#include "gandi/failure.hpp"

namespace dyndns::gandi::classic {
namespace {

constexpr std::size_t key_length = 24;

struct Meaning {
  Fault fault;
  std::string detail;
};

std::string key_hint(const Secret& key) {
  const auto length = key.reveal().size();
  if (length == key_length) {
    return R"(; it must be a key made for XML-RPC: LiveDNS keys are not known there, and need "api": "livedns")";
  }
  return " (this key has " + std::to_string(length) + " characters, Gandi's XML-RPC keys have " +
         std::to_string(key_length) + "; a Personal Access Token goes into 'token')";
}

// The codes that have been seen. They are told in our own words, because Gandi's do not say what to do.
std::optional<Meaning> known(std::int64_t code, const Secret& key) {
  switch (code) {
    case 510042:
      return Meaning{Fault::missing,
                     "the domain is not in this API key's Gandi account; check its spelling, or "
                     "use a key of the account that owns it"};
    case 510150:
      return Meaning{Fault::denied, "Gandi does not know this API key" + key_hint(key)};
    case 501237:
    case 500037:
      return Meaning{Fault::denied, "Gandi says that this does not look like an API key" + key_hint(key)};
    case 505237:
      return Meaning{Fault::refused, "Gandi says that the domain name is not valid; check 'domains'"};
    case 581042:
      return Meaning{Fault::missing,
                     "Gandi has no such zone, or no such version of it; if this persists, check at "
                     "Gandi which zone the domain uses"};
    case 581050:
      return Meaning{Fault::denied,
                     "the domain uses a zone that this account does not own (Gandi's shared default "
                     "zone); copy the zone at Gandi and attach the copy to the domain"};
    default:
      return std::nullopt;
  }
}

// The first digit says whose fault it is, the last two the cause.
Meaning by_digits(std::int64_t code) {
  if (code < 100'000) {
    return {Fault::refused,
            "Gandi does not understand the request; check 'endpoint', and if it is right please report this as a bug"};
  }
  if (code / 100'000 == 1) {
    return {Fault::unavailable, "Gandi has a fault of its own"};
  }
  switch (code % 100) {
    case 42:
      return {Fault::missing, "Gandi cannot find what was asked for; check 'domains'"};
    case 50:
      return {Fault::denied, "Gandi does not let this API key do that; check what it may do"};
    case 37:
      return {Fault::refused, "Gandi says that a value is out of range; check 'ttl' and the names under 'domains'"};
    default:
      return {Fault::refused, "Gandi refuses the request; check 'domains', and the records of that name at Gandi"};
  }
}

}  // namespace

Failure failure_of(const RpcFault& fault, const Secret& key) {
  const auto code = "fault " + std::to_string(fault.code);
  if (const auto meaning = known(fault.code, key)) {
    return {meaning->fault, meaning->detail + with_quote(code, "", key)};
  }
  const auto [sort, detail] = by_digits(fault.code);
  return {sort, detail + with_quote(code, fault.text, key)};
}

}  // namespace dyndns::gandi::classic
