// LiveDNS as a little world behind a fake HTTP client: domains with their RRsets, and what can go wrong.
#pragma once

#include <algorithm>
#include <cctype>
#include <functional>
#include <map>
#include <optional>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "gandi/livedns/bodies.hpp"
#include "gandi/run.hpp"
#include "http/client.hpp"

namespace dyndns::gandi::livedns {

class World : public http::Client {
 public:
  struct Rrset {
    unsigned ttl;
    std::vector<std::string> values;
  };
  using Domain = std::map<std::pair<std::string, std::string>, Rrset>;

  std::map<std::string, Domain> domains;
  std::map<std::string, std::string> current;  // by domain
  std::string tokeninfo = "{}";
  bool is_spaced = false;                    // the other spelling of JSON
  std::string total_header = "total-count";  // that tells how long a list is; empty: none does
  std::size_t largest_page = 1000;           // the server's own limit
  bool knows_page_sizes = true;              // else per_page is a bad request
  bool turns_pages = true;                   // else every page is the first
  std::string organisation;                  // that owns the domains; empty: the one that is meant anyway
  bool is_named_by_header = true;            // the organisation; else by the query

  [[nodiscard]] auto times(const std::string& request) const { return std::ranges::count(requests, request); }

  // Asked before each request, "PUT /domains/example.com/records/www/A"; an answer is given in place of the world's.
  using Answer = Result<http::Response>;
  std::function<std::optional<Answer>(const std::string& request)> instead = [](const std::string&) {
    return std::nullopt;
  };
  // As above, when the request has been carried out.
  std::function<std::optional<Answer>(const std::string& request)> afterwards = [](const std::string&) {
    return std::nullopt;
  };

  std::vector<std::string> requests;  // as above
  http::Request last_request;
  std::size_t most_running = 0;

  void answer_always(unsigned status, const std::string& body, std::map<std::string, std::string> headers = {}) {
    instead = [response = http::Response{status, std::move(headers), body}](const std::string&) { return response; };
  }

  // "www A 81.2.69.142 300" with all values.
  [[nodiscard]] std::vector<std::string> lines(const std::string& domain) const {
    std::vector<std::string> all;
    for (const auto& [key, rrset] : domains.at(domain)) {
      std::string line = key.first + ' ' + key.second;
      for (const auto& value : rrset.values) {
        line += ' ' + value;
      }
      all.push_back(line + ' ' + std::to_string(rrset.ttl));
    }
    return all;
  }

  Task<Result<http::Response>> fetch(http::Request request) override {
    last_request = request;
    const auto path = request.url.starts_with(live_endpoint) ? request.url.substr(live_endpoint.size()) : request.url;
    const auto asked = request.method + ' ' + path;
    requests.push_back(asked);
    most_running = std::max(most_running, ++running_);
    co_await pass_turn();
    --running_;
    co_return answer(request, asked, path);
  }

  void close_idle() override {}

 private:
  Answer answer(const http::Request& request, const std::string& asked, const std::string& path) {
    if (auto other = instead(asked)) {
      return *other;
    }
    const auto response = carry_out(request, path);
    if (auto other = afterwards(asked)) {
      return *other;
    }
    return response;
  }

  http::Response carry_out(const http::Request& request, const std::string& path_and_organisation) {
    static const std::regex of_organisation("(.*?)(?:[?&]sharing_id=(.*))?");
    std::smatch whole;
    std::regex_match(path_and_organisation, whole, of_organisation);
    const std::string path = whole[1];
    const std::pair<std::string, std::string> shown{"Authorization", "Bearer " + good_token};
    if (std::ranges::find(request.headers, shown) == request.headers.end()) {
      return {401, {}, R"({"message":"You must provide an access token or an API Key. Please see the documentation"})"};
    }
    if (path == id_endpoint) {
      return {200, {}, tokeninfo};
    }
    static const std::regex delegation("https://api.example/v5/domain/domains/([^/]+)/livedns");
    static const std::regex list("/domains/([^/]+)/records\\?page=([0-9]+)(?:&per_page=([0-9]+))?");
    static const std::regex single("/domains/([^/]+)/records/([^/]+)/(A|AAAA|CNAME)");
    std::smatch parts;
    if (std::regex_match(path, parts, delegation) && current.contains(parts[1])) {
      return {200, {}, R"({"current": ")" + current[parts[1]] + R"(", "nameservers": []})"};
    }
    const bool is_list = request.method == "GET" && std::regex_match(path, parts, list);
    if (!is_list && !std::regex_match(path, parts, single)) {
      return {500, {}, "no such route in this world: " + path};
    }
    const auto domain = domains.find(parts[1]);
    if (domain == domains.end()) {
      return {404, {}, error_body("HTTPNotFound", "The resource could not be found.")};
    }
    if (is_list) {
      return page(domain->second, turns_pages ? std::stoul(parts[2]) : 1, parts[3]);
    }
    return is_named(request, whole[2]) ? one(domain->second, request, unescape(parts[2]), parts[3])
                                       : http::Response{404, {}, no_object_body};
  }

