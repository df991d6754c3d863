// No datagram of the kernel's may be read beyond its end.
#include <span>

#include "fuzz/fuzz.hpp"
#include "netlink/message.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace dyndns;
  const auto datagram = std::as_bytes(std::span(data, size));
  const auto messages = netlink::decode(datagram);
  fuzz::require(messages.size() * 16 <= size);  // as long as a header is
  for (const auto& message : messages) {
    if (const auto* link = std::get_if<netlink::Link>(&message)) {
      fuzz::require(link->interface > 0 && link->name.size() <= 16);
    }
    if (const auto* address = std::get_if<netlink::InterfaceAddress>(&message)) {
      (void)is_stable(*address);
    }
  }
  (void)netlink::is_interrupted(datagram);
  fuzz::accepted += messages.size();
  return 0;
}
