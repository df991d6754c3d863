#include "detect/extract.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <set>

#include "text/one_line.hpp"
#include "text/words.hpp"

namespace dyndns::detect {
namespace {

constexpr std::size_t json_depth = 16;
constexpr std::int64_t regex_memory = 1 << 20;  // bytes: a pathological pattern fails instead of growing

Failure malformed(std::string detail) { return {Fault::malformed, std::move(detail)}; }

Result<Address> read(std::string_view body, const TextFormat&, Family family) {
  return accept(text::trim(body), family);
}

Result<Address> read(std::string_view body, const LineFormat& format, Family family) {
  while (!body.empty()) {
    const auto end = std::min(body.find('\n'), body.size());
    const auto line = body.substr(0, end);
    if (line.starts_with(format.prefix)) {
      return accept(text::trim(line.substr(format.prefix.size())), family);
    }
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  return malformed("no line begins with '" + format.prefix + "'");
}

Result<Address> read(std::string_view body, const JsonFormat& format, Family family) {
  boost::json::parse_options options;
  options.max_depth = json_depth;
  boost::system::error_code error;
  const auto document = boost::json::parse(body, error, {}, options);
  if (error) {
    return malformed("not JSON but " + quote_answer(body));
  }
  const auto* value = document.find_pointer(format.pointer, error);
  if (value == nullptr || !value->is_string()) {
    return malformed("no string at '" + format.pointer + "' in " + quote_answer(body));
  }
  return accept(text::trim(value->get_string()), family);
}

Result<Address> read(std::string_view body, const PatternFormat& format, Family family) {
  RE2::Options options(RE2::Quiet);
  options.set_max_mem(regex_memory);
  const RE2 regex(format.regex, options);
  std::string found;
  if (!regex.ok() || !RE2::PartialMatch(re2::StringPiece(body.data(), body.size()), regex, &found)) {
    return malformed("the pattern does not match " + quote_answer(body));
  }
  return accept(text::trim(found), family);
}

bool may_stand_in_address(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '.' || c == ':';
}

bool may_stand_beside_address(char c) {
  return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '%' || c == '/');
}

// Every stretch that is an address as a whole: "1.2.3.4.5" and "v1.2.3.4" hold none. A final dot ends a sentence.
std::set<Address> scan(std::string_view page) {
  std::set<Address> found;
  for (std::size_t i = 0; i < page.size(); ++i) {
    auto end = i;
    while (end < page.size() && may_stand_in_address(page[end])) {
      ++end;
    }
    const bool is_apart = (i == 0 || page[i] == ':' || may_stand_beside_address(page[i - 1])) &&
                          (end == page.size() || may_stand_beside_address(page[end]));
    auto stretch = page.substr(i, end - i);
    stretch.remove_suffix(stretch.ends_with('.') ? 1 : 0);
    stretch.remove_prefix(stretch.starts_with(':') && !stretch.starts_with("::") ? 1 : 0);  // "ip:81.2.69.142"
    if (const auto address = Address::parse(stretch); address && is_apart) {
      found.insert(*address);
    }
    i = end;
  }
  return found;
}

Result<Address> read(std::string_view body, const ScanFormat&, Family family) {
  auto found = scan(body);
  if (found.size() == 1) {
    return accept(found.begin()->to_string(), family);
  }
  std::erase_if(found, [family](const Address& address) {
    return address.family() != family || why_not_global_unicast(address).has_value();
  });
  if (found.size() == 1) {
    return *found.begin();
  }
  return malformed((found.empty() ? "no address in " : std::to_string(found.size()) + " addresses in ") +
                   quote_answer(body));
}

}  // namespace

std::string quote_answer(std::string_view text) {
  const auto quoted = text::in_quotes(text);
  return quoted == "''" ? "an empty answer" : quoted;
}

Result<Address> extract(std::string_view body, const AnswerFormat& format, Family family) {
  return std::visit([&](const auto& each) { return read(body, each, family); }, format);
}

Result<Address> accept(std::string_view text, Family family, bool allow_private) {
  const auto address = Address::parse(text);
  if (!address) {
    return malformed("not an address but " + quote_answer(text));
  }
  if (address->family() != family) {
    return malformed(address->to_string() + " is not an " + std::string(to_string(family)) + " address");
  }
  const auto why = why_not_global_unicast(*address);
  if (why && !(allow_private && is_private(*address))) {
    return malformed(address->to_string() + " is not a public address: it is " + std::string(*why));
  }
  return *address;
}

std::string private_remedy(Family family, std::string_view origin) {
  const std::string key = family == Family::ipv4 ? "ipv4" : "ipv6";
  return "; \"" + key + R"(": {")" + std::string(origin) + R"(": ..., "allow_private": true} would publish it)";
}

}  // namespace dyndns::detect
