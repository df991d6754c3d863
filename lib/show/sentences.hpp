// The sentences and journal fields of what a round reports.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/event.hpp"
#include "update/report.hpp"

namespace dyndns::show {

[[nodiscard]] std::string join(const std::set<Address>& addresses);

[[nodiscard]] std::vector<std::pair<std::string, std::string>> fields_of(const RrsetKey& key);

// For a record that was changed, or that a dry run would change.
[[nodiscard]] std::string describe_change(const update::RecordReport& record);

// " (for instance 'ipify': ...)" where a source failed, else nothing.
[[nodiscard]] std::string example_of_failure(const Detection& detection);

[[nodiscard]] Event dissent_event(const Answer& answer, const Agreed& agreed);
[[nodiscard]] Event remark_event(const Answer& answer, Family family);
// One or more records of one domain that failed alike.
[[nodiscard]] Event failure_event(const std::vector<const update::RecordReport*>& records);

}  // namespace dyndns::show
