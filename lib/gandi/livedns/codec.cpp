#include "gandi/livedns/codec.hpp"

#include <boost/json.hpp>
#include <utility>

#include "gandi/failure.hpp"
#include "gandi/json.hpp"
#include "text/words.hpp"

namespace dyndns::gandi::livedns {
namespace {

namespace json = boost::json;

Failure malformed(const std::string& what) {
  return {Fault::malformed, "could not read " + what +
                                " in Gandi's answer; check 'endpoint', and if it is right please report this as a bug"};
}

std::optional<Ttl> ttl(const json::object& object) {
  const auto seconds = number_member(object, "rrset_ttl");
  const bool fits = seconds && *seconds > 0 && *seconds <= Ttl::max().count();
  return fits ? std::optional(Ttl(static_cast<Ttl::rep>(*seconds))) : std::nullopt;
}

std::optional<std::vector<std::string>> values(const json::object& object) {
  const auto* const list = list_member(object, "rrset_values");
  if (list == nullptr) {
    return std::nullopt;
  }
  std::vector<std::string> texts;
  for (const auto& value : *list) {
    if (!value.is_string()) {
      return std::nullopt;
    }
    texts.emplace_back(value.get_string());
  }
  return texts;
}

Rrset read_rrset(const json::value& element) {
  const auto* const object = element.if_object();
  if (object == nullptr) {
    return {"", "", {}, {}, false};
  }
  auto content = values(*object);
  Rrset rrset{text_member(*object, "rrset_name").value_or(""), text_member(*object, "rrset_type").value_or("")};
  rrset.ttl = ttl(*object);
  rrset.is_readable = !rrset.name.empty() && !rrset.type.empty() && content;
  rrset.values = std::move(content).value_or(std::vector<std::string>());
  return rrset;
}

bool concerns_us(std::string_view type) {
  return type.empty() || text::same_word(type, "A") || text::same_word(type, "AAAA") || text::same_word(type, "CNAME");
}

bool may_be(const Rrset& rrset, const RrsetKey& key) {
  const auto type = std::string_view(rrset.type);
  return !rrset.is_readable && (rrset.name.empty() || text::same_word(rrset.name, key.name)) &&
         (type.empty() || text::same_word(type, to_string(key.type)) || text::same_word(type, "CNAME"));
}

Result<Address> address_for(const RrsetKey& key, const std::string& value) {
  const auto address = Address::parse(value);
  if (!address || address->family() != family_of(key.type)) {
    return not_an_address(key, value);
  }
  return *address;
}

Failure not_readable(const RrsetKey& key) {
  return {Fault::malformed, "could not read the " + std::string(to_string(key.type)) + " record of '" + host_name(key) +
                                "' in Gandi's list of records; look at it at Gandi, and if it is right there please "
                                "report this as a bug"};
}

// One of {location, name, description}: "rrset_ttl: 60 is less than minimum value 300".
std::string complaint(const json::value& error) {
  const auto* const object = error.if_object();
  if (object == nullptr) {
    return {};
  }
  const auto name = text_member(*object, "name").value_or("");
  return (name.empty() ? "" : name + ": ") + text_member(*object, "description").value_or("");
}

std::string complaints(const json::object& object) {
  const auto* const errors = list_member(object, "errors");
  std::string joined;
  if (errors != nullptr) {
    for (const auto& error : *errors) {
      joined += (joined.empty() ? "" : "; ") + complaint(error);
    }
  }
  return joined;
}

}  // namespace

bool Rrset::is_at(std::string_view other_name, std::string_view other_type) const {
  return text::same_word(name, other_name) && text::same_word(type, other_type);
}

Result<Rrset> parse_rrset(std::string_view body) {
  const auto document = parse_document(body);
  auto rrset = read_rrset(document.value_or(json::value()));
  if (!rrset.is_readable) {
    return malformed("the record");
  }
  return rrset;
}

Result<Page> parse_page(std::string_view body) {
  const auto value = parse_document(body);
  if (!value || !value->is_array()) {
    return malformed("the list of records");
  }
  Page page;
  for (const auto& element : value->get_array()) {
    auto rrset = read_rrset(element);
    if (!rrset.name.empty() && !rrset.type.empty()) {
      page.names.insert(text::lower_case(rrset.name + '/' + rrset.type));
    }
    if (concerns_us(rrset.type)) {
      page.rrsets.push_back(std::move(rrset));
    }
  }
  return page;
}

ServedRrset served_rrset(const RrsetKey& key, std::span<const Rrset> rrsets) {
  ServedRrset served{key};
  bool is_doubtful = false;
  for (const auto& rrset : rrsets) {
    if (rrset.is_at(key.name, "CNAME")) {
      served.cname = rrset.values.empty() ? "?" : excerpt(rrset.values.front(), {});
    } else if (!rrset.is_readable) {
      is_doubtful = is_doubtful || may_be(rrset, key);
    } else if (rrset.is_at(key.name, to_string(key.type))) {
      served.ttl = rrset.ttl;
      for (const auto& value : rrset.values) {
        if (const auto address = address_for(key, value)) {
          served.addresses.insert(*address);
        } else {
          served.unreadable = address.error();
        }
      }
    }
  }
  if (is_doubtful && served.addresses.empty() && served.cname.empty() && !served.unreadable) {
    served.unreadable = not_readable(key);
  }
  return served;
}

Error parse_error(std::string_view body) {
  const auto object = parse_object(body);
  if (!object) {
    return {};
  }
  Error error{text_member(*object, "object").value_or(""), complaints(*object)};
  if (error.said.empty()) {
    error.said = text_member(*object, "message").value_or("");
  }
  return error;
}

std::optional<std::string> parse_name_servers(std::string_view body) {
  const auto object = parse_object(body);
  return object ? text_member(*object, "current") : std::nullopt;
}

std::string write_rrset(const Address& address, Ttl ttl) {
  return json::serialize(json::object{
      {"rrset_values", json::array{address.to_string()}},
      {"rrset_ttl", ttl.count()},
  });
}

}  // namespace dyndns::gandi::livedns
