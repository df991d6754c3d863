// No answer of a provider, in any format, may do more than be refused or name one global unicast address.
#include <vector>

#include "detect/extract.hpp"
#include "fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace dyndns;
  static const std::vector<AnswerFormat> formats = {TextFormat{}, ScanFormat{}, JsonFormat{"/ip"}, LineFormat{"ip="},
                                                    PatternFormat{"address: *([0-9a-f.:]+)"}};
  const auto body = fuzz::text(data, size);
  for (const auto& format : formats) {
    for (const auto family : {Family::ipv4, Family::ipv6}) {
      if (const auto address = detect::extract(body, format, family)) {
        fuzz::require(address->family() == family && !why_not_global_unicast(*address));
        ++fuzz::accepted;
      } else {
        fuzz::require(!address.error().detail.empty());
      }
    }
  }
  return 0;
}
