// A value that is read is the same when it was written and read again, and of records only addresses of their own
// family are served.
#include <algorithm>
#include <string>

#include "fuzz/fuzz.hpp"
#include "gandi/classic/codec.hpp"
#include "gandi/classic/records.hpp"

namespace {

using namespace dyndns;
namespace classic = gandi::classic;

// As an answer, what would be sent as a parameter; empty when it would not be.
std::string as_answer(const classic::Value& value) {
  const auto call = classic::write_call("m", Secret("k"), std::vector{value});
  const std::string before = "<param><value><string>k</string></value></param>";
  if (!call) {
    return "";
  }
  const auto begin = call->find(before) + before.size();
  return "<methodResponse><params>" + call->substr(begin, call->rfind("</methodCall>") - begin) + "</methodResponse>";
}

void serve(const std::vector<classic::Record>& records) {
  for (const auto type : {RecordType::a, RecordType::aaaa}) {
    const auto served = classic::served_rrset({"example.com", "www", type}, records);
    fuzz::require(std::ranges::all_of(served.addresses,
                                      [type](const Address& address) { return address.family() == family_of(type); }));
    fuzz::accepted += served.addresses.size();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto answer = classic::parse_answer(fuzz::text(data, size));
  if (!answer) {
    return 0;
  }
  if (std::holds_alternative<classic::RpcFault>(*answer)) {
    ++fuzz::accepted;
    return 0;
  }
  const auto& value = std::get<classic::Value>(*answer);
  if (const auto text = as_answer(value); !text.empty()) {
    const auto again = classic::parse_answer(text);
    fuzz::require(again && std::holds_alternative<classic::Value>(*again) && std::get<classic::Value>(*again) == value);
    ++fuzz::accepted;
  }
  if (const auto records = classic::parse_records(value)) {
    serve(*records);
  }
  return 0;
}
