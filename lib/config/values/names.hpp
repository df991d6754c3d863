// Names as DNS knows them: lower case, non-ASCII letters as A-labels (IDNA 2008), no trailing dot.
#pragma once

#include <string>
#include <string_view>

#include "core/address.hpp"
#include "text/checked.hpp"

namespace dyndns::config {

// A domain that can be registered: at least two labels of letters, digits and hyphens; neither an address nor a public
// suffix such as co.uk.
[[nodiscard]] text::Checked<std::string> domain_name(std::string_view text);

// A name within the normal `domain`: "@", "*", "www", "a.b", "*.a"; an underscore is allowed.
[[nodiscard]] text::Checked<std::string> relative_name(std::string_view text, const std::string& domain);

// Who stands behind a host, as far as its name tells (the Public Suffix List): "ipify.org" for "api.ipify.org"; an
// address, or a host that is nobody's registration, stands for itself. `host` is in lower case.
[[nodiscard]] std::string registrable_domain(const std::string& host);

// 32 hexadecimal digits in five groups, as Gandi names an organisation; in lower case.
[[nodiscard]] text::Checked<std::string> parse_uuid(std::string_view text);

// Six pairs of hexadecimal digits with ':' or '-' between them: that of one device, not of a group.
[[nodiscard]] text::Checked<MacAddress> parse_mac(std::string_view text);

}  // namespace dyndns::config
