#include "gandi/livedns/codec.hpp"

#include <boost/json.hpp>
#include <cstdint>
#include <utility>

#include "gandi/limits.hpp"

namespace dyndns::gandi {
namespace {

namespace json = boost::json;

std::optional<json::value> parse(std::string_view body) {
  json::parse_options options;
  options.max_depth = limits::answer_depth;
  boost::system::error_code error;
  auto value = json::parse(body, error, {}, options);
  return error ? std::nullopt : std::optional(std::move(value));
}

Failure malformed(const std::string& what) {
  return {Fault::malformed,
          "could not read " + what + " in Gandi's answer; check 'endpoint', else please report this as a bug"};
}

// The reading functions answer nothing for a member that is absent or not what it should be.

std::optional<std::string> text(const json::object& object, std::string_view member) {
  const auto* const found = object.if_contains(member);
  const auto* const value = found == nullptr ? nullptr : found->if_string();
  return value == nullptr ? std::nullopt : std::optional(std::string(*value));
}

std::optional<Ttl> ttl(const json::object& object) {
  const auto* const found = object.if_contains("rrset_ttl");
  boost::system::error_code error;
  const auto seconds = found == nullptr || !found->is_number() ? 0 : found->to_number<Ttl::rep>(error);
  return seconds == 0 || error ? std::nullopt : std::optional(Ttl(seconds));
}

std::optional<std::vector<std::string>> values(const json::object& object) {
  const auto* const found = object.if_contains("rrset_values");
  const auto* const array = found == nullptr ? nullptr : found->if_array();
  if (array == nullptr) {
    return std::nullopt;
  }
  std::vector<std::string> texts;
  for (const auto& value : *array) {
    if (!value.is_string()) {
      return std::nullopt;
    }
    texts.emplace_back(value.get_string());
  }
  return texts;
}

std::optional<LiveRrset> read_rrset(const json::object& object) {
  auto name = text(object, "rrset_name");
  auto type = text(object, "rrset_type");
  const auto lifetime = ttl(object);
  auto content = values(object);
  if (!name || !type || !lifetime || !content) {
    return std::nullopt;
  }
  return LiveRrset{*std::move(name), *std::move(type), *lifetime, *std::move(content)};
}

bool concerns_us(std::string_view type) { return type == "A" || type == "AAAA" || type == "CNAME"; }

// One of {location, name, description}: "rrset_ttl: 60 is less than minimum value 300".
std::string describe(const json::value& error) {
  const auto* const object = error.if_object();
  if (object == nullptr) {
    return {};
  }
  const auto name = text(*object, "name").value_or("");
  return (name.empty() ? "" : name + ": ") + text(*object, "description").value_or("");
}

std::string join_errors(const json::object& object) {
  const auto* const found = object.if_contains("errors");
  const auto* const errors = found == nullptr ? nullptr : found->if_array();
  std::string joined;
  if (errors != nullptr) {
    for (const auto& error : *errors) {
      joined += (joined.empty() ? "" : "; ") + describe(error);
    }
  }
  return joined;
}

}  // namespace

Result<LiveRrset> parse_rrset(std::string_view body) {
  const auto value = parse(body);
  auto rrset = value && value->is_object() ? read_rrset(value->get_object()) : std::nullopt;
  if (!rrset) {
    return malformed("the record");
  }
  return *std::move(rrset);
}

Result<LivePage> parse_page(std::string_view body) {
  const auto value = parse(body);
  if (!value || !value->is_array()) {
    return malformed("the list of records");
  }
  LivePage page;
  page.count = value->get_array().size();
  for (const auto& element : value->get_array()) {
    const auto* const object = element.if_object();
    const auto type = object == nullptr ? std::nullopt : text(*object, "rrset_type");
    if (!type) {
      return malformed("the list of records");
    }
    if (concerns_us(*type)) {
      auto rrset = read_rrset(*object);
      if (!rrset) {
        return malformed("a record of the list");
      }
      page.rrsets.push_back(*std::move(rrset));
    }
  }
  return page;
}

Result<void> parse_written(std::string_view body) {
  const auto value = parse(body);
  if (!value || !value->is_object() || !text(value->get_object(), "message")) {
    return malformed("that the record was written");
  }
  return {};
}

LiveError parse_error(std::string_view body) {
  const auto value = parse(body);
  if (!value || !value->is_object()) {
    return {};
  }
  const auto& object = value->get_object();
  LiveError error{text(object, "object").value_or(""), join_errors(object)};
  if (error.said.empty()) {
    error.said = text(object, "message").value_or("");
  }
  return error;
}

std::optional<std::string> parse_delegation(std::string_view body) {
  const auto value = parse(body);
  return value && value->is_object() ? text(value->get_object(), "current") : std::nullopt;
}

std::string write_rrset(const Address& address, Ttl ttl) {
  return json::serialize(json::object{
      {"rrset_values", json::array{address.to_string()}},
      {"rrset_ttl", ttl.count()},
  });
}

}  // namespace dyndns::gandi
