#include "state/memory_file.hpp"

#include <sys/stat.h>

#include "state/atomic_file.hpp"
#include "state/json_document.hpp"
#include "state/read_file.hpp"
#include "state/state_codec.hpp"

namespace dyndns::state {
namespace {

class MemoryFile final : public Memory {
 public:
  explicit MemoryFile(std::string path) : path_(std::move(path)) {}

  Result<State> load() override {
    const auto content = read_file(path_, longest_document);
    if (!content) {
      return content.error();
    }
    if (!*content) {
      return State{};
    }
    auto state = decode(**content);
    if (!state) {
      return Failure{state.error().fault, '\'' + path_ + "' is not a memory of this program: " + state.error().detail};
    }
    return state;
  }

  Result<void> store(const State& state) override { return replace_file(path_, encode(state), S_IRUSR | S_IWUSR); }

 private:
  std::string path_;
};

}  // namespace

std::unique_ptr<Memory> make_memory_file(const std::string& dir) {
  return std::make_unique<MemoryFile>(dir + "/state.json");
}

}  // namespace dyndns::state
