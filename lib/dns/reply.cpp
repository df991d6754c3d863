#include "dns/reply.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <array>
#include <optional>

#include "dns/reply_reader.hpp"

namespace dyndns::dns {
namespace {

constexpr std::size_t most_texts = 64;  // and records

// RFC 1035, section 4.1.1.
constexpr unsigned reply_flag = 0x8000;
constexpr unsigned opcode_mask = 0x7800;
constexpr unsigned truncated_flag = 0x0200;
constexpr unsigned code_mask = 0x000f;

using Texts = std::vector<std::string>;

Failure malformed(std::string detail) { return {Fault::malformed, std::move(detail)}; }

std::string quoted_name(const DnsQuestion& question) { return "'" + question.name + "'"; }

Failure failure_of(unsigned code, const DnsQuestion& question) {
  switch (code) {
    case 1:
      return {Fault::unavailable, "does not understand the question (FORMERR)"};
    case 2:
      return {Fault::unavailable, "failed to find an answer (SERVFAIL)"};
    case 3:
      return {Fault::missing, "says that " + quoted_name(question) + " does not exist (NXDOMAIN)"};
    case 4:
      return {Fault::unavailable, "does not support this kind of question (NOTIMP)"};
    case 5:
      return {Fault::unavailable, "refused to answer (REFUSED)"};
    default:
      return {Fault::unavailable, "answered with error code " + std::to_string(code)};
  }
}

bool takes_up(ReplyReader& reader, const DnsQuestion& question) {
  const auto name = reader.name();
  const auto type = reader.number();
  const auto dns_class = reader.number();
  return name == wire_name(question.name) && type == static_cast<std::uint16_t>(question.type) &&
         dns_class == static_cast<std::uint16_t>(question.dns_class);
}

std::optional<Texts> read_address(int family, Bytes data, std::size_t size) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (data.size() != size || ::inet_ntop(family, data.data(), text.data(), text.size()) == nullptr) {
    return std::nullopt;
  }
  return Texts{text.data()};
}

std::optional<Texts> read_strings(Bytes data) {
  Texts texts;
  while (!data.empty() && texts.size() <= most_texts) {
    const std::size_t size = data[0];
    if (size >= data.size()) {
      return std::nullopt;
    }
    const auto text = data.subspan(1, size);
    texts.emplace_back(text.begin(), text.end());
    data = data.subspan(1 + size);
  }
  return texts;
}

// Nothing for a broken one.
std::optional<Texts> read_data(DnsType type, Bytes data) {
  switch (type) {
    case DnsType::a:
      return read_address(AF_INET, data, 4);
    case DnsType::aaaa:
      return read_address(AF_INET6, data, 16);
    case DnsType::txt:
      return read_strings(data);
  }
  return std::nullopt;
}

Result<Texts> read_records(ReplyReader& reader, unsigned count, const DnsQuestion& question) {
  Texts texts;
  for (unsigned i = 0; i < count; ++i) {
    const bool is_answer = takes_up(reader, question);
    (void)reader.bytes(4);  // its time to live
    const auto data = reader.bytes(reader.number());
    const auto said = is_answer ? read_data(question.type, data) : Texts();
    if (reader.has_failed() || !said) {
      return malformed("answered with a broken record");
    }
    texts.insert(texts.end(), said->begin(), said->end());
    if (i >= most_texts || texts.size() > most_texts) {
      return malformed("answered with more than " + std::to_string(most_texts) + " records");
    }
  }
  if (texts.empty()) {
    return Failure{Fault::missing,
                   "has no " + std::string(to_string(question.type)) + " record of " + quoted_name(question)};
  }
  return texts;
}

}  // namespace

Result<std::vector<std::string>> read_reply(std::span<const std::uint8_t> packet, const DnsQuestion& question) {
  ReplyReader reader(packet);
  (void)reader.number();  // the id was compared when the packet came
  const unsigned flags = reader.number();
  const auto questions = reader.number();
  const auto answers = reader.number();
  (void)reader.bytes(4);  // the numbers of records that are not looked at
  if (reader.has_failed() || (flags & reply_flag) == 0 || (flags & opcode_mask) != 0) {
    return malformed("sent something that is not a DNS reply");
  }
  if (questions != 1 || !takes_up(reader, question)) {
    return malformed("answered a different question");
  }
  if (const auto code = flags & code_mask; code != 0) {
    return failure_of(code, question);
  }
  if ((flags & truncated_flag) != 0) {
    return malformed("sent only part of its answer");
  }
  return read_records(reader, answers, question);
}

}  // namespace dyndns::dns
