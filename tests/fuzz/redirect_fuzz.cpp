// Wherever a Location leads, it is a URL that means the same when it is written down, and never another scheme unasked.
#include <string>

#include "fuzz/fuzz.hpp"
#include "url/reference.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace dyndns::url;
  static const auto from = *parse("https://example.com:8443/a//b/./c;d?e=/../f");
  const std::string_view location(reinterpret_cast<const char*>(data), size);
  if (const auto url = resolve(location, from)) {
    const auto again = parse(to_string(*url));
    const bool is_same = to_string(*url).size() > 2048 || (again && to_string(*again) == to_string(*url));
    const bool stays = location.find("://") != std::string_view::npos || url->tls;
    dyndns::fuzz::require(is_same && stays);
    ++dyndns::fuzz::accepted;
  }
  return 0;
}
