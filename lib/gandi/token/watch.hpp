// What is to be told of a token, by what Gandi says of it now and has said before. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/event.hpp"
#include "core/secret.hpp"
#include "core/status.hpp"
#include "core/wall_time.hpp"
#include "gandi/token/info.hpp"
#include "gandi/token/warnings.hpp"

namespace dyndns::gandi::token {

struct News {
  std::vector<Event> events{};     // what was not told before
  std::vector<Trouble> token{};    // all that is wrong with it, told before or not
  std::vector<Trouble> domains{};  // likewise
  std::string life{};              // "token expires in 21 days"; empty when not known
  std::optional<WallTime> end{};   // likewise
  bool is_unanswered = false;      // what there is to know could not be had
};

class Watch {
 public:
  // What was last known of the same token holds where Gandi does not answer. That Gandi refuses it is a trouble, but no
  // event: that is the zone's to report, with what it cannot do.
  [[nodiscard]] News note(const Secret& token, const Result<Info>& info, WallTime now);

  // Somebody may have mended what was told: what is still wrong is told again.
  void repeat();

 private:
  struct Known {
    Secret token{};
    std::optional<Info> info{};
    WallTime end{};
    std::chrono::seconds length{};        // as long as it was ever seen to have left
    std::optional<Days> told{};           // the last warning about its end
    std::set<std::string> told_rights{};  // sentences
  };

  void tell_rights(News& news);
  void tell_end(News& news, std::chrono::seconds left);

  Known known_;
  bool is_unwell_ = false;  // was told
};

}  // namespace dyndns::gandi::token
