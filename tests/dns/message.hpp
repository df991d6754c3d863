// DNS messages (RFC 1035, section 4), put together byte by byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/address.hpp"
#include "core/provider.hpp"

namespace dyndns::dns {

inline std::string number(unsigned value) { return {static_cast<char>(value >> 8U), static_cast<char>(value & 0xffU)}; }

// A name as it is written: "3www7example3com0".
inline std::string labels(std::string_view name) {
  std::string wire;
  while (!name.empty()) {
    const auto label = name.substr(0, name.find('.'));
    wire += static_cast<char>(label.size()) + std::string(label);
    name.remove_prefix(std::min(label.size() + 1, name.size()));
  }
  return wire + '\0';
}

inline const std::string asked_name = "\xc0\x0c";  // a pointer to the name in the question

struct Record {
  Record(const Address& address)  // NOLINT: in a list of records, an address stands for itself
      : type(address.family() == Family::ipv4 ? DnsType::a : DnsType::aaaa),
        data(address.bytes().begin(), address.bytes().begin() + (type == DnsType::a ? 4 : 16)) {}
  Record(DnsType its_type, std::string its_data) : type(its_type), data(std::move(its_data)) {}

  DnsType type;
  std::string data;
  DnsClass dns_class = DnsClass::internet;
  std::string name = asked_name;
};

inline Record txt(const std::vector<std::string>& strings, DnsClass dns_class = DnsClass::internet) {
  Record record(DnsType::txt, "");
  record.dns_class = dns_class;
  for (const auto& text : strings) {
    record.data += static_cast<char>(text.size()) + text;
  }
  return record;
}

inline std::string to_wire(const Record& record) {
  return record.name + number(static_cast<unsigned>(record.type)) + number(static_cast<unsigned>(record.dns_class)) +
         std::string(4, '\0') + number(static_cast<unsigned>(record.data.size())) + record.data;
}

inline std::string to_wire(const DnsQuestion& question) {
  return labels(question.name) + number(static_cast<unsigned>(question.type)) +
         number(static_cast<unsigned>(question.dns_class));
}

inline constexpr unsigned good_reply = 0x8180;  // the flags; the error code comes last
inline constexpr unsigned truncated_reply = 0x8380;

// `question` in wire form.
inline std::string reply(const std::string& id, unsigned flags, const std::string& question,
                         const std::vector<Record>& records) {
  auto message = id + number(flags) + number(1) + number(static_cast<unsigned>(records.size())) + std::string(4, '\0');
  message += question;
  for (const auto& record : records) {
    message += to_wire(record);
  }
  return message;
}

}  // namespace dyndns::dns
