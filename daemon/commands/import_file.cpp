#include <sysexits.h>

#include <iostream>

#include "commands/commands.hpp"
#include "file/read_file.hpp"
#include "import/import.hpp"
#include "text/one_line.hpp"

namespace dyndns::daemon {
namespace {

constexpr std::size_t largest_file = 1'048'576;  // bytes, as of our own configuration

}  // namespace

int import_file(const CommandLine& line) {
  const auto where = text::in_quotes(line.import_path, 400);
  const auto file = file::read_file(line.import_path, largest_file);
  if (!file) {
    std::cerr << where << ": " << file.error().what << '\n';
    return EX_CONFIG;
  }
  const auto imported = imports::import_text(file->text);
  for (const auto& note : imported.notes) {
    std::cerr << where << ": " << note << '\n';
  }
  std::cout << imported.config;
  return imported.config.empty() ? EX_CONFIG : EX_OK;
}

}  // namespace dyndns::daemon
