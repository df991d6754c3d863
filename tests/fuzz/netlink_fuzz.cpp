// No datagram of the kernel's may be read beyond its end.
#include <span>

#include "netlink/message.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  (void)dyndns::netlink::decode(std::as_bytes(std::span(data, size)));
  return 0;
}
