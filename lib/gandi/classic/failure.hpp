// What Gandi's fault codes mean, and what to do about them (docs/gandi-api.md, XML-RPC).
#pragma once

#include "core/failure.hpp"
#include "core/secret.hpp"
#include "gandi/classic/codec.hpp"

namespace dyndns::gandi::classic {

// Of the key only its length is told, of the fault's text at most an excerpt without the key.
[[nodiscard]] Failure failure_of(const RpcFault& fault, const Secret& key);

}  // namespace dyndns::gandi::classic
