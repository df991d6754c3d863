#include "service/noticeboard.hpp"

#include <sysexits.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "show/sentences.hpp"

namespace dyndns::daemon {

Noticeboard::Noticeboard(const std::string& runtime_dir, Supervisor& supervisor, const Clock& clock)
    : supervisor_(supervisor), clock_(clock), started_(clock.wall()), next_round_(started_) {
  if (!runtime_dir.empty()) {
    file_.emplace(runtime_dir);
  }
}

void Noticeboard::note_round(const update::RoundEnd& round) {
  const auto now = clock_.wall();
  keeper_.note(round, now, clock_.steady());
  next_round_ = now + std::chrono::ceil<std::chrono::seconds>(round.next - clock_.steady());
}

bool Noticeboard::note_account(const AccountWatch::News& news) {
  token_end_ = news.end;
  const bool is_news = news.token != of_token_ || news.domains != of_domains_;
  of_token_ = news.token;
  of_domains_ = news.domains;
  return is_news;
}

void Noticeboard::note_configuration(const std::string& problem) {
  configuration_problem_ = problem.empty() ? "" : show::not_in_force(problem);
}

std::string Noticeboard::line() const { return show::status_line(troubles(), keeper_.status().summary); }

// A token that the records suffer from is one cause.
std::vector<Trouble> Noticeboard::troubles() const {
  const auto& of_round = keeper_.status().troubles;
  const auto is_of_credential = [](const Trouble& trouble) { return trouble.exit_code == EX_NOPERM; };
  std::vector<Trouble> troubles;
  if (!configuration_problem_.empty()) {
    troubles.push_back({configuration_problem_, EX_CONFIG});
  }
  if (std::ranges::none_of(of_round, is_of_credential)) {
    troubles.insert(troubles.end(), of_token_.begin(), of_token_.end());
  }
  troubles.insert(troubles.end(), of_domains_.begin(), of_domains_.end());
  troubles.insert(troubles.end(), of_round.begin(), of_round.end());
  return troubles;
}

Result<void> Noticeboard::publish() {
  supervisor_.status(line());
  return write();
}

Result<void> Noticeboard::write() {
  if (!file_) {
    return {};
  }
  return file_->write(status());
}

void Noticeboard::take_down() const {
  if (file_) {
    file_->remove();
  }
}

Status Noticeboard::status() const {
  auto status = keeper_.status();
  status.program = DYNDNS_VERSION;
  status.pid = ::getpid();
  status.started = started_;
  status.written = clock_.wall();
  status.next_round = next_round_;
  status.summary = line();
  status.troubles = troubles();
  for (const auto& trouble : status.troubles) {
    status.exit_code = update::worse(status.exit_code, trouble.exit_code);
  }
  status.token_end = token_end_;
  return status;
}

}  // namespace dyndns::daemon
