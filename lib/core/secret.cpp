#include "core/secret.hpp"

namespace dyndns {

// The CRC of ITU-T X.25: it finds whatever changes no more than 16 bits next to each other.
std::uint16_t check_of(const Secret& secret) {
  unsigned check = 0xffff;
  for (const char letter : secret.reveal()) {
    check ^= static_cast<unsigned char>(letter);
    for (int bit = 0; bit < 8; ++bit) {
      check = (check >> 1U) ^ ((check & 1U) != 0 ? 0x8408U : 0U);
    }
  }
  return static_cast<std::uint16_t>(check ^ 0xffffU);
}

}  // namespace dyndns
