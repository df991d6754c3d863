// No answer of a server may do more than be refused, in all that is made of it.
#include "gandi/classic/codec.hpp"
#include "gandi/classic/records.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace dyndns;
  namespace classic = gandi::classic;
  const auto answer = classic::parse_answer(std::string_view(reinterpret_cast<const char*>(data), size));
  if (answer && std::holds_alternative<classic::Value>(*answer)) {
    if (const auto records = classic::parse_records(std::get<classic::Value>(*answer))) {
      (void)classic::served_rrset({"example.com", "@", RecordType::a}, *records);
    }
  }
  return 0;
}
