// No answer of a provider, in any format, may do more than be refused or name one global unicast address.
#include <cstdlib>
#include <vector>

#include "detect/extract.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace dyndns;
  static const std::vector<AnswerFormat> formats = {TextFormat{}, ScanFormat{}, JsonFormat{"/ip"}, LineFormat{"ip="},
                                                    PatternFormat{"address: *([0-9a-f.:]+)"}};
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  for (const auto& format : formats) {
    for (const auto family : {Family::ipv4, Family::ipv6}) {
      const auto address = detect::extract(body, format, family);
      if (address && (address->family() != family || why_not_global_unicast(*address))) {
        std::abort();
      }
    }
  }
  return 0;
}
