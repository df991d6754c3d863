// Builds a tree of JSON values from a parser's events, and knows what may come next.
#pragma once

#include <boost/system/error_code.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "config/reading/json.hpp"

namespace dyndns::config {

// Has the members that boost::json::basic_parser wants of its handler.
class JsonBuilder {
 public:
  using Error = boost::system::error_code;
  static constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();  // the file's own limit is enough
  static constexpr std::size_t max_array_size = no_limit;
  static constexpr std::size_t max_object_size = no_limit;
  static constexpr std::size_t max_string_size = no_limit;
  static constexpr std::size_t max_key_size = no_limit;

  [[nodiscard]] Json take() { return std::move(root_); }

  // For a person: "a key in double quotes". A comma is no event, so the caller says whether one came last.
  [[nodiscard]] std::string expected(bool after_comma) const;

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error&) { return open({JsonObject()}); }
  bool on_object_end(std::size_t, Error&) { return close(); }
  bool on_array_begin(Error&) { return open({JsonArray()}); }
  bool on_array_end(std::size_t, Error&) { return close(); }
  bool on_key_part(std::string_view part, std::size_t, Error&) { return collect(part); }
  bool on_key(std::string_view part, std::size_t, Error&);
  bool on_string_part(std::string_view part, std::size_t, Error&) { return collect(part); }
  bool on_string(std::string_view part, std::size_t, Error&);
  bool on_number_part(std::string_view, Error&) { return true; }
  bool on_int64(std::int64_t number, std::string_view, Error&) { return add({static_cast<double>(number)}); }
  bool on_uint64(std::uint64_t number, std::string_view, Error&) { return add({static_cast<double>(number)}); }
  bool on_double(double number, std::string_view, Error&) { return add({number}); }
  bool on_bool(bool value, Error&) { return add({value}); }
  bool on_null(Error&) { return add({nullptr}); }
  bool on_comment_part(std::string_view, Error&) { return true; }
  bool on_comment(std::string_view, Error&) { return true; }

 private:
  enum class Stage { start, opened, key, value };  // what came last

  bool open(Json container);
  bool close();
  bool add(Json value);
  bool collect(std::string_view part);

  Json root_;
  std::vector<Json> open_;
  std::string text_;  // of the string or key that is being read
  Stage stage_ = Stage::start;
};

}  // namespace dyndns::config
