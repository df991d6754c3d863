// The way that connections take out of this host, which is that of the questions about their hosts.
#pragma once

#include "dns/way.hpp"

namespace dyndns::http {

using dns::Way;

}  // namespace dyndns::http
