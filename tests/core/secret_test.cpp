#include "core/secret.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <ostream>
#include <string_view>

namespace dyndns {
namespace {

constexpr std::string_view short_text = "0123456789";  // lies in the object itself
const std::string long_text(40, 'k');

template <class T>
concept Printable = requires(std::ostream& stream, const T& value) {
  stream << value;
};

TEST(Secret, CannotBePrintedByAccident) {
  static_assert(!Printable<Secret>);
  static_assert(!std::is_convertible_v<Secret, std::string>);
  static_assert(!std::is_convertible_v<std::string, Secret>);
}

TEST(Secret, IsRevealedOnRequestOnly) {
  EXPECT_EQ(Secret(long_text).reveal(), long_text);
  EXPECT_TRUE(Secret().empty());
  EXPECT_FALSE(Secret("x").empty());
  EXPECT_EQ(Secret("x"), Secret("x"));
  EXPECT_NE(Secret("x"), Secret("y"));
}

TEST(Secret, CopiesAreIndependent) {
  Secret one(long_text);
  Secret other("other");
  other = one;
  one = Secret("third");
  EXPECT_EQ(other.reveal(), long_text);
  const auto& self = other;
  other = self;
  EXPECT_EQ(other.reveal(), long_text);
}

TEST(Secret, MovingLeavesNothingBehind) {
  Secret one(long_text);
  const Secret other(std::move(one));
  EXPECT_TRUE(one.empty());  // NOLINT(bugprone-use-after-move): that is the question
  EXPECT_EQ(other.reveal(), long_text);
}

// A place in memory that outlives the secret in it, to be searched afterwards.
class Place {
 public:
  Secret* data() { return reinterpret_cast<Secret*>(bytes_.data()); }
  [[nodiscard]] bool holds(std::string_view text) const {
    const auto as_byte = [](char c) { return static_cast<std::byte>(c); };
    return !std::ranges::search(bytes_, text, {}, {}, as_byte).empty();
  }

 private:
  alignas(Secret) std::array<std::byte, sizeof(Secret)> bytes_{};
};

TEST(Secret, IsWipedWhenItGoes) {
  Place place;
  std::construct_at(place.data(), std::string(short_text));
  ASSERT_TRUE(place.holds(short_text));
  std::destroy_at(place.data());
  EXPECT_FALSE(place.holds("123456789"));
}

TEST(Secret, IsWipedWhereItWasMovedFrom) {
  Place place;
  auto* secret = std::construct_at(place.data(), std::string(short_text));
  const Secret taken(std::move(*secret));
  EXPECT_EQ(taken.reveal(), short_text);
  EXPECT_FALSE(place.holds("123456789"));
  std::destroy_at(place.data());
}

TEST(Secret, IsWipedWhenItIsReplaced) {
  Place place;
  auto* secret = std::construct_at(place.data(), std::string(short_text));
  *secret = Secret("x");
  EXPECT_FALSE(place.holds("23456789"));
  std::destroy_at(place.data());
}

}  // namespace
}  // namespace dyndns
