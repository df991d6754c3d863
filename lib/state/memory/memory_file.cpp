#include "state/memory/memory_file.hpp"

#include <sys/stat.h>

#include <cerrno>

#include "file/atomic_file.hpp"
#include "file/read_file.hpp"
#include "state/file_failure.hpp"
#include "state/json_document.hpp"
#include "state/memory/codec.hpp"

namespace dyndns::state {
namespace {

class MemoryFile final : public Memory {
 public:
  explicit MemoryFile(std::string path) : path_(std::move(path)) {}

  Result<State> load() override {
    const auto content = file::read_file(path_, longest_document);
    if (!content && content.error().number == ENOENT) {
      return State{};
    }
    if (!content) {
      return file_failure(path_, content.error());
    }
    auto state = decode(content->text);
    if (!state) {
      return Failure{state.error().fault, '\'' + path_ + "' is not a memory of this program: " + state.error().detail};
    }
    return state;
  }

  Result<void> store(const State& state) override {
    const auto stored = file::replace_file(path_, encode(state), S_IRUSR | S_IWUSR);
    if (!stored) {
      return file_failure(path_, stored.error());
    }
    return {};
  }

 private:
  std::string path_;
};

}  // namespace

std::unique_ptr<Memory> make_memory_file(const std::string& dir) {
  return std::make_unique<MemoryFile>(dir + "/state.json");
}

}  // namespace dyndns::state
