// What is said of a token ends within a century, and its organisation is an id or nothing: that becomes part of URLs.
#include "fuzz/fuzz.hpp"
#include "gandi/token/info.hpp"
#include "text/words.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace dyndns;
  if (const auto info = gandi::token::parse_info(fuzz::text(data, size))) {
    constexpr auto century = std::chrono::days(36'600);
    fuzz::require(info->expires_in >= -century && info->expires_in <= century);
    fuzz::require(info->sharing_id.empty() || text::is_uuid(info->sharing_id));
    ++fuzz::accepted;
  }
  return 0;
}
