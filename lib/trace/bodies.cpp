#include "trace/bodies.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "gandi/json.hpp"
#include "gandi/limits.hpp"

namespace dyndns::trace {
namespace {

namespace json = boost::json;
using Words = std::set<std::string_view>;

// Members whose numbers are times, limits, codes and counts; any other number may be an id. The last three are the ends
// of XML-RPC's methods, whose answer has no name.
bool holds_plain_numbers(std::string_view member) {
  static const Words all = {"rrset_ttl", "ttl",      "expires_in",     "code",   "faultCode", "status", "page",
                            "total",     "per_page", "items_per_page", "delete", "set",       "count"};
  return all.contains(member);
}

// Members that hold a word of the API's own.
bool holds_term(std::string_view member) {
  static const Words all = {"object",  "status",   "type", "rrset_type", "scope",
                            "current", "location", "code", "methodName", "error"};
  return all.contains(member);
}

bool holds_prose(std::string_view member) {
  static const Words all = {"message", "description", "cause", "reason", "faultString", "name"};
  return all.contains(member);
}

std::int64_t number(Disguise& disguise, std::int64_t number, std::string_view member) {
  return holds_plain_numbers(member) ? number : disguise.names().number(number);
}

// `name`: the member that holds the name of a record.
std::string text(Disguise& disguise, std::string_view text, std::string_view member, std::string_view name) {
  if (member == name) {
    return disguise.names().name(text);
  }
  if (holds_term(member)) {
    return text == "MX" ? "MX" : disguise.words(text);  // anywhere else it may be a country
  }
  return holds_prose(member) ? disguise.prose(text) : disguise.value(text);
}

json::value disguised(Disguise& disguise, const json::value& value, std::string_view member) {
  if (const auto* const object = value.if_object()) {
    json::object members;
    for (const auto& [name, held] : *object) {
      members[member_name(disguise, name)] = disguised(disguise, held, name);
    }
    return members;
  }
  if (const auto* const array = value.if_array()) {
    json::array elements;
    for (const auto& element : *array) {
      elements.push_back(disguised(disguise, element, member));
    }
    return elements;
  }
  if (const auto* const string = value.if_string()) {
    json::value shown(text(disguise, *string, member, "rrset_name"));
    return shown;
  }
  boost::system::error_code error;
  const auto whole = value.is_number() ? value.to_number<std::int64_t>(error) : 0;
  return value.is_number() ? json::value(error ? 0 : number(disguise, whole, member)) : value;
}

// Of XML-RPC's elements each holds others or a text, which `element` and `member` say what it is.
std::string xml_text(Disguise& disguise, std::string_view shown, std::string_view element, std::string_view member) {
  std::int64_t whole{};
  const auto [end, error] = std::from_chars(shown.data(), shown.data() + shown.size(), whole);
  const bool is_whole = error == std::errc() && end == shown.data() + shown.size();
  if (is_whole && (element == "int" || element == "i4" || element == "i8" || element == "boolean")) {
    return std::to_string(number(disguise, whole, member));
  }
  if (element == "name") {
    return member_name(disguise, shown);
  }
  return element == "string" || element == "value" ? text(disguise, shown, member, "name") : disguise.words(shown);
}

// Of an XML-RPC call; else empty.
std::string method_of(std::string_view body) {
  constexpr std::string_view tag = "<methodName>";
  const auto begin = std::min(body.find(tag), body.size());
  const auto name = body.substr(begin + (begin < body.size() ? tag.size() : 0));
  return std::string(name.substr(0, name.find('<')));
}

// A stranger's document must not fill our stack.
class DepthLimit final : public pugi::xml_tree_walker {
  bool for_each(pugi::xml_node& /*node*/) override { return depth() < 4 * gandi::limits::answer_depth; }
};

// What is none of XML-RPC's, such as a comment or an attribute, is not kept.
void disguise_xml(Disguise& disguise, pugi::xml_node node, std::string member) {
  static const Words elements = {
      "methodCall", "methodResponse", "methodName", "params", "param",           "value", "fault", "struct",
      "member",     "name",           "array",      "data",   "string",          "int",   "i4",    "i8",
      "boolean",    "double",         "base64",     "nil",    "dateTime.iso8601"};
  node.remove_attributes();
  if (std::string_view(node.name()) == "member") {
    member = node.child_value("name");
  }
  for (auto child = node.first_child(); child;) {
    const auto next = child.next_sibling();
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      child.set_value(xml_text(disguise, child.value(), node.name(), member).c_str());
    } else if (child.type() == pugi::node_element && elements.contains(child.name())) {
      disguise_xml(disguise, child, member);
    } else {
      node.remove_child(child);
    }
    child = next;
  }
}

}  // namespace

// Everybody's words are shown though somebody has a record of that name.
std::string member_name(Disguise& disguise, std::string_view name) {
  constexpr std::size_t longest = 40;
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-'; };
  const bool is_shown = name.size() <= longest && std::ranges::all_of(name, fits) && !disguise.names().known(name);
  return is_shown ? std::string(name) : disguise.words(name);
}

json::value gandis_body(Disguise& disguise, std::string_view body, std::string_view call) {
  if (auto document = gandi::parse_document(body)) {
    return disguised(disguise, *document, "");
  }
  pugi::xml_document document;
  constexpr auto options = pugi::parse_escapes | pugi::parse_cdata | pugi::parse_ws_pcdata_single;
  const bool is_xml = document.load_buffer(body.data(), body.size(), options);
  DepthLimit limit;
  std::string shown;
  if (is_xml && (document.child("methodCall") || document.child("methodResponse")) && document.traverse(limit)) {
    const auto method = method_of(call);
    disguise_xml(disguise, document.root(), method.substr(method.rfind('.') + 1));
    std::ostringstream text;
    document.save(text, "", pugi::format_raw | pugi::format_no_declaration);
    shown = "<?xml version='1.0'?>\n" + text.str();
  } else {
    shown = disguise.prose(body);
  }
  json::value text(shown);
  return text;
}

}  // namespace dyndns::trace
