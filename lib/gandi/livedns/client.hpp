// One question to LiveDNS at a time, or one change: sends it, and sorts what comes back.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "core/failure.hpp"
#include "core/plan.hpp"
#include "gandi/authorization.hpp"
#include "gandi/livedns/codec.hpp"
#include "gandi/token/inquiry.hpp"
#include "http/client.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi::livedns {

struct Options {
  std::string endpoint;  // the base URL without a trailing slash
  Authorization authorization;
  std::chrono::milliseconds timeout{};     // for one request
  std::string sharing_id{};                // of the organisation that owns the domains; empty: as tokeninfo tells
  std::optional<std::string> tokeninfo{};  // the URL that tells about the token, if it may be asked
};

// What Gandi's answers have taught about this account.
struct Learnt {
  std::optional<std::string> organisation{};  // of the token, by tokeninfo; empty when that names none
  std::set<std::string> of_organisation{};    // domains that are reached only where it is named
  bool refuses_page_size = false;
};

// Where an answer speaks of the organisation (docs/gandi-api.md, Organisations) and none is configured, the question or
// the change is sent once more, for the organisation that tokeninfo names. What may mean that the token has expired is
// looked up there, too: it is asked once in the client's lifetime, and only then.
class Client {
 public:
  Client(http::Client& http, Options options, std::shared_ptr<Learnt> learnt = std::make_shared<Learnt>());

  // Nothing when the domain has no such RRset.
  [[nodiscard]] Task<Result<std::optional<Rrset>>> rrset(std::string domain, std::string name, std::string type) const;

  // The first is 1, and is asked for without its size where Gandi refuses that. Pages of a size chosen by the server
  // and by us make no list together.
  [[nodiscard]] Task<Result<Page>> page(std::string domain, std::size_t number, bool is_sized) const;
  [[nodiscard]] bool may_size_pages() const { return !learnt_->refuses_page_size; }

  // Success says that Gandi took it, not that it is served. After a fault `unreachable`, `timed_out` or `malformed`
  // nobody knows whether Gandi carried it out.
  [[nodiscard]] Task<Result<void>> put(Change change) const;

  // Which name servers the domain uses, as Gandi calls them: "livedns", "classic" or "other". No failure keeps anybody
  // from an update, so nothing is said of it either.
  [[nodiscard]] Task<std::optional<std::string>> name_servers(std::string domain) const;

 private:
  [[nodiscard]] http::Request request(std::string method, std::string url) const;
  [[nodiscard]] std::string organisation_of(const std::string& domain) const;  // empty: need not be named
  [[nodiscard]] Task<std::string> organisation_of_token() const;
  [[nodiscard]] Task<Result<http::Response>> send(http::Request request, std::string domain) const;
  [[nodiscard]] Task<Failure> refusal(http::Response response, std::string domain) const;

  http::Client& http_;
  Options options_;
  std::shared_ptr<Learnt> learnt_;
  std::shared_ptr<token::Inquiry> inquiry_;
};

}  // namespace dyndns::gandi::livedns
