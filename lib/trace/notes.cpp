#include "trace/notes.hpp"

#include <utility>

namespace dyndns::trace {
namespace {

std::size_t size_of(const http::Response& response) { return response.body.size(); }
std::size_t size_of(const std::vector<std::string>& texts) { return texts.size(); }

// An exchange from its beginning to its end, which may be that nobody waits any longer.
template <class Noted>
class Note {
 public:
  template <class Asked>
  Note(Notes& notes, const Asked& asked) : notes_(notes), begun_(notes.clock.steady()), place_(notes.exchanges.size()) {
    notes_.first = notes_.first.value_or(begun_);
    notes_.exchanges.push_back(Noted{asked, since(*notes_.first)});
  }
  Note(const Note&) = delete;
  Note& operator=(const Note&) = delete;
  ~Note() { noted().took = since(begun_); }

  template <class Told>
  void answered(const Result<Told>& answer) {
    const auto size = answer ? size_of(*answer) : 0;
    if (size > notes_.room) {
      ++notes_.left_out;
      return;
    }
    notes_.room -= size;
    noted().answer = answer;
  }

 private:
  [[nodiscard]] Noted& noted() const { return std::get<Noted>(notes_.exchanges[place_]); }
  [[nodiscard]] std::chrono::milliseconds since(SteadyTime then) const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(notes_.clock.steady() - then);
  }

  Notes& notes_;
  SteadyTime begun_;
  std::size_t place_;
};

class NotingClient final : public http::Client {
 public:
  NotingClient(std::shared_ptr<Notes> notes, std::unique_ptr<http::Client> client)
      : notes_(std::move(notes)), client_(std::move(client)) {}

  Task<Result<http::Response>> fetch(http::Request request) override {
    Note<Fetched> note(*notes_, request);
    auto answer = co_await client_->fetch(std::move(request));
    note.answered(answer);
    co_return answer;
  }

  void close_idle() override { client_->close_idle(); }

 private:
  std::shared_ptr<Notes> notes_;
  std::unique_ptr<http::Client> client_;
};

class NotingQuestioner final : public dns::Questioner {
 public:
  NotingQuestioner(std::shared_ptr<Notes> notes, std::unique_ptr<dns::Questioner> questioner)
      : notes_(std::move(notes)), questioner_(std::move(questioner)) {}

  Task<Result<std::vector<std::string>>> ask(DnsQuestion question, std::vector<DnsServer> servers,
                                             std::chrono::milliseconds timeout) override {
    Note<Inquired> note(*notes_, question);
    auto answer = co_await questioner_->ask(std::move(question), std::move(servers), timeout);
    note.answered(answer);
    co_return answer;
  }

 private:
  std::shared_ptr<Notes> notes_;
  std::unique_ptr<dns::Questioner> questioner_;
};

}  // namespace

std::unique_ptr<http::Client> noting(std::shared_ptr<Notes> notes, std::unique_ptr<http::Client> client) {
  return std::make_unique<NotingClient>(std::move(notes), std::move(client));
}

std::unique_ptr<dns::Questioner> noting(std::shared_ptr<Notes> notes, std::unique_ptr<dns::Questioner> questioner) {
  return std::make_unique<NotingQuestioner>(std::move(notes), std::move(questioner));
}

}  // namespace dyndns::trace
