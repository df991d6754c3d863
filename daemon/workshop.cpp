#include "workshop.hpp"

#include <map>
#include <utility>

#include "config/read.hpp"
#include "detect/command_source.hpp"
#include "detect/dns_source.hpp"
#include "detect/interface_source.hpp"
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

struct Rooms {
  Web web;
  std::unique_ptr<http::Client> to_gandi;
  std::unique_ptr<dns::Questioner> questioner;
  update::Job job;
};

using Source = std::unique_ptr<AddressSource>;

Source make_source(const Provider& provider, std::string name, const Settings& settings, Rooms& rooms, Clock& clock) {
  if (const auto* web = std::get_if<WebProvider>(&provider)) {
    return detect::make_web_source(*rooms.web.client, *web, std::move(name), settings.timeout, clock);
  }
  return detect::make_dns_source(*rooms.questioner, std::get<DnsProvider>(provider), settings.timeout);
}

std::vector<Source> make_sources(const Settings& settings, Family family, Rooms& rooms, Clock& clock) {
  std::vector<Source> sources;
  std::map<std::string, int> namesakes;  // their URLs differ in the query alone, which is not shown
  for (const auto& provider : settings.providers) {
    auto name = name_of(provider);
    const auto earlier = namesakes[name]++;
    name += earlier == 0 ? "" : " (" + std::to_string(earlier + 1) + ")";
    auto source = make_source(provider, std::move(name), settings, rooms, clock);
    // Where one vote is enough, a DNS answer would decide, and anybody on the path can forge it: it may only confirm.
    const bool may_vote = settings.quorum > 1 || !std::holds_alternative<DnsProvider>(provider);
    if (may_vote && source->can_tell(family)) {
      sources.push_back(std::move(source));
    }
  }
  return sources;
}

update::FamilySources make_family(const Settings& settings, Family family, const config::AddressOrigin& origin,
                                  Rooms& rooms, Clock& clock) {
  update::FamilySources made{family, {}, {}};
  made.rules.quorum = settings.quorum;
  made.rules.interval = settings.interval;
  made.rules.deadline = longest_asking(settings);
  made.is_absent = [family] { return family == Family::ipv6 && !detect::host_can_have(family); };
  if (std::holds_alternative<config::AskProviders>(origin)) {
    made.sources = make_sources(settings, family, rooms, clock);
    return made;
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

}  // namespace

Web make_web(const boost::asio::any_io_executor& executor, const Settings& settings, Clock& clock, const Notes& notes) {
  Web web;
  web.resolver = dns::make_resolver(executor);
  try {
    const http::Trust trust{settings.ca_file, settings.ssl_cert_file, settings.ssl_cert_dir};
    web.client = http::make_client(executor, *web.resolver, trust, clock);
  } catch (const std::runtime_error& unusable) {
    throw UnusableSettings(unusable.what());
  }
  if (notes) {
    web.client = trace::noting(notes, std::move(web.client));
  }
  return web;
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
  rooms->questioner = dns::make_questioner(executor);
  if (notes) {
    rooms->questioner = trace::noting(notes, std::move(rooms->questioner));
  }
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
  job.rest = [&client] {
    client.close_idle();
    release_idle_memory();
  };
  return {rooms, &job};
}

std::string runtime_folder() {
  const auto folders = config::process_environment()("RUNTIME_DIRECTORY").value_or("");
  return folders.empty() ? "/run/gandi-dyndnsd" : folders.substr(0, folders.find(':'));
}

std::unique_ptr<Memory> make_memory(const Settings& settings) {
  return settings.state_dir.empty() ? state::make_memory_ram() : state::make_memory_file(settings.state_dir);
}

}  // namespace dyndns::daemon
