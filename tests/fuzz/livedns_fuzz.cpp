// Of what LiveDNS answers, only addresses of a record's own family are served, and a record that can be read alone is
// read in a list as the same.
#include <algorithm>
#include <string>

#include "fuzz/fuzz.hpp"
#include "gandi/livedns/codec.hpp"

namespace {

using namespace dyndns;
namespace livedns = gandi::livedns;

bool concerns_us(const livedns::Rrset& rrset) {
  return rrset.is_at(rrset.name, "A") || rrset.is_at(rrset.name, "AAAA") || rrset.is_at(rrset.name, "CNAME");
}

void serve(const std::vector<livedns::Rrset>& rrsets) {
  for (const auto type : {RecordType::a, RecordType::aaaa}) {
    const auto served = livedns::served_rrset({"example.com", "www", type}, rrsets);
    fuzz::require(std::ranges::all_of(served.addresses,
                                      [type](const Address& address) { return address.family() == family_of(type); }));
    fuzz::accepted += served.addresses.size();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto body = fuzz::text(data, size);
  if (const auto page = livedns::parse_page(body)) {
    serve(page->rrsets);
  }
  if (const auto rrset = livedns::parse_rrset(body)) {
    serve({*rrset});
    const auto list = livedns::parse_page("[" + std::string(body) + "]");
    fuzz::require(list && list->rrsets == (concerns_us(*rrset) ? std::vector{*rrset} : std::vector<livedns::Rrset>()));
  }
  fuzz::accepted += livedns::parse_error(body).said.empty() ? 0U : 1U;
  fuzz::accepted += livedns::parse_name_servers(body) ? 1U : 0U;
  return 0;
}
