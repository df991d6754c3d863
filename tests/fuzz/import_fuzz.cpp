// Whatever another program's configuration holds, what is made of it is a configuration of ours without an error, what
// is said of it is one line each, and no credential is in either.
#include <string>

#include "config/read.hpp"
#include "fuzz/fuzz.hpp"
#include "fuzz/memory_file.hpp"
#include "import/import.hpp"
#include "text/words.hpp"

namespace {

using namespace dyndns;

// The path of the credential is the last thing that may be in question, since there is no such file.
void judge(const std::string& made) {
  static const fuzz::MemoryFile providers(
      R"(["https://one.example.com/", "https://two.example.net/", "https://three.example.org/"])");
  const fuzz::MemoryFile file(made);
  const auto reading = config::read({file.path(), providers.path(), ""},
                                    [](const std::string&) { return std::optional<std::string>(); });
  for (const auto& problem : reading.problems) {
    fuzz::require(!problem.is_error || problem.where.starts_with("/etc/gandi-dyndnsd/"));
  }
  ++fuzz::accepted;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto draft = imports::read_draft(fuzz::text(data, size));
  const auto imported = imports::write_config(draft);
  auto shown = imported.config;
  for (const auto& note : imported.notes) {
    fuzz::require(!note.empty() && !text::has_control_characters(note));
    shown += note + '\n';
  }
  for (const auto& found : draft.secrets) {
    const auto& secret = found.credential.secret.reveal();
    // One that is made of our own words would be in every text.
    const bool is_one = secret.size() >= 12 && secret.find("Zecret") != std::string::npos;
    fuzz::require(!is_one || shown.find(secret) == std::string::npos);
  }
  if (!imported.config.empty()) {
    judge(imported.config);
  }
  return 0;
}
