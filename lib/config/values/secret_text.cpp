#include "config/values/secret_text.hpp"

#include <algorithm>

#include "text/words.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t longest_secret = 4096;
constexpr std::size_t api_key_length = 24;  // docs/gandi-api.md: ^[a-z0-9]{24}$
constexpr std::size_t short_secret = 20;
constexpr std::string_view white_space = " \t\r\n";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

bool is_api_key(std::string_view text) {
  return text.size() == api_key_length &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || is_lower(c); });
}

}  // namespace

text::Checked<Secret> parse_secret(std::string_view text) {
  const auto begin = text.find_first_not_of(white_space);
  if (begin == std::string_view::npos) {
    return text::wrong("is empty; the credential belongs there, on one line");
  }
  text = text.substr(begin, text.find_last_not_of(white_space) + 1 - begin);
  if (text.size() > longest_secret) {
    return text::wrong("is too long for a credential");
  }
  if (text.find_first_of("\r\n") != std::string_view::npos) {
    return text::wrong("has several lines; only the credential belongs there, on one line");
  }
  if (!std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; })) {
    return text::wrong("holds a space, a control character or a letter that no credential of Gandi's has");
  }
  return Secret(std::string(text));
}

std::optional<std::string> probable_mix_up(const Credential& credential, Api api) {
  const auto& text = credential.secret.reveal();
  if (credential.kind == CredentialKind::token && is_api_key(text)) {
    return "looks like an API key (24 lower-case letters and digits), not like a Personal Access Token; "
           "an API key is configured as api_key or api_key_file";
  }
  if (credential.kind == CredentialKind::api_key && text.size() > api_key_length) {
    return "is longer than the 24 characters of an API key; "
           "if it is a Personal Access Token, configure it as token or token_file";
  }
  if (api == Api::xmlrpc && !is_api_key(text)) {
    return "is not of 24 lower-case letters and digits, as an XML-RPC API key is; was it copied whole?";
  }
  return std::nullopt;
}

bool looks_like_secret(std::string_view text) {
  text = text::trim(text);
  const auto is_of_a_secret = [](char c) {
    return is_digit(c) || is_lower(c) || is_upper(c) || std::string_view("_-+=").find(c) != std::string_view::npos;
  };
  const bool is_long = text.size() >= short_secret && std::any_of(text.begin(), text.end(), is_digit);
  return std::all_of(text.begin(), text.end(), is_of_a_secret) &&
         (is_long || is_api_key(text) || text.starts_with("pat_"));
}

}  // namespace dyndns::config
