// An answer is the same, or refused, in whatever pieces it comes.
#include <algorithm>
#include <optional>
#include <string_view>

#include "fuzz/fuzz.hpp"
#include "http/response_reader.hpp"

namespace {

using dyndns::http::Response;

// Nothing when it is refused or incomplete.
std::optional<Response> read(std::string_view bytes, std::size_t size_of_pieces) {
  const auto reader = dyndns::http::make_response_reader("GET", 1000);
  while (!bytes.empty() && !reader->is_complete()) {
    if (reader->feed(bytes.substr(0, size_of_pieces))) {
      return std::nullopt;
    }
    bytes.remove_prefix(std::min(size_of_pieces, bytes.size()));
  }
  if (!reader->is_complete() && reader->end()) {
    return std::nullopt;
  }
  return reader->is_complete() ? std::optional(reader->take()) : std::nullopt;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto bytes = dyndns::fuzz::text(data, size);
  const auto whole = read(bytes, bytes.size());
  for (const std::size_t pieces : {1U, 2U, 3U, 7U, 100U}) {
    const auto answer = read(bytes, pieces);
    const bool is_same = answer && whole && answer->status == whole->status && answer->headers == whole->headers &&
                         answer->body == whole->body;
    dyndns::fuzz::require(is_same || (!answer && !whole));
  }
  dyndns::fuzz::accepted += whole ? 1U : 0U;
  return 0;
}
