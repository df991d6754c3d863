// Which sources to ask for our address, in what order and until when: the decisions, without the waiting.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/consensus.hpp"
#include "core/standing.hpp"

namespace dyndns {

class Asking {
 public:
  struct Source {
    std::string operator_name;
    Rank rank = Rank::good;
  };

  // `sources` are asked in their order, those on trial and those that rest after the good ones. An operator is asked
  // again, through its next source, only when its earlier source failed. `spares` is how many more than
  // an agreement needs are kept in play, so that a failure or a dissent costs no further round trip.
  Asking(const std::vector<Source>& sources, unsigned quorum, unsigned spares);

  // The sources to ask now, by their index; each index is given once. The first time there is one on trial among them,
  // beyond those that are needed.
  [[nodiscard]] std::vector<std::size_t> next();

  void voted(std::size_t source, const Address& address);
  void failed(std::size_t source);
  // It has been asked for longer than is usual. Another one is asked in its place, and an agreement no longer waits
  // for it; its vote still counts if it comes.
  void slow(std::size_t source);

  // Nothing that is still to come can change the verdict, or it is only to come from slow sources.
  [[nodiscard]] bool is_settled() const;
  [[nodiscard]] Verdict verdict() const;

 private:
  enum class Stage { idle, asked, slow, voted, failed };

  struct Asked {
    Source source;
    Stage stage = Stage::idle;
  };

  [[nodiscard]] std::optional<std::size_t> first_to_ask(Rank rank) const;
  [[nodiscard]] bool may_ask(const Asked& asked) const;
  [[nodiscard]] unsigned count(Stage stage) const;
  [[nodiscard]] unsigned missing_votes() const;

  std::vector<Asked> sources_;
  std::vector<Vote> votes_;
  unsigned quorum_;
  unsigned spares_;
  bool has_begun_ = false;
};

// How many spares courtesy allows where `operators` take turns and a round is held every `interval`: none of them is to
// be asked more than 90 times a day by us, 2 at most.
[[nodiscard]] unsigned polite_spares(std::size_t operators, unsigned quorum, std::chrono::milliseconds interval);

}  // namespace dyndns
