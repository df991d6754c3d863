// A configuration is taken exactly when nothing in it is an error, all that is said of it is one line each, and what
// was taken is no change to itself.
#include <algorithm>
#include <string>

#include "config/difference.hpp"
#include "config/read.hpp"
#include "fuzz/fuzz.hpp"
#include "fuzz/memory_file.hpp"
#include "text/words.hpp"

namespace {

using namespace dyndns;

void judge(const config::Settings& settings) {
  const auto& records = settings.records;
  fuzz::require(!records.empty() && records.size() <= 1000 && std::ranges::is_sorted(records, {}, &RecordWish::key));
  for (const auto& wish : records) {
    fuzz::require(!wish.suffix || (wish.key.type == RecordType::aaaa && wish.suffix->prefix_length <= 127));
    fuzz::require(!wish.ttl || (*wish.ttl >= shortest_ttl && *wish.ttl <= longest_ttl));
  }
  fuzz::require(config::changes_between(settings, settings) == "nothing changed");
  ++fuzz::accepted;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const fuzz::MemoryFile providers(
      R"(["https://one.example.com/", "https://two.example.net/", "https://three.example.org/"])");
  const fuzz::MemoryFile file(fuzz::text(data, size));
  const auto reading = config::read({file.path(), providers.path(), ""},
                                    [](const std::string&) { return std::optional<std::string>(); });
  fuzz::require(reading.settings.has_value() != has_error(reading.problems));
  for (const auto& problem : reading.problems) {
    fuzz::require(!problem.message.empty() && !text::has_control_characters(problem.message));
  }
  if (reading.settings) {
    judge(*reading.settings);
  }
  return 0;
}
