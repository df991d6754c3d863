#include "gandi/classic/value.hpp"

namespace dyndns::gandi {

std::optional<bool> Value::truth() const {
  const auto* truth = std::get_if<bool>(&held_);
  return truth ? std::optional(*truth) : std::nullopt;
}

std::optional<std::int64_t> Value::integer() const {
  const auto* number = std::get_if<std::int64_t>(&held_);
  return number ? std::optional(*number) : std::nullopt;
}

const Value* Value::member(std::string_view name) const {
  const auto* all = members();
  if (all == nullptr) {
    return nullptr;
  }
  const auto found = all->find(name);
  return found == all->end() ? nullptr : &found->second;
}

}  // namespace dyndns::gandi
