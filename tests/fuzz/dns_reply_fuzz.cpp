// No reply of a name server may do more than be refused, or say addresses or short texts.
#include <string>
#include <vector>

#include "core/address.hpp"
#include "dns/reply.hpp"
#include "fuzz/fuzz.hpp"

namespace {

using namespace dyndns;

bool is_good(const std::string& text, DnsType type) {
  const auto address = Address::parse(text);
  switch (type) {
    case DnsType::a:
      return address && address->family() == Family::ipv4;
    case DnsType::aaaa:
      return address && address->family() == Family::ipv6;
    case DnsType::txt:
      return text.size() <= 255;
  }
  return false;
}

void read(const std::string& packet, const DnsQuestion& question) {
  const auto texts = dns::read_reply({reinterpret_cast<const unsigned char*>(packet.data()), packet.size()}, question);
  if (!texts) {
    return;
  }
  fuzz::require(!texts->empty() && texts->size() <= 64);
  for (const auto& text : *texts) {
    fuzz::require(is_good(text, question.type));
  }
  ++fuzz::accepted;
}

// A reply with four records, up to the length of what the first one says.
std::string beginning(DnsType type, DnsClass dns_class) {
  const std::string kind{0, static_cast<char>(type), 0, static_cast<char>(dns_class)};
  const std::string header{'i', 'd', '\x81', '\x80', 0, 1, 0, 4, 0, 0, 0, 0, 1, 'a', 1, 'b', 0};
  const std::string pointer{'\xc0', '\x0c'};
  return header + kind + pointer + kind + std::string(4, '\0');
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string bytes(data, data + size);
  for (const auto type : {DnsType::a, DnsType::aaaa, DnsType::txt}) {
    for (const auto dns_class : {DnsClass::internet, DnsClass::chaos}) {
      const DnsQuestion question{"a.b", type, dns_class};
      read(bytes, question);
      read(beginning(type, dns_class) + bytes, question);
    }
  }
  return 0;
}
