// A value as XML-RPC knows it. Times and base64 are kept as their text: nothing that we ask for is made of them.
#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dyndns::gandi::classic {

class Value {
 public:
  using Array = std::vector<Value>;
  using Struct = std::map<std::string, Value, std::less<>>;
  using Variant = std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Struct>;

  Value() = default;  // nil
  explicit Value(bool truth) : held_(truth) {}
  template <std::integral T>
  requires(!std::same_as<T, bool>) explicit Value(T number) : held_(static_cast<std::int64_t>(number)) {}
  explicit Value(double number) : held_(number) {}
  explicit Value(const char* text) : held_(std::string(text)) {}
  explicit Value(std::string text) : held_(std::move(text)) {}
  explicit Value(Array elements) : held_(std::move(elements)) {}
  explicit Value(Struct members) : held_(std::move(members)) {}

  [[nodiscard]] bool is_nil() const { return std::holds_alternative<std::monostate>(held_); }

  // Each is nothing when the value is of another type.
  [[nodiscard]] std::optional<bool> truth() const { return copy_of<bool>(); }
  [[nodiscard]] std::optional<std::int64_t> integer() const { return copy_of<std::int64_t>(); }
  // A number without a fraction in any of its spellings: int, double, or digits in a text.
  [[nodiscard]] std::optional<std::int64_t> whole() const;
  [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&held_); }
  [[nodiscard]] const Array* array() const { return std::get_if<Array>(&held_); }
  [[nodiscard]] const Struct* members() const { return std::get_if<Struct>(&held_); }
  [[nodiscard]] const Value* member(std::string_view name) const {
    const auto* const all = members();
    if (all == nullptr) {
      return nullptr;
    }
    const auto found = all->find(name);
    return found == all->end() ? nullptr : &found->second;
  }

  [[nodiscard]] const Variant& variant() const { return held_; }

  bool operator==(const Value&) const = default;

 private:
  template <class T>
  [[nodiscard]] std::optional<T> copy_of() const {
    const auto* const held = std::get_if<T>(&held_);
    return held == nullptr ? std::nullopt : std::optional(*held);
  }

  Variant held_;
};

}  // namespace dyndns::gandi::classic
