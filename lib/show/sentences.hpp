// The sentences about our address, the records and the sources: each stands here once, for journal, STATUS=, screens
// and files alike.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/problem.hpp"
#include "core/standing.hpp"
#include "core/status.hpp"
#include "update/report.hpp"

namespace dyndns::show {

[[nodiscard]] std::string join(const std::set<Address>& addresses);  // "192.0.2.1, 192.0.2.2"

// Why our address is not known: "no quorum for IPv4: best address has 2 of the 3 votes required, 4 of 6 operators gave
// an address"; where the user's own source decides, why that gave none.
[[nodiscard]] std::string why_no_quorum(const Findings& findings);

// " (for instance 'ipify': ...)" where one of several operators failed; else nothing.
[[nodiscard]] std::string example_of_failure(const Findings& findings);

// "IPv4 address is 192.0.2.1: 3 operators agree (aws, desec, ipify)", of one ": named by aws", or why_no_quorum().
[[nodiscard]] std::string verdict_of(const Findings& findings);

// Of a record that was changed, or that a dry run would change.
[[nodiscard]] std::string change_of(const update::RecordReport& record);

// Records that failed alike: what one cause did to them.
using Alike = std::vector<const update::RecordReport*>;
[[nodiscard]] std::vector<Alike> failed_alike(const std::vector<const update::RecordReport*>& records);

// "'a.example.com', 'b.example.com' and 3 more": each name once, five of them at most.
[[nodiscard]] std::string names_of(const Alike& records);

// "cannot update 'www.example.com' and 5 more: ...": no more than two names, since the cause has to be seen.
[[nodiscard]] std::string problem_of(const Alike& records);

// All that is wrong after a round: the families, then the records, one for each cause. `retry` tells when the family or
// the record is tried again.
using Retry = std::function<std::optional<WallTime>(const Subject&)>;
[[nodiscard]] std::vector<Trouble> troubles_of(const update::Report& report, const Retry& retry);

// What is held against a source: "rests until 2026-11-23 13:05 UTC after 2 offences: said 192.0.2.1"; empty for one in
// good standing.
[[nodiscard]] std::string past_of(const Standing& standing, WallTime now);

// The whole round in one line: "192.0.2.1 in 4 records" or, first, what is wrong.
[[nodiscard]] std::string summary_of(const update::Report& report);

// "error: /etc/gandi-dyndnsd/config.json: ..."
[[nodiscard]] std::string line_of(const Problem& problem);

// Of a Trouble's sentence: what is wrong, and what can be done about it, which may be nothing.
[[nodiscard]] std::pair<std::string, std::string> with_remedy_apart(const Trouble& trouble);

// The last round found or put it in order.
[[nodiscard]] bool is_up_to_date(const RecordStatus& record);

// STATUS=, 120 bytes at most: how many troubles there are and the first of them, else the summary, which is empty
// before the first round is over.
[[nodiscard]] std::string status_line(const std::vector<Trouble>& troubles, const std::string& summary);

// A configuration that was read and is not used, and one that would be.
[[nodiscard]] std::string not_in_force(const std::string& why);
[[nodiscard]] std::string good_configuration(const std::string& path, std::size_t records, std::size_t providers,
                                             const std::string& providers_path);

// "2 records in 1 domain"
[[nodiscard]] std::string scope_of(const std::vector<RecordWish>& records);

}  // namespace dyndns::show
