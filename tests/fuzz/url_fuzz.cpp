// A URL that is accepted is accepted again when it is put together from its parts.
#include <cstdlib>
#include <string>

#include "http/url.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto url = dyndns::http::parse_url(text)) {
    const auto again = to_string(*url);
    const auto parsed = dyndns::http::parse_url(again);
    if (again.size() <= 2048 && (!parsed || parsed->host != url->host || parsed->port != url->port)) {
      std::abort();
    }
  }
  return 0;
}
