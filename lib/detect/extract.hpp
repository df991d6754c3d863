// The address in a provider's answer, by the format that it was declared to have.
#pragma once

#include <string>
#include <string_view>

#include "core/address.hpp"
#include "core/failure.hpp"
#include "core/provider.hpp"

namespace dyndns::detect {

// Exactly one global unicast address of the family, or a failure that says what was there instead: nothing, several,
// one of the other family, a private one. `body` may be anything. Surrounding white space is no part of an address.
// A page (ScanFormat) may name an address twice, and addresses of the other family or private ones beside it.
[[nodiscard]] Result<Address> extract(std::string_view body, const AnswerFormat& format, Family family);

// The rule that every address has to pass, whoever says it. `allow_private` is for what this host says of itself.
[[nodiscard]] Result<Address> accept(std::string_view text, Family family, bool allow_private = false);

// How to publish a private address all the same, as the end of the sentence that refuses it. `origin` is the key of
// config.json by which it came: "command", "interface".
[[nodiscard]] std::string private_remedy(Family family, std::string_view origin);

// A stranger's answer for the middle of a sentence: in quotes, or "an empty answer".
[[nodiscard]] std::string quote_answer(std::string_view text);

}  // namespace dyndns::detect
