#include "gandi/token/watch.hpp"

#include <algorithm>

namespace dyndns::gandi::token {

News Watch::note(const Secret& token, const Result<Info>& info, WallTime now) {
  if (known_.token != token) {
    known_ = {token};
  }
  if (info) {
    known_.info = *info;
    known_.end = now + info->expires_in;
    known_.length = std::max(known_.length, info->expires_in);
  } else if (info.error().fault == Fault::denied) {
    known_.info.reset();
  }
  News news;
  news.is_unanswered = !info && info.error().fault != Fault::denied;
  if (known_.info) {
    tell_rights(news);
    tell_end(news, known_.end - now);
  }
  return news;
}

void Watch::tell_rights(News& news) {
  const auto tell = [&](const std::string& sentence, Level level) {
    if (known_.told_rights.insert(sentence).second) {
      news.events.push_back({EventKind::token_unfit, level, sentence});
    }
  };
  if (const auto warning = scopes_warning(*known_.info)) {
    news.wrong.push_back(*warning);
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
    news.wrong.push_back(warning);
  } else {
    known_.told.reset();
  }
  if (const auto due = due_warning(left, known_.length, known_.told)) {
    news.events.push_back({EventKind::token_expiring, Level::warning, warning});
    known_.told = due;
  }
}

}  // namespace dyndns::gandi::token
