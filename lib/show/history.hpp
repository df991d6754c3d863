// What was published when, for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "core/state.hpp"
#include "show/layout.hpp"

namespace dyndns::show {

// Records that moved alike in one round, and how long that lasted.
struct Era {
  std::vector<RrsetKey> keys;
  const Move* move;
  std::optional<WallTime> end{};  // nothing: so far
};

// The newest first; of the same moves, which outlive it.
[[nodiscard]] std::vector<Era> eras_of(const std::vector<Move>& moves);

// "home.example.com, www.example.com A"
[[nodiscard]] std::string records_of(const Era& era);

[[nodiscard]] std::string history_screen(const std::vector<Move>& moves, WallTime now, const Style& style);
[[nodiscard]] std::string history_json(const std::vector<Move>& moves);

}  // namespace dyndns::show
