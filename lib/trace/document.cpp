#include "trace/document.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "gandi/failure.hpp"
#include "text/words.hpp"
#include "trace/bodies.hpp"
#include "trace/disguise.hpp"
#include "url/reference.hpp"

namespace dyndns::trace {
namespace {

namespace json = boost::json;
using config::Settings;

class Writer {
 public:
  Writer(const Settings& settings, Disguise& disguise) : settings_(settings), disguise_(disguise) {}

  json::object head(const Run& run);
  json::object operator()(const Fetched& exchange);
  json::object operator()(const Inquired& exchange);
  json::object end(const Run& run, const Notes& notes);

 private:
  json::value shown(const std::optional<Address>& address);
  std::optional<Address> published(const Address& address);
  json::object shown(const Failure& failure);
  json::object shown(const RrsetKey& key);
  json::object shown(const Answer& answer, std::string_view family);
  template <class Asked, class Told>
  json::object begun(const Exchange<Asked, Told>& exchange, std::string_view whom);
  std::string sent_header(const std::string& name, const std::string& text);
  json::object headers(const http::Response& response, const std::string& url);
  std::string header(const std::string& name, const http::Response& response, const std::string& url);

  const Settings& settings_;
  Disguise& disguise_;
};

json::value Writer::shown(const std::optional<Address>& address) {
  return address ? json::value(disguise_.names().address(*address).to_string()) : json::value();
}

// Where a suffix is configured, what was found is shown as what it is published as: nothing else tells that they agree.
// Where several are, as in the first record that has one.
std::optional<Address> Writer::published(const Address& address) {
  const auto& records = settings_.records;
  const auto composed = std::ranges::find_if(records, [](const RecordWish& wish) { return wish.suffix.has_value(); });
  const bool has_suffix = composed != records.end() && address.family() == Family::ipv6;
  return has_suffix ? with_suffix(address, *composed->suffix) : address;
}

json::object Writer::shown(const Failure& failure) {
  return {{"fault", to_string(failure.fault)}, {"detail", disguise_.prose(failure.detail)}};
}

json::object Writer::shown(const RrsetKey& key) {
  return {{"domain", disguise_.names().host(key.domain).value_or("")},
          {"name", disguise_.names().name(key.name)},
          {"type", to_string(key.type)}};
}

json::object Writer::head(const Run& run) {
  json::array records;
  for (const auto& wish : settings_.records) {
    records.push_back(shown(wish.key));
    records.back().get_object()["ttl"] = wish.ttl ? json::value(wish.ttl->count()) : json::value();
  }
  const bool is_token = settings_.credential.kind == config::CredentialKind::token;
  const bool is_gandis = disguise_.url(settings_.endpoint) == settings_.endpoint;
  return {{"trace", 1},
          {"version", run.version},
          {"command", run.command},
          {"dry_run", run.dry_run},
          {"api", settings_.api == config::Api::livedns ? "livedns" : "xmlrpc"},
          {"endpoint", is_gandis ? settings_.endpoint : "another"},
          {"credential", is_token ? "token" : "api_key"},
          {"sharing_id", disguise_.value(settings_.sharing_id)},
          {"quorum", settings_.quorum},
          {"ttl", settings_.ttl_for_new.count()},
          {"create_missing", settings_.create_missing},
          {"records", std::move(records)}};
}

std::string Writer::sent_header(const std::string& name, const std::string& text) {
  if (text::same_word(name, "authorization")) {
    return text.substr(0, text.find(' ') + 1) + Disguise::credential;
  }
  return text::same_word(name, "content-type") ? text : disguise_.value(text);
}

// Of most it is the name that is worth knowing. Limits and counts are shown, and a date as the seconds until then.
std::string Writer::header(const std::string& name, const http::Response& response, const std::string& url) {
  const auto& text = response.headers.at(name);
  const bool is_number = text.size() < 10 && text.find_first_not_of("0123456789") == std::string::npos;
  for (const auto* const counts : {"count", "limit", "remaining", "reset"}) {
    if (is_number && ('-' + name + '-').find('-' + std::string(counts) + '-') != std::string::npos) {
      return text;
    }
  }
  if (const auto wait = name == "retry-after" ? gandi::retry_after(response) : std::nullopt) {
    return std::to_string(wait->count());
  }
  const auto from = url::parse(url);
  const auto target = name == "location" && from ? url::resolve(text, *from) : std::nullopt;
  return target ? disguise_.url(to_string(*target)) : name == "content-type" ? disguise_.words(text) : "";
}

// Of a stranger's it is only those of which the value is shown.
json::object Writer::headers(const http::Response& response, const std::string& url) {
  json::object shown;
  for (const auto& [name, text] : response.headers) {
    const auto value = header(name, response, url);
    if (!value.empty() || disguise_.is_gandis(url)) {
      shown[member_name(disguise_, name)] = value;
    }
  }
  return shown;
}

template <class Asked, class Told>
json::object Writer::begun(const Exchange<Asked, Told>& exchange, std::string_view whom) {
  const auto& answer = exchange.answer;
  json::object line{{"begun_ms", exchange.begun.count()}, {"took_ms", exchange.took.count()}, {"to", whom}};
  if (!answer || !*answer) {
    line["failure"] = answer ? json::value(shown(answer->error())) : json::value();
  }
  return line;
}

json::object Writer::operator()(const Fetched& exchange) {
  const auto& asked = exchange.asked;
  const bool is_gandis = disguise_.is_gandis(asked.url);
  auto line = begun(exchange, is_gandis ? "gandi" : "provider");
  line["method"] = asked.method;
  line["url"] = disguise_.url(asked.url);
  json::object sent;
  for (const auto& [name, text] : asked.headers) {
    sent[name] = sent_header(name, text);
  }
  line["headers"] = std::move(sent);
  line["body"] = asked.body.empty() ? json::value() : gandis_body(disguise_, asked.body, "");
  if (exchange.answer && *exchange.answer) {
    const auto& response = **exchange.answer;
    line["status"] = response.status;
    line["answer_headers"] = headers(response, asked.url);
    line["answer"] =
        is_gandis ? gandis_body(disguise_, response.body, asked.body) : json::value(disguise_.prose(response.body));
  }
  return line;
}

json::object Writer::operator()(const Inquired& exchange) {
  auto line = begun(exchange, "name server");
  line["question"] = disguise_.provider("question", to_string(exchange.asked));
  if (exchange.answer && *exchange.answer) {
    json::array texts;
    for (const auto& text : **exchange.answer) {
      texts.emplace_back(disguise_.prose(text));
    }
    line["answer"] = std::move(texts);
  }
  return line;
}

json::object Writer::shown(const Answer& answer, std::string_view family) {
  json::object voter{{"family", family},
                     {"operator", disguise_.provider("operator", answer.operator_name)},
                     {"took_ms", answer.latency.count()}};
  if (answer.address) {
    voter["address"] = shown(published(*answer.address));
  } else {
    voter["failure"] = shown(answer.address.error());
  }
  return voter;
}

json::object Writer::end(const Run& run, const Notes& notes) {
  json::array answers;
  json::array verdicts;
  for (const auto& findings : notes.findings) {
    const auto family = to_string(findings.family);
    for (const auto& answer : findings.answers) {
      answers.push_back(shown(answer, family));
    }
    const auto* const agreed = agreement(findings);
    verdicts.push_back({{"family", family},
                        {"quorum", findings.quorum},
                        {"address", shown(agreed == nullptr ? std::nullopt : published(agreed->address))}});
  }
  json::array records;
  for (const auto& each : notes.records) {
    auto record = shown(each.key);
    record["outcome"] = to_string(each.outcome);
    record["address"] = shown(each.address);
    record["failure"] = each.failure ? json::value(shown(*each.failure)) : json::value();
    records.push_back(std::move(record));
  }
  return {{"exit_code", run.exit_code ? json::value(*run.exit_code) : json::value()},
          {"left_out", notes.left_out},
          {"answers", std::move(answers)},
          {"verdicts", std::move(verdicts)},
          {"records", std::move(records)}};
}

std::vector<json::object> lines(const Settings& settings, const Run& run, const Notes& notes, Disguise& disguise) {
  Writer writer(settings, disguise);
  std::vector<json::object> lines{writer.head(run)};
  for (const auto& exchange : notes.exchanges) {
    lines.push_back(std::visit(writer, exchange));
  }
  lines.push_back(writer.end(run, notes));
  return lines;
}

// What no rule above lets through is looked for all the same: should it be there, the line is not.
bool is_harmless(const std::string& line, const Settings& settings) {
  constexpr std::size_t by_chance = 7;  // what is as short may stand there
  const auto holds = [&line](const std::string& word) {
    return word.size() > by_chance && line.find(word) != std::string::npos;
  };
  const auto& records = settings.records;
  return !holds(settings.credential.secret.reveal()) &&
         std::ranges::none_of(records, [&holds](const RecordWish& wish) { return holds(wish.key.domain); });
}

}  // namespace

// Twice: only when all names and numbers were seen can they be found in a sentence, and numbers be given in order.
std::string write_trace(const Settings& settings, const Run& run, const Notes& notes) {
  Disguise disguise(settings);
  (void)lines(settings, run, notes, disguise);
  disguise.names().settle();
  std::string text;
  for (const auto& each : lines(settings, run, notes, disguise)) {
    const auto line = json::serialize(each);
    text += (is_harmless(line, settings) ? line : R"({"left_out":true})") + "\n";
  }
  return text;
}

}  // namespace dyndns::trace
