// What at Gandi can stop the updates or make them useless, apart from the records: a token that expires or lacks
// rights, and domains that do not use Gandi's name servers. LiveDNS only.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/values/settings.hpp"
#include "core/event.hpp"
#include "gandi/token/warnings.hpp"
#include "ports/task.hpp"
#include "trace/notes.hpp"

namespace dyndns::daemon {

class AccountWatch {
 public:
  struct News {
    std::vector<Event> events;       // what was not told before
    std::vector<std::string> wrong;  // all that is, told before or not: a sentence each
    std::string token;               // how long it lives; empty when not known
    std::optional<std::chrono::seconds> token_life{};
    bool is_unanswered = false;  // what there is to know of the token could not be had
  };

  // Asks over a connection of its own, made for the purpose: it is called once a day. What Gandi does not answer is
  // left open and no fault.
  [[nodiscard]] Task<News> ask(std::shared_ptr<const config::Settings> settings,
                               std::shared_ptr<trace::Notes> notes = nullptr);

 private:
  [[nodiscard]] News token_news(const Result<gandi::token::Info>& info);

  std::optional<gandi::token::Days> told_;  // the last warning about the token's end
  std::set<std::string> told_once_;         // other sentences
};

}  // namespace dyndns::daemon
