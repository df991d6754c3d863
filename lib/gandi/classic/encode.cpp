#include <array>
#include <charconv>
#include <cstdint>

#include "gandi/classic/codec.hpp"
#include "text/utf8.hpp"

namespace dyndns::gandi::classic {
namespace {

// XML cannot carry control characters, nor the two at the end of each plane that are no characters.
bool is_carried(std::uint32_t code_point) { return !text::is_control(code_point) && (code_point & 0xfffeU) != 0xfffe; }

class Writer {
 public:
  [[nodiscard]] bool is_clean() const { return clean_; }
  [[nodiscard]] std::string take() { return std::move(out_); }

  void markup(std::string_view text) { out_ += text; }

  void text(std::string_view text) {
    while (clean_ && !text.empty()) {
      const auto character = text::first_character(text);
      clean_ = character && is_carried(character->code_point);
      const auto length = clean_ ? character->length : 0;
      escaped(text.substr(0, length));
      text.remove_prefix(length);
    }
  }

  void value(const Value& value) {
    markup("<value>");
    std::visit(*this, value.variant());
    markup("</value>");
  }

  void operator()(std::monostate /*nil*/) { markup("<nil/>"); }
  void operator()(bool truth) { element("boolean", truth ? "1" : "0"); }
  void operator()(std::int64_t number) { element("int", std::to_string(number)); }
  void operator()(double number) {
    std::array<char, 32> digits{};
    auto* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    element("double", std::string_view(digits.data(), end));
  }
  void operator()(const std::string& text) { element("string", text); }
  void operator()(const Value::Array& elements) {
    markup("<array><data>");
    for (const auto& each : elements) {
      value(each);
    }
    markup("</data></array>");
  }
  void operator()(const Value::Struct& members) {
    markup("<struct>");
    for (const auto& [name, held] : members) {
      markup("<member>");
      element("name", name);
      value(held);
      markup("</member>");
    }
    markup("</struct>");
  }

 private:
  void element(std::string_view tag, std::string_view content) {
    out_.append("<").append(tag).append(">");
    text(content);
    out_.append("</").append(tag).append(">");
  }

  void escaped(std::string_view character) {
    if (character == "<") {
      out_ += "&lt;";
    } else if (character == ">") {
      out_ += "&gt;";
    } else if (character == "&") {
      out_ += "&amp;";
    } else {
      out_ += character;
    }
  }

  std::string out_;
  bool clean_ = true;
};

void write_param(Writer& writer, const Value& value) {
  writer.markup("<param>");
  writer.value(value);
  writer.markup("</param>");
}

}  // namespace

Result<std::string> write_call(std::string_view method, const Secret& key, std::span<const Value> params) {
  Writer writer;
  writer.markup("<?xml version='1.0'?><methodCall><methodName>");
  writer.text(method);
  writer.markup("</methodName><params><param><value><string>");
  writer.text(key.reveal());
  writer.markup("</string></value></param>");
  for (const auto& param : params) {
    write_param(writer, param);
  }
  writer.markup("</params></methodCall>");
  if (!writer.is_clean()) {
    return Failure{Fault::refused,
                   "not sent to Gandi: a name or the API key holds a control character or is not UTF-8; "
                   "check the configuration"};
  }
  return writer.take();
}

}  // namespace dyndns::gandi::classic
