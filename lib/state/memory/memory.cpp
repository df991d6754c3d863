#include "state/memory/memory.hpp"

#include <sys/stat.h>

#include "state/document_file.hpp"
#include "state/memory/codec.hpp"

namespace dyndns::state {
namespace {

class MemoryFile final : public Memory {
 public:
  explicit MemoryFile(std::string path) : path_(std::move(path)) {}

  Result<State> load() override {
    const auto document = read_document(path_);
    if (!document) {
      return document.error();
    }
    if (!*document) {
      return State{};
    }
    auto state = decode(**document);
    if (!state) {
      return Failure{state.error().fault, '\'' + path_ + "' is not a memory of this program: " + state.error().detail};
    }
    return state;
  }

  Result<void> store(const State& state) override { return replace_document(path_, encode(state), S_IRUSR | S_IWUSR); }

 private:
  std::string path_;
};

class MemoryRam final : public Memory {
 public:
  Result<State> load() override { return state_; }
  Result<void> store(const State& state) override {
    state_ = state;
    return {};
  }

 private:
  State state_;
};

}  // namespace

std::unique_ptr<Memory> make_memory_file(const std::string& dir) {
  return std::make_unique<MemoryFile>(dir + "/state.json");
}

std::unique_ptr<Memory> make_memory_ram() { return std::make_unique<MemoryRam>(); }

}  // namespace dyndns::state
