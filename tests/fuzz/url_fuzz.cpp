// A URL that is accepted means the same when it is put together from its parts, and has one spelling then.
#include <string>

#include "fuzz/fuzz.hpp"
#include "url/url.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  namespace url = dyndns::url;
  if (const auto parsed = url::parse(dyndns::fuzz::text(data, size))) {
    const auto normal = to_string(*parsed);
    const auto again = url::parse(normal);
    // Its normal spelling may be longer: by a slash, by an IPv6 address.
    const bool is_same = again ? to_string(*again) == normal && again->host == parsed->host : normal.size() > 2048;
    dyndns::fuzz::require(is_same && parsed->target.starts_with('/') && parsed->port != 0);
    ++dyndns::fuzz::accepted;
  }
  return 0;
}
