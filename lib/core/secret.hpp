// A credential that cannot be printed by accident and is wiped when it goes.
#pragma once

#include <string.h>  // NOLINT(modernize-deprecated-headers): explicit_bzero() is in this one only

#include <string>
#include <utility>

namespace dyndns {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept : text_(std::move(other.text_)) { other.wipe(); }
  Secret& operator=(const Secret& other) {
    if (this != &other) {
      wipe();
      text_ = other.text_;
    }
    return *this;
  }
  Secret& operator=(Secret&& other) noexcept {
    if (this != &other) {
      wipe();
      text_ = std::move(other.text_);
      other.wipe();
    }
    return *this;
  }
  ~Secret() { wipe(); }

  [[nodiscard]] bool empty() const { return text_.empty(); }
  // The only way to the text: whoever calls it takes care that it leaves in a request to Gandi and nowhere else.
  [[nodiscard]] const std::string& reveal() const { return text_; }

  bool operator==(const Secret&) const = default;

 private:
  void wipe() {
    text_.resize(text_.capacity());  // what was moved from or shortened still lies there
    ::explicit_bzero(text_.data(), text_.size());
    text_.clear();
  }

  std::string text_;
};

}  // namespace dyndns
