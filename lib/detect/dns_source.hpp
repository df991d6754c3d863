// An address source that is a DNS question: the answer is the address that it came from.
#pragma once

#include <chrono>
#include <memory>

#include "core/provider.hpp"
#include "dns/questioner.hpp"
#include "ports/address_source.hpp"

namespace dyndns::detect {

// Asks the servers of the family that the question is about; exactly one record must answer, beside which Google tells
// the network of a resolver's client. Nothing authenticates the answer: whoever runs the
// servers, the vote is unauthenticated_operator's.
[[nodiscard]] std::unique_ptr<AddressSource> make_dns_source(dns::Questioner& questioner, DnsProvider provider,
                                                             std::chrono::milliseconds timeout);

}  // namespace dyndns::detect
