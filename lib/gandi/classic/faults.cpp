#include "gandi/classic/faults.hpp"

#include "gandi/excerpt.hpp"

namespace dyndns::gandi {
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
                     "the domain is not in the Gandi account of this API key; check its spelling, or "
                     "use a key of the account that owns it"};
    case 510150:
      return Meaning{Fault::denied, "Gandi does not know this API key" + key_hint(key)};
    case 501237:
    case 500037:
      return Meaning{Fault::denied, "Gandi finds that this API key does not look like one" + key_hint(key)};
    case 505237:
      return Meaning{Fault::refused, "Gandi finds that the domain is not a valid name; check 'domains'"};
    case 581042:
      return Meaning{Fault::missing,
                     "Gandi finds no such zone, or no such version of it; if this stays so, check at "
                     "Gandi which zone the domain uses"};
    case 581050:
      return Meaning{Fault::denied,
                     "the domain uses a zone that this account does not own (Gandi's shared default "
                     "zone); make a copy of the zone at Gandi and let the domain use that"};
    default:
      return std::nullopt;
  }
}

// The first digit says whose fault it is, the last two the cause.
Meaning by_digits(std::int64_t code) {
  if (code < 100'000) {
    return {Fault::refused,
            "Gandi does not understand the request; check 'endpoint', else please report this as a bug"};
  }
  if (code / 100'000 == 1) {
    return {Fault::unavailable, "Gandi has a fault of its own"};
  }
  switch (code % 100) {
    case 42:
      return {Fault::missing, "Gandi does not find what was asked for; check 'domains'"};
    case 50:
      return {Fault::denied, "Gandi denies the right to do this; check what the API key may do"};
    case 37:
      return {Fault::refused, "Gandi finds a value out of range; check 'ttl' and the names under 'domains'"};
    default:
      return {Fault::refused, "Gandi refuses the request; check 'domains', and at Gandi the records of the same name"};
  }
}

}  // namespace

Failure fault_failure(const RpcFault& fault, const Secret& key) {
  if (const auto meaning = known(fault.code, key)) {
    return {meaning->fault, meaning->detail + " (fault " + std::to_string(fault.code) + ")"};
  }
  const auto meaning = by_digits(fault.code);
  const auto quote = excerpt(fault.text, key);
  return {meaning.fault,
          meaning.detail + " (fault " + std::to_string(fault.code) + (quote.empty() ? ")" : ": '" + quote + "')")};
}

}  // namespace dyndns::gandi
