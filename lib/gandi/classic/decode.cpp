#include <algorithm>
#include <charconv>
#include <cmath>
#include <pugixml.hpp>

#include "gandi/classic/codec.hpp"
#include "gandi/limits.hpp"
#include "text/words.hpp"

namespace dyndns::gandi::classic {
namespace {

// Entities that a document defines are never expanded: pugixml knows XML's own five alone.
constexpr unsigned parse_options =
    pugi::parse_escapes | pugi::parse_cdata | pugi::parse_ws_pcdata_single | pugi::parse_doctype;

Failure malformed(const std::string& why) {
  return {Fault::malformed, "could not read Gandi's answer as XML-RPC: " + why +
                                "; check 'endpoint', and whether a proxy answers in Gandi's place"};
}

std::string text_of(pugi::xml_node node) {
  std::string text;
  for (const auto child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      text += child.value();
    }
  }
  return text;
}

pugi::xml_node first_element(pugi::xml_node node) {
  return node.find_child([](pugi::xml_node child) { return child.type() == pugi::node_element; });
}

template <class Number>
Result<Value> parse_number(std::string_view text) {
  text = text::trim(text);
  if (text.starts_with('+')) {
    text.remove_prefix(1);
  }
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(static_cast<double>(number))) {
    return malformed("a number is not one, or is too large");
  }
  return Value(number);
}

Result<Value> parse_boolean(std::string_view text) {
  text = text::trim(text);
  const bool is_true = text == "1" || text::same_word(text, "true");
  if (!is_true && text != "0" && !text::same_word(text, "false")) {
    return malformed("a boolean is neither 0 nor 1");
  }
  return Value(is_true);
}

Result<Value> parse_value(pugi::xml_node node, int depth);

Result<Value> parse_array(pugi::xml_node node, int depth) {
  Value::Array elements;
  for (const auto each : node.child("data").children("value")) {
    auto element = parse_value(each, depth);
    if (!element) {
      return element;
    }
    elements.push_back(std::move(*element));
  }
  return Value(std::move(elements));
}

Result<Value> parse_struct(pugi::xml_node node, int depth) {
  Value::Struct members;
  for (const auto each : node.children("member")) {
    if (!each.child("name") || !each.child("value")) {
      return malformed("a member of a struct has no name or no value");
    }
    auto member = parse_value(each.child("value"), depth);
    if (!member) {
      return member;
    }
    members.emplace(text::trim(text_of(each.child("name"))), std::move(*member));
  }
  return Value(std::move(members));
}

Result<Value> parse_typed(pugi::xml_node node, int depth) {
  const std::string_view qualified = node.name();
  const auto type = qualified.substr(qualified.rfind(':') + 1);  // "ex:i8" is Apache's extension
  if (type == "int" || type == "i4" || type == "i8") {
    return parse_number<std::int64_t>(text_of(node));
  }
  if (type == "double") {
    return parse_number<double>(text_of(node));
  }
  if (type == "boolean") {
    return parse_boolean(text_of(node));
  }
  if (type == "nil") {
    return Value();
  }
  if (type == "array") {
    return parse_array(node, depth);
  }
  if (type == "struct") {
    return parse_struct(node, depth);
  }
  return Value(text_of(node));
}

Result<Value> parse_value(pugi::xml_node node, int depth) {
  if (depth > limits::answer_depth) {
    return malformed("it is nested too deep");
  }
  const auto typed = first_element(node);
  return typed ? parse_typed(typed, depth + 1) : Value(text_of(node));
}

Result<RpcAnswer> parse_fault(pugi::xml_node node) {
  const auto value = parse_value(node.child("value"), 1);
  if (!value) {
    return value.error();
  }
  const auto* code = value->member("faultCode");
  const auto* text = value->member("faultString");
  if (code == nullptr || !code->whole()) {
    return malformed("a fault has no code");
  }
  return RpcFault{*code->whole(), text != nullptr && text->text() != nullptr ? *text->text() : std::string()};
}

Result<RpcAnswer> parse_response(pugi::xml_node response) {
  if (const auto fault = response.child("fault")) {
    return parse_fault(fault);
  }
  const auto value = response.child("params").child("param").child("value");
  if (!value) {
    return malformed("it has neither a value nor a fault");
  }
  auto parsed = parse_value(value, 1);
  if (!parsed) {
    return parsed.error();
  }
  return RpcAnswer(std::move(*parsed));
}

}  // namespace

Result<RpcAnswer> parse_answer(std::string_view body) {
  // Before it is parsed: each tag takes many times its length in memory.
  if (std::ranges::count(body, '<') > static_cast<std::ptrdiff_t>(limits::answer_tags)) {
    return malformed("it is too large");
  }
  pugi::xml_document document;
  if (!document.load_buffer(body.data(), body.size(), parse_options)) {
    return malformed("it is not XML");
  }
  if (document.find_child([](pugi::xml_node child) { return child.type() == pugi::node_doctype; })) {
    return malformed("it has a document type");
  }
  return parse_response(document.child("methodResponse"));
}

}  // namespace dyndns::gandi::classic
