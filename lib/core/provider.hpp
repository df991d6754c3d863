// A public service that tells whoever asks what address the question came from.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/address.hpp"
#include "core/dns_question.hpp"

namespace dyndns {

// How a provider's answer is to be read.
struct TextFormat {};  // the whole body is one address
struct ScanFormat {};  // any address in the page
struct JsonFormat {
  std::string pointer;  // RFC 6901
};
struct LineFormat {
  std::string prefix;  // the rest of the line that begins with it
};
struct PatternFormat {
  std::string regex;  // RE2, its first group
};
using AnswerFormat = std::variant<TextFormat, ScanFormat, JsonFormat, LineFormat, PatternFormat>;

struct WebProvider {
  std::string url;               // scheme and host in lower case, no fragment
  std::string operator_name;     // as configured, else the registrable domain; unauthenticated_operator for plain HTTP
  std::optional<Family> family;  // nothing: both
  AnswerFormat format;
  unsigned redirects = 0;  // how many are followed, at most, from https to https
};

// Its vote is unauthenticated_operator's: whoever is on the path can answer in the place of a name server.
struct DnsProvider {
  DnsQuestion question;
  std::vector<DnsServer> servers;  // asked over their own family, which is the one asked about
  std::string run_by;              // for people; empty: not said
  std::optional<Family> family;    // nothing: both, and there are servers of both
};

using Provider = std::variant<WebProvider, DnsProvider>;

[[nodiscard]] std::string operator_of(const Provider& provider);  // whose vote it is
[[nodiscard]] bool can_tell(const Provider& provider, Family family);

}  // namespace dyndns
