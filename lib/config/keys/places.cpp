#include "config/keys/places.hpp"

#include "file/read_file.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t largest_root_file = 8'388'608;  // bytes; a whole system's roots are a quarter of a megabyte

std::string read_path(ObjectReader& config, std::string_view key, const Surroundings& around) {
  const auto node = config.find(key);
  const auto text = node ? node->text() : std::nullopt;
  return text ? around.resolve(*text) : std::string();
}

// Whether they hold certificates is for the TLS library to say.
void require_readable(const std::string& path, const Surroundings& around) {
  if (path.empty()) {
    return;
  }
  if (const auto file = file::read_file(path, largest_root_file); !file) {
    Remarks(around.problems, path).error("", file.error().what);
  }
}

void read_trust(ObjectReader& config, Settings& settings, const Surroundings& around) {
  settings.ca_file = read_path(config, "ca_file", around);
  settings.ssl_cert_file = around.variable("SSL_CERT_FILE");
  settings.ssl_cert_dir = around.variable("SSL_CERT_DIR");
  require_readable(settings.ca_file, around);
  require_readable(settings.ssl_cert_file, around);
}

// The service manager may give several folders, of which the first is the one for the state.
std::string first_folder(const std::string& variable, const Surroundings& around) {
  const auto folders = around.variable(variable);
  return folders.substr(0, folders.find(':'));
}

void read_directories(ObjectReader& config, Settings& settings, const Surroundings& around) {
  const auto configured = read_path(config, "state_dir", around);
  settings.state_dir = first_folder("STATE_DIRECTORY", around);
  if (settings.state_dir.empty()) {
    settings.state_dir = configured;
  }
  settings.runtime_dir = first_folder("RUNTIME_DIRECTORY", around);
}

}  // namespace

std::string read_places(ObjectReader& config, Settings& settings, const Surroundings& around) {
  read_trust(config, settings, around);
  read_directories(config, settings, around);
  return read_path(config, "providers_file", around);
}

}  // namespace dyndns::config
