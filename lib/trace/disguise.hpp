// What may be shown of a text that went over the wire. Nothing is looked for and struck out: whatever is not known to
// be everybody's is replaced, or stands there as "xxx 00".
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "config/values/settings.hpp"
#include "trace/pseudonyms.hpp"

namespace dyndns::trace {

class Disguise {
 public:
  static constexpr const char* credential = "[credential]";

  explicit Disguise(const config::Settings& settings);

  // Everybody's words, and of all else the shape.
  [[nodiscard]] std::string words(std::string_view text) { return read(text, false); }
  // As above, with addresses and the names of our zones replaced: what is written for people, by anybody.
  [[nodiscard]] std::string prose(std::string_view text) { return read(text, true); }
  // What has a meaning as a whole: an address, a name, a number, a UUID, a URL, or else "text7".
  [[nodiscard]] std::string value(std::string_view text);

  // Gandi's as if it were at its usual place, with the names in its path replaced; those of the shipped providers;
  // of others the scheme and a made-up host.
  [[nodiscard]] std::string url(std::string_view url);
  [[nodiscard]] bool is_gandis(std::string_view url) const;

  // What the list of providers says.
  [[nodiscard]] std::string provider(const std::string& kind, const std::string& text);

  [[nodiscard]] Pseudonyms& names() { return names_; }

 private:
  struct Piece {
    std::size_t length;
    std::string shown;
  };
  [[nodiscard]] std::string read(std::string_view text, bool with_names);
  [[nodiscard]] Piece piece(std::string_view text, std::size_t at, bool with_names);
  [[nodiscard]] std::optional<Piece> name_at(std::string_view text, std::size_t at);
  [[nodiscard]] std::string path(std::string_view path);

  std::string secret_;
  std::map<std::string, std::string> places_;  // where Gandi is asked, and its usual place
  bool is_list_shipped_;
  std::string shipped_urls_;               // one a line
  std::set<std::string> shipped_words_{};  // operators and questions of the shipped list
  Pseudonyms names_;
};

}  // namespace dyndns::trace
