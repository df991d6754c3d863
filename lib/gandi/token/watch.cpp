#include "gandi/token/watch.hpp"

#include <sysexits.h>

#include <algorithm>
#include <utility>

namespace dyndns::gandi::token {

News Watch::note(const Secret& token, const Result<Info>& info, WallTime now) {
  if (known_.token != token) {
    known_ = {token};
  }
  News news;
  if (info) {
    known_.info = *info;
    known_.end = now + info->expires_in;
    known_.length = std::max(known_.length, info->expires_in);
  } else if (info.error().fault == Fault::denied) {
    known_.info.reset();
    news.token.push_back({info.error().detail, EX_NOPERM});
  } else {
    news.is_unanswered = true;
  }
  if (known_.info) {
    tell_rights(news);
    tell_end(news, known_.end - now);
    if (news.token.empty() && std::exchange(is_unwell_, false)) {
      news.events.push_back({EventKind::token_fit, Level::notice, "token is good again: " + news.life});
    }
  }
  return news;
}

void Watch::repeat() {
  known_.told.reset();
  known_.told_rights.clear();
}

void Watch::tell_rights(News& news) {
  const auto tell = [&](const std::string& sentence, Level level) {
    if (known_.told_rights.insert(sentence).second) {
      news.events.push_back({EventKind::token_unfit, level, sentence});
    }
  };
  if (const auto warning = scopes_warning(*known_.info)) {
    news.token.push_back({*warning, EX_NOPERM});
    is_unwell_ = true;
    tell(*warning, Level::error);
  }
  if (const auto remark = scopes_remark(*known_.info)) {
    tell(*remark, Level::info);
  }
}

void Watch::tell_end(News& news, std::chrono::seconds left) {
  news.life = life_text(left);
  news.end = known_.end;
  const auto warning = expiry_warning(left);
  if (due_warning(left, known_.length, std::nullopt)) {
    news.token.push_back({warning, left.count() > 0 ? 1 : EX_NOPERM});
    is_unwell_ = true;
  } else {
    known_.told.reset();
  }
  if (const auto due = due_warning(left, known_.length, known_.told)) {
    news.events.push_back({EventKind::token_expiring, Level::warning, warning});
    known_.told = due;
  }
}

}  // namespace dyndns::gandi::token
