// The readers of what has no place in the table of keys, and the rules between keys. What is wrong is remarked on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/reading/node.hpp"
#include "config/reading/remarks.hpp"
#include "config/values/settings.hpp"

namespace dyndns::config {

// Gandi's own, in the spelling of Settings::endpoint.
[[nodiscard]] std::string usual_endpoint(Api api);
// A sentence when the URL is one of Gandi's at which this API is certainly not spoken.
[[nodiscard]] std::optional<std::string> why_no_endpoint(const std::string& url, Api api);

// The credential, and api, endpoint and tokeninfo, whose defaults follow from it. The other settings are the defaults.
[[nodiscard]] Settings read_account(const Node& root, ObjectReader& config, const Surroundings& around);

// A host's part of an address, from "suffix", "mac" or both. Nothing without them.
[[nodiscard]] std::optional<Ipv6Suffix> read_suffix(const std::optional<Node>& suffix, const std::optional<Node>& mac,
                                                    unsigned prefix_length);

// Where the addresses come from: `ipv4`, `ipv6` and the predecessor's `command`. The members are those of Settings.
struct Origins {
  std::optional<AddressOrigin> ipv4;
  std::optional<AddressOrigin> ipv6;
  std::optional<Ipv6Suffix> suffix;                        // of names that have none of their own
  unsigned prefix_length = 64;                             // under which suffixes go
  std::optional<Node> prefix_length_alone = std::nullopt;  // where no suffix stands beside it
};
[[nodiscard]] Origins read_origins(ObjectReader& config);

// Which records to keep: `domains`, and the older `domain` with `names`. At most 1000; sorted by key. The origins say
// which types a name has by default.
[[nodiscard]] std::vector<RecordWish> read_domains(const Node& root, ObjectReader& config, const Origins& origins);

[[nodiscard]] std::optional<Ttl> read_ttl(const Node& node);

// In any case; the predecessor's WARN, CRITICAL and FATAL are understood.
[[nodiscard]] std::optional<Level> parse_log_level(std::string_view text);
[[nodiscard]] std::string why_no_log_level(std::string_view text);  // where there is none
[[nodiscard]] std::string_view name_of(Level level);
[[nodiscard]] std::optional<Level> read_log_level(const Node& node);

// What goes before the configuration: --log-level (a level, or empty: not said), then $LOG_LEVEL.
[[nodiscard]] std::optional<Level> overriding_log_level(const std::string& option, const Surroundings& around);

// With what the environment says of files and folders. The certificates that are named must be readable.
[[nodiscard]] Settings with_environment(Settings settings, const Surroundings& around);

// providers.json: at most 200, in the file's order, without duplicates. Remarks may have errors afterwards.
[[nodiscard]] std::vector<Provider> parse_providers(std::string_view text, Remarks& remarks);

// One of them that is a DNS question: {"name", "type", "class", "servers"}. `family` is the one that is said beside it.
// The result's is what follows from it, from the type and from the servers; its run_by is empty.
[[nodiscard]] std::optional<DnsProvider> read_dns_provider(const Node& dns, std::optional<Family> family);

// "$schema" tells an editor what may stand in the file, and us nothing.
void read_schema(ObjectReader& file);

[[nodiscard]] bool asks_providers(const Settings& settings);

// A sentence when fewer operators than the quorum can be asked about the family, or nobody but name servers; nothing
// where none is asked. The quorum is of operators, not of URLs.
[[nodiscard]] std::optional<std::string> why_too_few_operators(const Settings& settings, Family family);

}  // namespace dyndns::config
