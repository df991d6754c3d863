#include "config/values/registrable_domain.hpp"

#include <libpsl.h>

#include <memory>

#include "core/address.hpp"

namespace dyndns::config {
namespace {

struct PslFree {
  void operator()(psl_ctx_t* list) const { psl_free(list); }
};

// A libpsl without a list of its own has the system's.
const psl_ctx_t* suffix_list() {
  if (const auto* builtin = psl_builtin()) {
    return builtin;
  }
  static const std::unique_ptr<psl_ctx_t, PslFree> latest(psl_latest(nullptr));
  return latest.get();
}

}  // namespace

std::string registrable_domain(const std::string& host) {
  if (Address::parse(host)) {
    return host;
  }
  const char* domain = psl_registrable_domain(suffix_list(), host.c_str());
  return domain != nullptr ? domain : host;
}

}  // namespace dyndns::config
