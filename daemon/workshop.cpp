#include "workshop.hpp"

#include <net/if.h>

#include <algorithm>
#include <map>
#include <utility>

#include "config/read.hpp"
#include "detect/command_source.hpp"
#include "detect/dns_source.hpp"
#include "detect/interface_source.hpp"
#include "detect/translation.hpp"
#include "detect/web_source.hpp"
#include "dns/questioner.hpp"
#include "dns/resolver.hpp"
#include "gandi/classic/account.hpp"
#include "gandi/livedns/account.hpp"
#include "http/client.hpp"
#include "idle_memory.hpp"
#include "state/memory/memory.hpp"

namespace dyndns::daemon {
namespace {

using config::Settings;

// Asks for our address, by one way out of this host.
struct Asker {
  std::unique_ptr<http::Client> own_client;  // nothing: the web's, as the routes say
  http::Client* client = nullptr;
  std::unique_ptr<dns::Questioner> questioner;
};

struct Rooms {
  Web web;
  std::unique_ptr<http::Client> to_gandi;
  std::map<std::string, Asker> askers;  // by the interface through which they ask; "": as the routes say
  update::Job job;
};

using Source = std::unique_ptr<AddressSource>;

Source make_source(const Provider& provider, std::string name, const Settings& settings, const Asker& asker,
                   Clock& clock) {
  if (const auto* web = std::get_if<WebProvider>(&provider)) {
    return detect::make_web_source(*asker.client, *web, std::move(name), settings.timeout, clock);
  }
  return detect::make_dns_source(*asker.questioner, std::get<DnsProvider>(provider), settings.timeout);
}

std::vector<Source> make_sources(const Settings& settings, Family family, const Asker& asker, Clock& clock) {
  std::vector<Source> sources;
  std::map<std::string, int> namesakes;  // their URLs differ in the query alone, which is not shown
  for (const auto& provider : settings.providers) {
    auto name = name_of(provider);
    const auto earlier = namesakes[name]++;
    name += earlier == 0 ? "" : " (" + std::to_string(earlier + 1) + ")";
    auto source = make_source(provider, std::move(name), settings, asker, clock);
    // Where one vote is enough, a DNS answer would decide, and anybody on the path can forge it: it may only confirm.
    const bool may_vote = settings.quorum > 1 || !std::holds_alternative<DnsProvider>(provider);
    if (may_vote && source->can_tell(family)) {
      sources.push_back(std::move(source));
    }
  }
  return sources;
}

// What others see is translated on the way from this.
std::string note_on(Family family, const std::string& via, const Address& seen) {
  const auto way = watch::way_out(family, via);
  return way && way->source ? detect::why_out_of_reach(*way->source, seen) : std::string();
}

// IPv6 is translated (NAT66) only where a private address has a way out: many homes have such addresses and no IPv6.
bool can_have(Family family) {
  return detect::host_can_have(family, family == Family::ipv4 || watch::way_out(family, ""));
}

// IPv4 is missed where there is no network at all.
bool is_absent(Family family) { return !can_have(family) && (family == Family::ipv6 || can_have(Family::ipv6)); }

// What the host says of itself where providers are asked.
update::FamilySources with_ways(update::FamilySources made, const std::string& via) {
  const auto family = made.family;
  made.obstacle = [via] {
    const bool is_missing = !via.empty() && ::if_nametoindex(via.c_str()) == 0;
    return is_missing ? "there is no interface '" + via + "'" : std::string();
  };
  made.way = [family, via] {
    const auto way = watch::way_out(family, via);
    return way ? to_string(*way) : std::string();
  };
  made.note = [family, via](const Address& seen) { return note_on(family, via, seen); };
  return made;
}

update::FamilySources make_family(const Settings& settings, Family family, const config::AddressOrigin& origin,
                                  Rooms& rooms, Clock& clock) {
  update::FamilySources made{family, {}, {}};
  made.rules.quorum = settings.quorum;
  made.rules.interval = settings.interval;
  made.rules.deadline = longest_asking(settings);
  made.is_absent = [family] { return is_absent(family); };
  if (const auto* providers = std::get_if<config::AskProviders>(&origin)) {
    made.sources = make_sources(settings, family, rooms.askers.at(providers->via), clock);
    return with_ways(std::move(made), providers->via);
  }
  made.rules.authority = Authority::own_source;
  made.rules.quorum = 1;
  if (const auto* command = std::get_if<config::FromCommand>(&origin)) {
    detect::Command wanted{command->line, command->allow_private, settings.timeout};
    made.sources.push_back(detect::make_command_source(std::move(wanted), clock));
  } else if (const auto* interface = std::get_if<config::FromInterface>(&origin)) {
    made.sources.push_back(detect::make_interface_source(interface->name, interface->allow_private));
  }
  return made;
}

std::vector<update::FamilySources> make_families(const Settings& settings, Rooms& rooms, Clock& clock) {
  std::vector<update::FamilySources> families;
  if (settings.ipv4) {
    families.push_back(make_family(settings, Family::ipv4, *settings.ipv4, rooms, clock));
  }
  if (settings.ipv6) {
    families.push_back(make_family(settings, Family::ipv6, *settings.ipv6, rooms, clock));
  }
  return families;
}

std::unique_ptr<Account> make_account(const Settings& settings, http::Client& client) {
  if (settings.api == config::Api::livedns) {
    return gandi::livedns::make_account(client, livedns_options(settings));
  }
  return gandi::classic::make_account(client, settings.endpoint, settings.credential.secret, settings.timeout);
}

std::string origin_of(const Settings& settings) {
  return (settings.api == config::Api::livedns ? "livedns " : "xmlrpc ") + settings.endpoint;
}

// What Gandi knows us by. Another credential may not be allowed what the one before it was.
std::uint16_t access_of(const Settings& settings) {
  const bool is_token = settings.credential.kind == config::CredentialKind::token;
  const auto who = (is_token ? "token " : "key ") + settings.sharing_id + ' ';
  return check_of(Secret(who + settings.credential.secret.reveal()));
}

// Never from a temporary address (RFC 8981), which would be published and be gone the next day.
dns::Way way_through(const std::string& interface) { return {interface, true}; }

struct Makers {
  const boost::asio::any_io_executor& executor;
  const Settings& settings;
  Clock& clock;
  const Notes& notes;
};

// Throws UnusableSettings.
std::unique_ptr<http::Client> make_client(const Makers& with, dns::Resolver& resolver, dns::Way way) {
  std::unique_ptr<http::Client> client;
  try {
    const http::Trust trust{with.settings.ca_file, with.settings.ssl_cert_file, with.settings.ssl_cert_dir};
    client = http::make_client(with.executor, resolver, trust, with.clock, std::move(way));
  } catch (const std::runtime_error& unusable) {
    throw UnusableSettings(unusable.what());
  }
  return with.notes ? trace::noting(with.notes, std::move(client)) : std::move(client);
}

std::map<std::string, Asker> make_askers(const Makers& with, const Web& web) {
  std::map<std::string, Asker> askers;
  for (const auto& [family, via] : vias_of(with.settings)) {
    if (askers.contains(via)) {
      continue;
    }
    Asker asker;
    asker.own_client = via.empty() ? nullptr : make_client(with, *web.resolver, way_through(via));
    asker.client = via.empty() ? web.client.get() : asker.own_client.get();
    asker.questioner = dns::make_questioner(with.executor, way_through(via));
    if (with.notes) {
      asker.questioner = trace::noting(with.notes, std::move(asker.questioner));
    }
    askers.emplace(via, std::move(asker));
  }
  return askers;
}

}  // namespace

Web make_web(const boost::asio::any_io_executor& executor, const Settings& settings, Clock& clock, const Notes& notes) {
  Web web;
  web.resolver = dns::make_resolver(executor);
  web.client = make_client({executor, settings, clock, notes}, *web.resolver, way_through(""));
  return web;
}

watch::Vias vias_of(const Settings& settings) {
  watch::Vias vias;
  for (const auto& [family, origin] :
       {std::pair(Family::ipv4, &settings.ipv4), std::pair(Family::ipv6, &settings.ipv6)}) {
    const auto* providers = *origin ? std::get_if<config::AskProviders>(&**origin) : nullptr;
    if (providers != nullptr) {
      vias.emplace(family, providers->via);
    }
  }
  return vias;
}

gandi::livedns::Options livedns_options(const Settings& settings) {
  const bool is_token = settings.credential.kind == config::CredentialKind::token;
  using Scheme = gandi::Authorization::Scheme;
  const gandi::Authorization authorization{is_token ? Scheme::bearer : Scheme::apikey, settings.credential.secret};
  return {settings.endpoint, authorization, settings.timeout, settings.sharing_id, settings.tokeninfo};
}

std::chrono::milliseconds longest_asking(const Settings& settings) {
  const auto longest = 2 * settings.timeout;  // time for those who are asked in place of the silent
  return longest;
}

std::shared_ptr<update::Job> make_job(const boost::asio::any_io_executor& executor, const Settings& settings,
                                      Clock& clock, gandi::Budget& budget, const Notes& notes, gandi::Waits waits) {
  auto rooms = std::make_shared<Rooms>();
  rooms->web = make_web(executor, settings, clock, notes);
  rooms->askers = make_askers({executor, settings, clock, notes}, rooms->web);
  auto& client = *rooms->web.client;
  rooms->to_gandi = gandi::make_paced_client(client, budget, std::move(waits));
  auto& job = rooms->job;
  job.families = make_families(settings, *rooms, clock);
  job.records = settings.records;
  job.plan_rules = {settings.ttl_for_new, settings.create_missing};
  job.verify_interval = std::chrono::duration_cast<std::chrono::seconds>(settings.verify_interval);
  job.pace = {settings.interval, settings.jitter};
  job.origin = origin_of(settings);
  job.access = access_of(settings);
  job.may_domains_share_a_zone = settings.api == config::Api::xmlrpc;
  job.account = make_account(settings, *rooms->to_gandi);
  job.rest = [&client, &askers = rooms->askers] {
    client.close_idle();
    std::ranges::for_each(askers, [](const auto& asker) { asker.second.client->close_idle(); });
    release_idle_memory();
  };
  return {rooms, &job};
}

std::unique_ptr<Memory> make_memory(const Settings& settings) {
  return settings.state_dir.empty() ? state::make_memory_ram() : state::make_memory_file(settings.state_dir);
}

}  // namespace dyndns::daemon
