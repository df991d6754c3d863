// XML-RPC calls to text and answers to values (http://xmlrpc.com/spec.md): exact in what is written, tolerant in what
// is read.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "core/failure.hpp"
#include "core/secret.hpp"
#include "gandi/classic/value.hpp"

namespace dyndns::gandi::classic {

// Gandi's parameters always begin with the key. Refused when a text is not UTF-8 or holds a control character.
[[nodiscard]] Result<std::string> write_call(std::string_view method, const Secret& key, std::span<const Value> params);

// The server's "no". Its text may quote what we sent, the key included.
struct RpcFault {
  std::int64_t code = 0;
  std::string text;

  bool operator==(const RpcFault&) const = default;
};

using RpcAnswer = std::variant<Value, RpcFault>;

// Any bytes may come. What is not an answer, is nested too deep, has too many tags or brings a document type with it
// is malformed; the failure quotes nothing of the body, which may hold secrets.
[[nodiscard]] Result<RpcAnswer> parse_answer(std::string_view body);

}  // namespace dyndns::gandi::classic
