// The table of the keys of config.json whose value stands for itself. A key is added in table.cpp, as one row.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "config/reading/node.hpp"
#include "config/reading/remarks.hpp"
#include "config/values/settings.hpp"

namespace dyndns::config {

struct Key {
  std::string_view name;
  // With the value in its place; as they were, with a remark, when it is not what it should be.
  std::function<Settings(Settings settings, const Node& value, const Surroundings& around)> with_value;
  std::function<std::string(const Settings& settings)> text;  // the value, as a reload tells it
  std::string_view since;                                     // when a new one counts, if not at once
};

[[nodiscard]] const std::vector<Key>& key_table();

// With the value of one key of the table, if it is there; then with those of all keys that were not asked for yet.
[[nodiscard]] Settings read_key(std::string_view name, Settings settings, ObjectReader& config,
                                const Surroundings& around);
[[nodiscard]] Settings read_other_keys(Settings settings, ObjectReader& config, const Surroundings& around);

}  // namespace dyndns::config
