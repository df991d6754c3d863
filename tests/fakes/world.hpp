// Everything that rounds have to do with, in one place: who tells our address, Gandi, time, and a job that knows them.
#pragma once

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "fakes/fake_gandi.hpp"
#include "fakes/fake_memory.hpp"
#include "fakes/fake_source.hpp"
#include "fakes/ip.hpp"
#include "fakes/virtual_clock.hpp"
#include "update/job.hpp"
#include "update/report.hpp"

namespace dyndns::fakes {

// Jobs own their account; the world keeps Gandi.
class AccountAt final : public Account {
 public:
  explicit AccountAt(FakeGandi& gandi) : gandi_(gandi) {}
  [[nodiscard]] Task<Opened> open(std::vector<std::string> domains) override { return gandi_.open(std::move(domains)); }

 private:
  FakeGandi& gandi_;
};

struct World {
  explicit World(SteadyTime now = VirtualClock::long_after_boot) : clock(context, VirtualClock::new_year, now) {
    gandi.host({"example.com"});
    gandi.host({"example.org"});
  }

  // So many operators of each family; `sources` points at them.
  [[nodiscard]] std::shared_ptr<update::Job> make_job(std::vector<RecordWish> records, std::size_t operators = 5) {
    auto job = std::make_shared<update::Job>();
    job->records = std::move(records);
    job->origin = "fake";
    job->account = std::make_unique<AccountAt>(gandi);
    for (const auto family : {Family::ipv4, Family::ipv6}) {
      const auto type = type_of(family);
      if (std::ranges::any_of(job->records, [type](const auto& wish) { return wish.key.type == type; })) {
        job->families.push_back(make_family(family, operators));
      }
    }
    return job;
  }

  [[nodiscard]] update::FamilySources make_family(Family family, std::size_t operators) {
    update::FamilySources family_sources{family, {}, update::AskingRules()};
    for (std::size_t i = 0; i < operators; ++i) {
      const auto name = std::string(to_string(family)) + " operator " + std::to_string(i);
      auto source = std::make_unique<FakeSource>(clock, where, name);
      sources.push_back(source.get());
      family_sources.sources.push_back(std::move(source));
    }
    return family_sources;
  }

  boost::asio::io_context context;
  VirtualClock clock;
  std::mt19937_64 random{1};
  Whereabouts where{ip("81.2.69.142"), ip("2a02:6b67::1")};
  FakeGandi gandi{clock};
  FakeMemory memory;
  std::vector<FakeSource*> sources;  // of all jobs that were made
};

inline const RrsetKey www{"example.com", "www", RecordType::a};
inline const RrsetKey www6{"example.com", "www", RecordType::aaaa};
inline const RrsetKey apex{"example.com", "@", RecordType::a};
inline const RrsetKey org{"example.org", "www", RecordType::a};

}  // namespace dyndns::fakes
