#include "commands/terminal.hpp"

#include <langinfo.h>
#include <unistd.h>

#include <clocale>
#include <string_view>

#include "config/read.hpp"

namespace dyndns::daemon {

show::Style style_of(int descriptor) {
  const auto environment = config::process_environment();
  const bool wants_none = !environment("NO_COLOR").value_or("").empty() || environment("TERM") == "dumb";
  std::setlocale(LC_CTYPE, "");
  return {::isatty(descriptor) == 1 && !wants_none, std::string_view(::nl_langinfo(CODESET)) == "UTF-8"};
}

}  // namespace dyndns::daemon
