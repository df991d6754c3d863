// Members of a JSON object that somebody may have edited: nothing for one that is absent or not what it should be.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/wall_time.hpp"

namespace boost::json {
class object;
}

namespace dyndns::state {

[[nodiscard]] std::optional<std::string_view> text_member(const boost::json::object& object, std::string_view name);
[[nodiscard]] std::optional<std::int64_t> whole_member(const boost::json::object& object, std::string_view name,
                                                       std::int64_t largest);  // from 0
[[nodiscard]] std::optional<WallTime> time_member(const boost::json::object& object, std::string_view name);

}  // namespace dyndns::state
