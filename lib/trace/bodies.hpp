// Bodies of Gandi's requests and answers, as they may be shown.
#pragma once

#include <string>
#include <string_view>

#include "trace/disguise.hpp"

namespace boost::json {
class value;
}  // namespace boost::json

namespace dyndns::trace {

// JSON and XML-RPC with their members and types, and every value that is not known to be harmless replaced; JSON as
// what it is, everything else as a string. `call`: the request's body, for an answer.
[[nodiscard]] boost::json::value gandis_body(Disguise& disguise, std::string_view body, std::string_view call);

// Of a member or header: what is new in Gandi's answers is worth knowing, so all are shown that look like one.
[[nodiscard]] std::string member_name(Disguise& disguise, std::string_view name);

}  // namespace dyndns::trace
