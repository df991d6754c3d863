// The statements of a ddclient.conf, before anything is known of what they mean.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dyndns::imports {

struct DdclientValue {
  std::string text;
  std::string place;  // "line 4"
};

// [key=value, ...] [host[,host...] [login [password]]], on lines of which all but the last end with a backslash. The
// password of the old way is among the values. Without a host the values are those of all hosts that follow.
struct DdclientStatement {
  std::map<std::string, DdclientValue> values{};
  std::vector<std::string> hosts{};
  std::string place{};  // of the first host
};

[[nodiscard]] bool is_password(std::string_view key);

[[nodiscard]] std::vector<DdclientStatement> ddclient_statements(std::string_view text);

}  // namespace dyndns::imports
