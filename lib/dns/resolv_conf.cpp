#include "dns/resolv_conf.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>

namespace dyndns::dns {
namespace {

constexpr int longest_patience = 10;  // a request may take as long in all
constexpr int most_tries = 5;         // as resolv.conf(5) has it

std::optional<ListedServer> parse_server(const std::string& text) {
  const auto mark = std::min(text.find('%'), text.size());
  const auto address = Address::parse(text.substr(0, mark));
  if (!address) {
    return std::nullopt;
  }
  return ListedServer{{*address}, mark == text.size() ? "" : text.substr(mark + 1)};
}

// Of "timeout:2", if that is the option; within 1 and `most`.
std::optional<int> number_of(std::string_view option, std::string_view name, int most) {
  int number = 0;
  if (!option.starts_with(name)) {
    return std::nullopt;
  }
  option.remove_prefix(name.size());
  const auto [end, error] = std::from_chars(option.data(), option.data() + option.size(), number);
  const bool is_number = error == std::errc() && end == option.data() + option.size();
  return is_number ? std::optional(std::clamp(number, 1, most)) : std::nullopt;
}

ResolvConf with_option(ResolvConf conf, std::string_view option) {
  if (const auto seconds = number_of(option, "timeout:", longest_patience)) {
    conf.patience = std::chrono::seconds(*seconds);
  }
  conf.tries = number_of(option, "attempts:", most_tries).value_or(conf.tries);
  conf.rotates |= option == "rotate";
  return conf;
}

ResolvConf with_line(ResolvConf conf, const std::string& line) {
  std::istringstream words(line);
  std::string keyword;
  std::string word;
  words >> keyword;
  if (keyword == "nameserver" && words >> word) {
    if (auto server = parse_server(word)) {
      conf.servers.push_back(*std::move(server));
    }
  }
  while (keyword == "options" && words >> word) {
    conf = with_option(std::move(conf), word);
  }
  return conf;
}

}  // namespace

std::string to_string(const ListedServer& server) {
  return to_string(server.server) + (server.link.empty() ? "" : "%" + server.link);
}

ResolvConf parse_resolv_conf(std::string_view text) {
  ResolvConf conf;
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    conf = with_line(std::move(conf), line);
  }
  return conf;
}

}  // namespace dyndns::dns
