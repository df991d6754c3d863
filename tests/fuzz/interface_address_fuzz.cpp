// No dump of addresses may be read beyond its end.
#include <span>

#include "detect/interface_address.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto addresses = dyndns::detect::parse_address_dump(std::as_bytes(std::span(data, size)), 1);
  (void)dyndns::detect::choose_address(addresses, dyndns::Family::ipv6, true, "eth0");
  return 0;
}
