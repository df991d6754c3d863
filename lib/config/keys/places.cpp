#include "config/keys/readers.hpp"
#include "file/read_file.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t largest_root_file = 8'388'608;  // bytes; a whole system's roots are a quarter of a megabyte

// Whether they hold certificates is for the TLS library to say.
void require_readable(const std::string& path, const Surroundings& around) {
  if (path.empty()) {
    return;
  }
  if (const auto file = file::read_file(path, largest_root_file); !file) {
    Remarks(around.problems, path).error("", file.error().what);
  }
}

// The service manager may give several folders, of which the first is the one for the state.
std::string first_folder(const std::string& variable, const Surroundings& around) {
  const auto folders = around.variable(variable);
  return folders.substr(0, folders.find(':'));
}

}  // namespace

void read_schema(ObjectReader& file) {
  if (const auto schema = file.find("$schema")) {
    (void)schema->text();
  }
}

Settings with_environment(Settings settings, const Surroundings& around) {
  settings.ssl_cert_file = around.variable("SSL_CERT_FILE");
  settings.ssl_cert_dir = around.variable("SSL_CERT_DIR");
  require_readable(settings.ca_file, around);
  require_readable(settings.ssl_cert_file, around);
  if (auto given = first_folder("STATE_DIRECTORY", around); !given.empty()) {
    settings.state_dir = std::move(given);
  }
  settings.runtime_dir = first_folder("RUNTIME_DIRECTORY", around);
  return settings;
}

}  // namespace dyndns::config
