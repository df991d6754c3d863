// The status as metrics, in the text format of Prometheus 0.0.4, for node_exporter's textfile collector.
#pragma once

#include <optional>
#include <string>

#include "core/status.hpp"

namespace dyndns::show {

// Nothing, or one that is not `is_running`, is gandi_dyndnsd_up 0 and no more.
[[nodiscard]] std::string to_prometheus(const std::optional<Status>& status, bool is_running);

}  // namespace dyndns::show
