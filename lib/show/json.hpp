// Reports as one JSON document, for programs. The members are described in gandi-dyndnsd(8) and only ever added to.
#pragma once

#include <string>
#include <vector>

#include "core/problem.hpp"
#include "core/standing.hpp"
#include "core/status.hpp"
#include "update/report.hpp"

namespace dyndns::show {

[[nodiscard]] std::string to_json(const update::Report& report, const Standings& standings);
// `of_account`: what is wrong with it.
[[nodiscard]] std::string to_json(const std::vector<Findings>& findings, const Standings& standings,
                                  const std::vector<Trouble>& of_account);
// Of `check`; and of the others in place of a report, where the configuration is not usable.
[[nodiscard]] std::string to_json(const std::vector<Problem>& problems);
// In place of a report that a signal prevented.
[[nodiscard]] std::string interrupted_json(int exit_code);

}  // namespace dyndns::show
