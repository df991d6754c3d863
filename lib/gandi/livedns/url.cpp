#include "gandi/livedns/url.hpp"

#include "gandi/failure.hpp"
#include "gandi/limits.hpp"

namespace dyndns::gandi::livedns {
namespace {

constexpr std::size_t longest_name = 253;  // RFC 1035 as text

bool is_kept(char c) {
  const bool is_alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return is_alphanumeric || std::string_view("-._~*").find(c) != std::string_view::npos;
}

std::string escape(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string escaped;
  for (const char c : text) {
    if (is_kept(c)) {
      escaped += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      escaped += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return escaped;
}

bool is_segment(std::string_view text) {
  return !text.empty() && text.size() <= longest_name && text != "." && text != "..";
}

Failure no_segment(std::string_view text) {
  return {Fault::refused, "'" + excerpt(text, {}) + "' is not a name; check 'domains'"};
}

}  // namespace

Result<std::string> rrset_url(std::string_view endpoint, std::string_view domain, std::string_view name,
                              std::string_view type) {
  for (const auto segment : {domain, name, type}) {
    if (!is_segment(segment)) {
      return no_segment(segment);
    }
  }
  return std::string(endpoint) + "/domains/" + escape(domain) + "/records/" + escape(name) + "/" + escape(type);
}

Result<std::string> page_url(std::string_view endpoint, std::string_view domain, std::size_t page, bool is_sized) {
  if (!is_segment(domain)) {
    return no_segment(domain);
  }
  return std::string(endpoint) + "/domains/" + escape(domain) + "/records?page=" + std::to_string(page) +
         (is_sized ? "&per_page=" + std::to_string(limits::rrsets_a_page) : "");
}

std::string with_sharing_id(std::string url, std::string_view id) {
  url += url.find('?') == std::string::npos ? '?' : '&';
  return url.append("sharing_id=").append(id);
}

std::optional<std::string> name_servers_url(std::string_view endpoint, std::string_view domain) {
  constexpr std::string_view api = "/livedns";
  if (!endpoint.ends_with(api) || !is_segment(domain)) {
    return std::nullopt;
  }
  endpoint.remove_suffix(api.size());
  return std::string(endpoint) + "/domain/domains/" + escape(domain) + "/livedns";
}

}  // namespace dyndns::gandi::livedns
