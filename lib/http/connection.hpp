// One connection to one server, good for one request after another.
#pragma once

#include <array>
#include <memory>

#include "core/failure.hpp"
#include "http/call.hpp"
#include "http/client.hpp"
#include "http/stream.hpp"
#include "ports/task.hpp"

namespace dyndns::http {

class Connection {
 public:
  explicit Connection(std::unique_ptr<Stream> stream);

  // `call` must live until the exchange ends.
  [[nodiscard]] Task<Result<Response>> exchange(const Call& call);

  // Whether a byte has come in answer to the last request.
  [[nodiscard]] bool has_answered() const { return has_answered_; }
  // Whether another request may be sent: the last answer was whole, and the server has not closed or spoken since.
  [[nodiscard]] bool is_reusable() const { return is_kept_alive_ && stream_->is_quiet(); }

 private:
  Task<boost::system::error_code> transfer(const Call& call, class ResponseReader& reader);

  std::unique_ptr<Stream> stream_;
  std::array<char, 8192> buffer_{};
  bool has_answered_ = false;
  bool is_kept_alive_ = false;
};

}  // namespace dyndns::http
