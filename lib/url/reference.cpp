#include "url/reference.hpp"

#include <algorithm>
#include <string>

namespace dyndns::url {
namespace {

// By RFC 3986, appendix B. The fragment is dropped.
struct Reference {
  std::optional<std::string_view> scheme{};
  std::optional<std::string_view> authority{};
  std::string_view path{};
  std::string_view query{};  // with its question mark
};

Reference split(std::string_view text) {
  Reference parts;
  text = text.substr(0, text.find('#'));
  if (const auto end = text.find_first_of(":/?"); end != std::string_view::npos && text[end] == ':') {
    parts.scheme = text.substr(0, end);
    text.remove_prefix(end + 1);
  }
  if (text.starts_with("//")) {
    parts.authority = text.substr(2, text.find_first_of("/?", 2) - 2);
    text.remove_prefix(2 + parts.authority->size());
  }
  parts.path = text.substr(0, text.find('?'));
  parts.query = text.substr(parts.path.size());
  return parts;
}

// RFC 3986, section 5.2.4, for a path that is empty or begins with a slash.
std::string without_dot_segments(std::string_view path) {
  std::string plain;
  while (!path.empty()) {
    const auto segment = path.substr(0, path.find('/', 1));  // with the slash before it
    path.remove_prefix(segment.size());
    const bool goes_up = segment == "/..";
    if (goes_up) {
      plain.erase(std::min(plain.rfind('/'), plain.size()));
    }
    if (!goes_up && segment != "/.") {
      plain += segment;
    } else if (path.empty()) {
      plain += '/';
    }
  }
  return plain;
}

// RFC 3986, section 5.2.3.
std::string merge(std::string_view base, std::string_view relative) {
  return std::string(base.substr(0, base.rfind('/') + 1)).append(relative);
}

// Path and query of a reference that names no authority.
std::string target_within(const Url& from, const Reference& reference) {
  const std::string_view base = from.target;
  const auto base_path = base.substr(0, base.find('?'));
  if (!reference.path.empty()) {
    const auto path = reference.path.starts_with('/') ? std::string(reference.path) : merge(base_path, reference.path);
    return without_dot_segments(path).append(reference.query);
  }
  return std::string(reference.query.empty() ? base : base_path).append(reference.query);
}

}  // namespace

std::optional<Url> resolve(std::string_view location, const Url& from) {
  const auto reference = split(location);
  auto url = std::string(reference.scheme.value_or(from.tls ? "https" : "http")) + "://";
  if (reference.authority) {
    url.append(*reference.authority).append(without_dot_segments(reference.path)).append(reference.query);
  } else if (!reference.scheme) {
    url += authority(from) + target_within(from, reference);
  }  // else "mailto:x", of which no URL comes
  auto parsed = parse(url);
  return parsed ? std::optional(*std::move(parsed)) : std::nullopt;
}

}  // namespace dyndns::url
