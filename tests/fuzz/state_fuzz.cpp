// A memory that can be read is the same after it was written and read again.
#include "fuzz/fuzz.hpp"
#include "state/memory/codec.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace dyndns;
  const auto state = state::decode(std::string_view(reinterpret_cast<const char*>(data), size));
  if (state) {
    const auto again = state::decode(state::encode(*state));
    fuzz::require(again && *again == *state);
    ++fuzz::accepted;
  }
  return 0;
}
