#include "config/difference.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "config/keys/table.hpp"
#include "text/discreet.hpp"
#include "text/words.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t most_named = 5;

using Words = std::vector<std::string>;
using Names = std::set<std::string>;

std::string text_of(const std::optional<AddressOrigin>& origin) {
  if (!origin) {
    return "left alone";
  }
  if (const auto* interface = std::get_if<FromInterface>(&*origin)) {
    return "from interface '" + interface->name + "'" + (interface->allow_private ? ", private too" : "");
  }
  if (const auto* command = std::get_if<FromCommand>(&*origin)) {
    const auto program = text::program_of(command->line);
    return (program.empty() ? "from a command" : "from command '" + program + "'") +
           (command->allow_private ? ", private too" : "");
  }
  const auto& via = std::get<AskProviders>(*origin).via;
  return "asked of the providers" + (via.empty() ? "" : " through '" + via + "'");
}

std::string shown(const RecordWish& record) {
  return "'" + host_name(record.key) + "' " + std::string(to_string(record.key.type));
}

std::string shown(const Provider& provider) { return "'" + name_of(provider) + "'"; }

template <class T>
Names names_of(const std::vector<T>& entries) {
  Names names;
  for (const auto& entry : entries) {
    names.insert(shown(entry));
  }
  return names;
}

std::string list_of(const Names& names) {
  const auto named = std::min(names.size(), most_named);
  const Words first(names.begin(), std::next(names.begin(), static_cast<std::ptrdiff_t>(named)));
  return text::join(first) + (names.size() > named ? " and " + std::to_string(names.size() - named) + " more" : "");
}

// What is said of entries that came, that went, and that are others under the same name.
struct Endings {
  const char* added;
  const char* removed;
  const char* altered;
};

template <class T>
Words changed_entries(const std::vector<T>& before, const std::vector<T>& after, const Endings& endings) {
  std::vector<T> others;
  for (const auto* entries : {&before, &after}) {
    std::ranges::copy_if(*entries, std::back_inserter(others), [&](const T& entry) {
      return std::ranges::count(before, entry) != std::ranges::count(after, entry);
    });
  }
  const auto were = names_of(before);
  const auto are = names_of(after);
  Words words;
  const auto add = [&](bool was, bool is, const char* ending) {
    auto names = names_of(others);
    std::erase_if(names, [&](const auto& name) { return were.contains(name) != was || are.contains(name) != is; });
    if (!names.empty()) {
      words.push_back(list_of(names) + ending);
    }
  };
  add(false, true, endings.added);
  add(true, false, endings.removed);
  add(true, true, endings.altered);
  return words;
}

Words changed_value(std::string_view name, const std::string& was, const std::string& is, std::string_view since = "") {
  return was == is ? Words() : Words{std::string(name) + " is " + is + std::string(since) + ", was " + was};
}

// A record that has another suffix is told of as that alone.
std::vector<RecordWish> with_suffixes_of(std::vector<RecordWish> records, const std::vector<RecordWish>& others) {
  for (auto& record : records) {
    const auto other = std::ranges::find(others, record.key, &RecordWish::key);
    record.suffix = other == others.end() ? record.suffix : other->suffix;
  }
  return records;
}

// What is shown of two commands can be the same.
Words changed_origin(const char* family, const std::optional<AddressOrigin>& was,
                     const std::optional<AddressOrigin>& is) {
  return was != is && text_of(was) == text_of(is)
             ? Words{std::string(family) + " is " + text_of(is) + ", with other arguments"}
             : changed_value(family, text_of(was), text_of(is));
}

}  // namespace

std::string changes_between(const Settings& before, const Settings& after) {
  Words changes;
  const auto add = [&changes](const Words& words) { changes.insert(changes.end(), words.begin(), words.end()); };
  const auto records = with_suffixes_of(before.records, after.records);
  add(changed_entries(records, after.records, {" added", " no longer looked after", " with another TTL"}));
  add(changed_entries(before.records, records, {"", "", " with another suffix"}));
  add(changed_entries(before.providers, after.providers,
                      {" added to the providers", " removed from the providers", " changed among the providers"}));
  add(changed_origin("ipv4", before.ipv4, after.ipv4));
  add(changed_origin("ipv6", before.ipv6, after.ipv6));
  for (const auto& key : key_table()) {
    add(changed_value(key.name, key.text(before), key.text(after), key.since));
  }
  if (before.credential != after.credential) {
    changes.emplace_back("credential replaced");
  }
  return changes.empty() ? "nothing changed" : text::join(changes, "; ");
}

}  // namespace dyndns::config
