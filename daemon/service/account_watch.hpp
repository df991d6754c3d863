// What at Gandi can stop the updates or make them useless, apart from the records: a token that expires or lacks
// rights, and domains that do not use Gandi's name servers. LiveDNS only.
#pragma once

#include <map>
#include <memory>
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

  // Somebody may have mended what was told: what is still wrong is told again.
  void repeat();

 private:
  void note_domain(const std::string& domain, const std::optional<std::string>& name_servers, News& news);

  Clock& clock_;
  gandi::Budget& budget_;
  gandi::token::Watch token_;
  std::map<std::string, std::string> told_;  // of domains, what is wrong with them
};

}  // namespace dyndns::daemon
