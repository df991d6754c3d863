// What at Gandi can stop the updates or make them useless, apart from the records: a token that expires or lacks
// rights, and domains that do not use Gandi's name servers. LiveDNS only.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "config/values/settings.hpp"
#include "gandi/pacing.hpp"
#include "gandi/token/watch.hpp"
#include "ports/clock.hpp"
#include "ports/task.hpp"
#include "trace/notes.hpp"

namespace dyndns::daemon {

class AccountWatch {
 public:
  using News = gandi::token::News;  // of the domains, too

  // What is asked is paid from the budget.
  AccountWatch(Clock& clock, gandi::Budget& budget) : clock_(clock), budget_(budget) {}

  // Asks over a connection of its own, made for the purpose: it is called once a day. What Gandi does not answer is
  // left open and no fault.
  [[nodiscard]] Task<News> ask(std::shared_ptr<const config::Settings> settings,
                               std::shared_ptr<trace::Notes> notes = nullptr);

 private:
  Clock& clock_;
  gandi::Budget& budget_;
  gandi::token::Watch token_;
  std::set<std::string> told_once_;  // sentences about domains
};

}  // namespace dyndns::daemon
