#include "service/noticeboard.hpp"

#include <unistd.h>

#include <chrono>
#include <utility>

#include "show/sentences.hpp"
#include "text/words.hpp"

namespace dyndns::daemon {

Noticeboard::Noticeboard(const std::string& runtime_dir, Supervisor& supervisor, const Clock& clock)
    : supervisor_(supervisor), clock_(clock), started_(clock.wall()), next_round_(started_) {
  if (!runtime_dir.empty()) {
    file_.emplace(runtime_dir);
  }
}

void Noticeboard::note_round(const update::RoundEnd& round) {
  const auto now = clock_.wall();
  keeper_.note(round, now);
  next_round_ = now + std::chrono::ceil<std::chrono::seconds>(round.next - clock_.steady());
}

bool Noticeboard::note_account(const AccountWatch::News& news) {
  token_end_ = news.end;
  const auto problem = text::join(news.wrong, "; ");
  return std::exchange(account_problem_, problem) != problem;
}

void Noticeboard::note_configuration(const std::string& problem) {
  configuration_problem_ = problem.empty() ? "" : show::not_in_force(problem);
}

std::string Noticeboard::line() const {
  return show::status_line(configuration_problem_, account_problem_, keeper_.status().summary);
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
  for (const auto& problem : {account_problem_, configuration_problem_}) {
    if (!problem.empty()) {
      status.problems.insert(status.problems.begin(), problem);
    }
  }
  status.token_end = token_end_;
  return status;
}

}  // namespace dyndns::daemon
