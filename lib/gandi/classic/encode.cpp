#include <array>
#include <charconv>
#include <cstddef>

#include "gandi/classic/codec.hpp"

namespace dyndns::gandi {
namespace {

// How many bytes the UTF-8 character at the front of `text` takes (RFC 3629); 0 when there is none, or it is a control
// character, which XML cannot carry.
std::size_t character_length(std::string_view text) {
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(at < text.size() ? text[at] : 0); };
  const auto lead = byte(0);
  if (lead < 0x80) {
    return lead >= 0x20 && lead != 0x7f ? 1 : 0;
  }
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  char32_t code = lead & (0xffU >> (length + 1));
  for (std::size_t at = 1; at < length; ++at) {
    if ((byte(at) & 0xc0U) != 0x80) {
      return 0;
    }
    code = (code << 6U) | (byte(at) & 0x3fU);
  }
  constexpr std::array<char32_t, 5> shortest{0, 0, 0xa0, 0x800, 0x10000};  // two bytes begin above the C1 controls
  const bool is_surrogate = code >= 0xd800 && code <= 0xdfff;
  const bool is_character =
      code >= shortest.at(length) && code <= 0x10ffff && !is_surrogate && (code & 0xfffeU) != 0xfffe;
  return lead >= 0xc2 && lead < 0xf5 && is_character ? length : 0;
}

class Writer {
 public:
  [[nodiscard]] bool is_clean() const { return clean_; }
  [[nodiscard]] std::string take() { return std::move(out_); }

  void markup(std::string_view text) { out_ += text; }

  void text(std::string_view text) {
    while (clean_ && !text.empty()) {
      const auto length = character_length(text);
      clean_ = length > 0;
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

}  // namespace dyndns::gandi
