#include "config/values/names.hpp"

#include <idn2.h>
#include <libpsl.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "text/one_line.hpp"
#include "text/words.hpp"
#include "url/url.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t longest_name = 253;  // RFC 1035 as text

struct Idn2Free {
  void operator()(char* text) const { idn2_free(text); }
};

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

text::Checked<std::string> to_ascii(std::string_view text) {
  if (is_ascii(text)) {
    return text::lower_case(text);
  }
  char* converted = nullptr;
  const int status = idn2_to_ascii_8z(std::string(text).c_str(), &converted, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  const std::unique_ptr<char, Idn2Free> owner(converted);
  if (status != IDN2_OK) {
    return text::wrong(text::in_quotes(text) + " is no international domain name: " + idn2_strerror(status));
  }
  return text::lower_case(converted);
}

// In ASCII and without the root's dot.
text::Checked<std::string> normal(std::string_view text) {
  if (text.size() > 4 * longest_name) {
    return text::wrong(text::in_quotes(text) + " is longer than a name can be");
  }
  auto name = to_ascii(text);
  if (name && name->size() > 1 && name->ends_with('.')) {
    name->pop_back();
  }
  return name;
}

struct PslFree {
  void operator()(psl_ctx_t* list) const { psl_free(list); }
};

// A libpsl without a list of its own has the system's.
const psl_ctx_t* suffix_list() {
  if (const auto* builtin = psl_builtin()) {
    return builtin;
  }
  static const std::unique_ptr<psl_ctx_t, PslFree> latest(psl_latest(nullptr));
  return latest.get();
}

}  // namespace

text::Checked<std::string> domain_name(std::string_view text) {
  auto name = normal(text);
  if (!name) {
    return name;
  }
  if (Address::parse(*name)) {
    return text::wrong(text::in_quotes(text) + " is an address, not a domain name such as 'example.com'");
  }
  if (name->find('.') == std::string::npos || name->find('_') != std::string::npos || !url::is_host_name(*name)) {
    return text::wrong(text::in_quotes(text) + " is not a domain name such as 'example.com'");
  }
  // Who runs a suffix of the list's private section has registered it; one of ICANN's is nobody's.
  if (psl_is_public_suffix2(suffix_list(), name->c_str(), PSL_TYPE_ICANN) != 0) {
    return text::wrong(text::in_quotes(text) +
                       " is a public suffix; name the domain that is registered under it, such as " +
                       text::in_quotes("example." + *name));
  }
  return name;
}

text::Checked<std::string> relative_name(std::string_view text, const std::string& domain) {
  auto checked = normal(text);
  if (!checked || *checked == "@" || *checked == "*") {
    return checked;
  }
  const std::string name = *std::move(checked);
  if (name == domain) {
    return text::wrong(text::in_quotes(text) + " is the domain itself; write '@'");
  }
  if (name.ends_with('.' + domain)) {
    const auto relative = name.substr(0, name.size() - domain.size() - 1);
    return text::wrong(text::in_quotes(text) + " must be relative to its domain; write " + text::in_quotes(relative));
  }
  const auto without_wildcard = std::string_view(name).substr(name.starts_with("*.") ? 2 : 0);
  if (!url::is_host_name(without_wildcard)) {
    return text::wrong(text::in_quotes(text) + " is not a name such as 'www', 'a.b', '*' or '@' (the domain itself)");
  }
  if (name.size() + 1 + domain.size() > longest_name) {
    return text::wrong(text::in_quotes(text) + " is too long under its domain");
  }
  return name;
}

std::string registrable_domain(const std::string& host) {
  if (Address::parse(host)) {
    return host;
  }
  const char* domain = psl_registrable_domain(suffix_list(), host.c_str());
  return domain != nullptr ? domain : host;
}

text::Checked<std::string> parse_uuid(std::string_view text) {
  return text::is_uuid(text)
             ? text::Checked<std::string>(text::lower_case(text))
             : text::wrong("must be an organisation's id, such as 01234567-0123-0123-0123-0123456789ab");
}

text::Checked<MacAddress> parse_mac(std::string_view text) {
  constexpr std::size_t length = 17;
  constexpr unsigned group = 0x01;
  MacAddress mac{};
  bool is_mac = text.size() == length && (text[2] == ':' || text[2] == '-');
  for (std::size_t i = 0; is_mac && i < mac.size(); ++i) {
    const auto pair = text.substr(3 * i, 2);
    const auto [end, error] = std::from_chars(pair.data(), pair.data() + pair.size(), mac.at(i), 16);
    const bool is_parted = i + 1 == mac.size() || text[3 * i + 2] == text[2];
    is_mac = error == std::errc() && end == pair.data() + pair.size() && is_parted;
  }
  if (!is_mac) {
    return text::wrong(text::in_quotes(text) + " is not the MAC address of a device, such as '00:16:3e:12:34:56'");
  }
  if ((mac.front() & group) != 0) {
    return text::wrong(text::in_quotes(text) + " is the MAC address of a group, not of a device");
  }
  return mac;
}

}  // namespace dyndns::config
