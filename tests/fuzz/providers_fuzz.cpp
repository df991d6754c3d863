// A list of providers that is taken holds each question once, and each entry has a name and an operator that can be
// shown.
#include <set>
#include <utility>

#include "config/keys/readers.hpp"
#include "fuzz/fuzz.hpp"
#include "text/words.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace dyndns;
  std::vector<Problem> problems;
  config::Remarks remarks(problems, "providers.json");
  const auto providers = config::parse_providers(fuzz::text(data, size), remarks);
  fuzz::require(providers.size() <= 200 && remarks.has_errors() == has_error(problems));
  for (const auto& problem : problems) {
    fuzz::require(!problem.message.empty() && !text::has_control_characters(problem.message));
  }
  if (remarks.has_errors()) {
    return 0;
  }
  for (const auto& provider : providers) {
    const auto name = name_of(provider);
    const auto operator_name = operator_of(provider);
    fuzz::require(!name.empty() && !text::has_control_characters(name) && !operator_name.empty());
    fuzz::require(can_tell(provider, Family::ipv4) || can_tell(provider, Family::ipv6));
    ++fuzz::accepted;
  }
  return 0;
}
