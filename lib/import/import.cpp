#include "import/import.hpp"

#include "text/words.hpp"

namespace dyndns::imports {
namespace {

constexpr const char* unknown =
    "it is none of the configurations that are understood: gandi_dyndns.py's config.json, ddclient.conf, OpenWrt's "
    "/etc/config/ddns, and the config.json of qdm12's ddns-updater";

// The first word of the first line that is no comment.
std::string_view first_word(std::string_view text) {
  for (const auto& each : lines(text)) {
    const auto line = text::trim(each);
    if (!line.empty() && !line.starts_with('#')) {
      return line.substr(0, line.find_first_of(text::white_space));
    }
  }
  return {};
}

}  // namespace

Draft read_draft(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (text.starts_with(byte_order_mark)) {
    text.remove_prefix(byte_order_mark.size());
  }
  const auto word = first_word(text);
  Draft draft;
  if (word.starts_with('{') || word.starts_with('/')) {
    draft = read_json(text);
  } else if (word == "config" || word == "package") {
    draft = read_openwrt(text);
  } else {
    draft = read_ddclient(text);
  }
  if (draft.program.empty() && draft.broken.empty()) {
    draft.broken = unknown;
  }
  return draft;
}

Imported import_text(std::string_view text) { return write_config(read_draft(text)); }

}  // namespace dyndns::imports
