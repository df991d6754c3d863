#include "config/reading/remarks.hpp"

#include <filesystem>

#include "text/one_line.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t most_problems = 100;
constexpr std::size_t longest_message = 4096;  // bytes

}  // namespace

void Remarks::error(std::string_view path, std::string_view message) {
  has_errors_ = true;
  add(true, path, message);
}

void Remarks::warning(std::string_view path, std::string_view message) { add(false, path, message); }

void Remarks::add(bool is_error, std::string_view path, std::string_view message) {
  if (problems_.size() > most_problems) {
    problems_.back().is_error |= is_error;
    return;
  }
  if (problems_.size() == most_problems) {
    problems_.push_back({is_error, where_, "there are further problems; fix these first"});
    return;
  }
  std::string text(path);
  if (!path.empty()) {
    text += ": ";
  }
  text += message;
  problems_.push_back({is_error, where_, text::one_line(text, longest_message)});
}

std::string Surroundings::resolve(const std::string& path) const {
  return (std::filesystem::path(config_path).parent_path() / path).string();
}

std::string Surroundings::variable(const std::string& name) const { return environment(name).value_or(""); }

}  // namespace dyndns::config