  [[nodiscard]] bool is_named(const http::Request& request, const std::string& in_query) const {
    const std::pair<std::string, std::string> header{"X-Gandi-Sharing-Id", organisation};
    const bool is_in_header = std::ranges::find(request.headers, header) != request.headers.end();
    return organisation.empty() || (is_named_by_header ? is_in_header : in_query == organisation);
  }

  [[nodiscard]] http::Response page(const Domain& domain, std::size_t number, const std::string& per_page) const {
    if (!knows_page_sizes && !per_page.empty()) {
      return {400, {}, bad_request_body("per_page", "Unknown field")};
    }
    const auto size = per_page.empty() ? largest_page : std::min(std::stoul(per_page), largest_page);
    std::string body;
    std::size_t place = 0;
    for (const auto& [key, rrset] : domain) {
      if (place++ / size + 1 == number) {
        body += (body.empty() ? "" : ",") + shown(key, rrset);
      }
    }
    http::Response response{200, {}, "[" + body + "]"};
    if (!total_header.empty()) {
      response.headers[total_header] = std::to_string(domain.size());
    }
    return response;
  }

  http::Response one(Domain& domain, const http::Request& request, const std::string& name, const std::string& type) {
    if (request.method == "PUT") {
      return put(domain, request.body, name, type);
    }
    const auto found = domain.find({name, type});
    if (found == domain.end()) {
      const auto message = "Can't find the DNS record " + name + "/" + type + " in the zone";
      return {404, {}, error_body("dns-record", message)};
    }
    return {200, {}, shown(found->first, found->second)};
  }

  static http::Response put(Domain& domain, const std::string& body, const std::string& name, const std::string& type) {
    if (domain.contains({name, "CNAME"})) {
      return {409, {}, error_body("HTTPConflict", "A CNAME record already exists")};
    }
    static const std::regex shape(R"re(\{"rrset_values":\["([^"]*)"\](?:,"rrset_ttl":([0-9]+))?\})re");
    std::smatch parts;
    if (!std::regex_match(body, parts, shape)) {
      return {400, {}, bad_request_body("rrset_values", "Required")};
    }
    // Without a ttl it becomes 10800, as with Gandi.
    const auto ttl = parts[2].matched ? static_cast<unsigned>(std::stoul(parts[2])) : 10800U;
    domain[{name, type}] = {ttl, {parts[1]}};
    return {201, {}, R"({"message":"DNS Record Created"})"};
  }

  [[nodiscard]] std::string shown(const Domain::key_type& key, const Rrset& rrset) const {
    const std::string comma = is_spaced ? ", " : ",";
    const std::string colon = is_spaced ? ": " : ":";
    std::string values;
    for (const auto& value : rrset.values) {
      values += (values.empty() ? "" : comma) + '"' + value + '"';
    }
    return "{\"rrset_name\"" + colon + '"' + key.first + '"' + comma + "\"rrset_type\"" + colon + '"' + key.second +
           '"' + comma + "\"rrset_ttl\"" + colon + std::to_string(rrset.ttl) + comma + "\"rrset_values\"" + colon +
           '[' + values + "]" + comma + R"("rrset_href")" + colon + R"("https://api.example/x"})";
  }

  static std::string unescape(const std::string& text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool is_escape = text[i] == '%';
      plain += is_escape ? static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16)) : text[i];
      i += is_escape ? 2 : 0;
    }
    return plain;
  }

  std::size_t running_ = 0;
};

}  // namespace dyndns::gandi::livedns
