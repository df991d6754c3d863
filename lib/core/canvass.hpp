// Which sources to ask for our address, in what order and until when: the decisions of one canvass, without the
// waiting.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/consensus.hpp"

namespace dyndns {

class Canvass {
 public:
  // `operators` names the operator of each source, in the order in which they are to be asked. An operator is asked
  // again, through its next source, only when its earlier source failed. `spares` is how many more than
  // an agreement needs are kept in play, so that a failure or a dissent costs no further round trip.
  Canvass(std::vector<std::string> operators, unsigned quorum, unsigned spares);

  // The sources to ask now, by their index; each index is given once.
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

  struct Source {
    std::string operator_name;
    Stage stage = Stage::idle;
  };

  [[nodiscard]] bool may_ask(const Source& source) const;
  [[nodiscard]] unsigned count(Stage stage) const;
  [[nodiscard]] unsigned missing_votes() const;

  std::vector<Source> sources_;
  std::vector<Vote> votes_;
  unsigned quorum_;
  unsigned spares_;
};

}  // namespace dyndns
