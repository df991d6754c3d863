// The words that a trace may hold wherever they stand: the English of error messages, the terms of DNS, HTTP and
// Gandi's APIs. What could be a country or a person is not among them.
#pragma once

#include <string_view>

namespace dyndns::trace {

// Of one and two letters, as they are written: two capitals are a country in many a provider's page.
inline constexpr std::string_view short_words = "a A an is of or ip IP s ms NS";

inline constexpr std::string_view long_words =
    "aaaa acceptable accepted access account action active add added addr address admin again allowed already and "
    "another answer any api apikey application asks attempts authentication authorization automatic available bad "
    "badparameter bearer been before belongs beyond blocked body boolean both bug but caa can cannot cause "
    "certificate chaos charset check class classic client closed cname code conflict connect connection contact "
    "contain content could count create created credential current daemon data date day days default delete deleted "
    "denied description detail dns does doesn domain domains duplicate either empty enabled encoding end entities "
    "entity entry error errors exactly exceeded exceeds exist existing exists expected expire expired expires fail "
    "failed failure false fault fewer field file find first for forbidden format found from full gandi gateway get "
    "granted greater has have head header headers host hostname href html http https info int internal into invalid "
    "its json key last later least length less level limit limited list livedns localized long longer maintenance "
    "make malformed many match maximum message method minimum minute minutes missing more must name names "
    "nameserver nameservers need network never new next none noright not notfound nothing null number object only "
    "organisation organization other overloaded owner owns page param parameter parameters params parse per "
    "permission permitted personal plain please precondition problem provide provided proxy ptr public put query rate "
    "reached read reason received record records redirect refused refuses rejected remote remove replace report "
    "request requests required reset resource response retry right rights route rpc rrset says scope second seconds "
    "self server service set sharing should signed snapshot snapshots soa some soon spelling srv status string struct "
    "success such support supported tech temporarily temporary text than that the then there these this time timed "
    "timeout title token tokeninfo too total true trusted try ttl txt type unable unauthorized unavailable unexpected "
    "unknown unprocessable unsupported until update updated url user uses utf valid validation value values verify "
    "version versions view want was were what when whether with within without wrong xml xmlrpc you your zone zones";

}  // namespace dyndns::trace
