// Builds from the settings every room that rounds work with.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
#include <stdexcept>

#include "config/values/settings.hpp"
#include "dns/resolver.hpp"
#include "gandi/livedns/client.hpp"
#include "gandi/pacing.hpp"
#include "http/client.hpp"
#include "ports/clock.hpp"
#include "ports/memory.hpp"
#include "trace/notes.hpp"
#include "update/job.hpp"
#include "watch/network.hpp"

namespace dyndns::daemon {

// What is wrong with settings only shows when they are put to work, such as a CA file that holds no certificate.
class UnusableSettings : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What speaks HTTP; the client uses the resolver.
struct Web {
  std::unique_ptr<dns::Resolver> resolver;
  std::unique_ptr<http::Client> client;
};

// For --trace; nothing: no exchange is noted.
using Notes = std::shared_ptr<trace::Notes>;

// Throws UnusableSettings.
[[nodiscard]] Web make_web(const boost::asio::any_io_executor& executor, const config::Settings& settings, Clock& clock,
                           const Notes& notes = nullptr);

[[nodiscard]] watch::Vias vias_of(const config::Settings& settings);

[[nodiscard]] gandi::livedns::Options livedns_options(const config::Settings& settings);

// How long finding out our address may take.
[[nodiscard]] std::chrono::milliseconds longest_asking(const config::Settings& settings);

// The job owns its rooms; what it asks of Gandi is paid from the budget, and what it waits for then is told to
// `waits`. Throws UnusableSettings with a sentence for a person.
[[nodiscard]] std::shared_ptr<update::Job> make_job(const boost::asio::any_io_executor& executor,
                                                    const config::Settings& settings, Clock& clock,
                                                    gandi::Budget& budget, const Notes& notes = nullptr,
                                                    gandi::Waits waits = {});

// A file in the state directory, or RAM where there is none.
[[nodiscard]] std::unique_ptr<Memory> make_memory(const config::Settings& settings);

}  // namespace dyndns::daemon
