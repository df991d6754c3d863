// Made-up names, addresses and numbers in place of real ones: of the same kind, and always the same for the same, so
// that whoever reads them decides as we did.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/address.hpp"

namespace dyndns::trace {

class Pseudonyms {
 public:
  explicit Pseudonyms(std::vector<std::string> domains);

  // "name3". The apex and the star of a wildcard stay.
  [[nodiscard]] std::string name(std::string_view name);

  // Of one of our domains or a host in it: "domain1.example", "name3.domain1.example". Nothing for others.
  [[nodiscard]] std::optional<std::string> host(std::string_view host);

  // A host in our domains, or a name that was replaced before. Nothing for others.
  [[nodiscard]] std::optional<std::string> known(std::string_view word);

  // Public for public; what is not stays in its block.
  [[nodiscard]] Address address(const Address& address);

  // 0 and 1 stay; of others the smaller one stays the smaller, if settle() was called after all were seen.
  [[nodiscard]] std::int64_t number(std::int64_t number);
  void settle();

  // The kind with a running number: "text5".
  [[nodiscard]] std::string other(const std::string& kind, std::string_view text);
  [[nodiscard]] std::size_t rank(const std::string& kind, std::string_view text);  // that number

 private:
  std::vector<std::string> domains_;  // longest first
  std::map<std::pair<std::string, std::string>, std::size_t> ranks_;
  std::map<std::string, std::size_t> last_;  // by kind
  std::map<std::int64_t, std::int64_t> numbers_;
};

}  // namespace dyndns::trace
