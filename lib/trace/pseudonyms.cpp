#include "trace/pseudonyms.hpp"

#include <algorithm>

#include "text/words.hpp"

namespace dyndns::trace {
namespace {

// Documentation's own addresses would be no votes. 25.0.0.0/8 is a ministry's that keeps it off the Internet, and
// 2d00::/8 is global unicast by its first bits and has been given to nobody.
constexpr std::uint8_t public_ipv4 = 25;
constexpr std::uint8_t public_ipv6 = 0x2d;

}  // namespace

Pseudonyms::Pseudonyms(std::vector<std::string> domains) : domains_(std::move(domains)) {
  for (auto& domain : domains_) {
    domain = text::lower_case(domain);
    (void)rank("domain", domain);
  }
  std::ranges::sort(domains_, std::ranges::greater(), &std::string::size);
}

std::size_t Pseudonyms::rank(const std::string& kind, std::string_view text) {
  const auto [place, is_new] = ranks_.try_emplace({kind, std::string(text)}, last_[kind] + 1);
  last_[kind] += is_new ? 1 : 0;
  return place->second;
}

std::string Pseudonyms::other(const std::string& kind, std::string_view text) {
  return text.empty() ? "" : kind + std::to_string(rank(kind, text));
}

std::string Pseudonyms::name(std::string_view name) {
  if (name == "@" || name == "*") {
    return std::string(name);
  }
  return name.starts_with("*.") ? "*." + this->name(name.substr(2)) : other("name", text::lower_case(name));
}

std::optional<std::string> Pseudonyms::host(std::string_view host) {
  const bool is_absolute = host.ends_with('.');
  const auto lower = text::lower_case(host.substr(0, host.size() - (is_absolute ? 1 : 0)));
  for (const auto& domain : domains_) {
    const auto shown = other("domain", domain) + (is_absolute ? ".example." : ".example");
    if (lower == domain) {
      return shown;
    }
    if (lower.ends_with('.' + domain)) {
      return name(lower.substr(0, lower.size() - domain.size() - 1)) + '.' + shown;
    }
  }
  return std::nullopt;
}

std::optional<std::string> Pseudonyms::known(std::string_view word) {
  const auto in_ours = host(word);
  return in_ours || !ranks_.contains({"name", text::lower_case(word)}) ? in_ours : name(word);
}

Address Pseudonyms::address(const Address& address) {
  const auto number = rank("address", address.to_string());
  const bool is_ipv4 = address.family() == Family::ipv4;
  const bool is_public = !why_not_global_unicast(address);
  const std::size_t last = is_ipv4 ? 3 : 15;
  std::array<std::uint8_t, 16> bytes{};
  bytes[0] = !is_public ? address.bytes()[0] : is_ipv4 ? public_ipv4 : public_ipv6;
  bytes[1] = is_public ? 0 : address.bytes()[1];
  bytes.at(last - 1) = static_cast<std::uint8_t>(number >> 8U);
  bytes.at(last) = static_cast<std::uint8_t>(number);
  const auto made_up = Address::from_bytes(address.family(), bytes);
  // Of a block as small as that everybody knows the addresses.
  return is_public || why_not_global_unicast(made_up) ? made_up : address;
}

std::int64_t Pseudonyms::number(std::int64_t number) {
  return number == 0 || number == 1 ? number : numbers_.try_emplace(number, 0).first->second;
}

void Pseudonyms::settle() {
  std::int64_t next = 1000;
  for (auto& [number, made_up] : numbers_) {
    made_up = ++next;
  }
}

}  // namespace dyndns::trace
