// A config.json made of another program's configuration.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "import/draft.hpp"

namespace dyndns::imports {

struct Imported {
  std::string config;              // JSON with comments that our reader takes; empty: nothing was made
  std::vector<std::string> notes;  // one line each: what was not taken over and why, where the credential goes
};

// Never fails: a text in no format that is known is a note. No credential is in what comes of it.
[[nodiscard]] Imported import_text(std::string_view text);

// Its two halves: the text as a draft, and the draft as a configuration.
[[nodiscard]] Draft read_draft(std::string_view text);
[[nodiscard]] Imported write_config(const Draft& draft);

}  // namespace dyndns::imports
