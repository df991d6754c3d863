// Errors of the system, TLS and HTTP become Failures with a sentence for a person. Nowhere else.
#pragma once

#include <boost/system/error_code.hpp>
#include <string_view>

#include "core/address.hpp"
#include "core/failure.hpp"
#include "http/call.hpp"

namespace dyndns::http {

[[nodiscard]] Failure lookup_failure(Failure failure);
[[nodiscard]] Failure connect_failure(const Call& call, const Address& address, boost::system::error_code error);

// `distrust`: why the certificate is not believed; empty when it was not looked at, or is good.
[[nodiscard]] Failure handshake_failure(const Call& call, boost::system::error_code error, std::string_view distrust);

// `answer_began`: whether a byte of the answer has come.
[[nodiscard]] Failure exchange_failure(const Call& call, boost::system::error_code error, bool answer_began);

}  // namespace dyndns::http
