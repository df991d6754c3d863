#include "show/history.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <iterator>
#include <map>
#include <set>

#include "text/words.hpp"

namespace dyndns::show {
namespace {

namespace json = boost::json;

bool is_same(const Move& one, const Move& other) {
  return one.at == other.at && one.before == other.before && one.after == other.after && one.key.type == other.key.type;
}

std::string span_or_so_far(const Era& era, WallTime now) {
  return era.end ? "lasted " + span_of(*era.end - era.move->at) : "for " + span_of(now - era.move->at) + " so far";
}

std::string why(const std::string& occasion) {
  return occasion == "network" ? "the network changed" : occasion == "request" ? "on request" : "it was time";
}

std::string seconds(std::chrono::milliseconds span) {
  const auto tenths = span.count() / 100;
  return text::number_text(static_cast<double>(tenths) / 10) + " s";
}

}  // namespace

std::vector<Era> eras_of(const std::vector<Move>& moves) {
  std::vector<Era> eras;
  std::map<RrsetKey, WallTime> next;
  for (std::size_t i = moves.size(); i > 0; --i) {
    const auto& move = moves[i - 1];
    const auto later = next.find(move.key);
    const auto end = later == next.end() ? std::nullopt : std::optional(later->second);
    const auto alike =
        std::ranges::find_if(eras, [&](const Era& era) { return is_same(*era.move, move) && era.end == end; });
    if (alike == eras.end()) {
      eras.push_back({{move.key}, &move, end});
    } else {
      alike->keys.push_back(move.key);
    }
    next.insert_or_assign(move.key, move.at);
  }
  return eras;
}

std::string records_of(const Era& era) {
  std::set<std::string> names;
  std::ranges::transform(era.keys, std::inserter(names, names.end()), host_name);
  return text::join({names.begin(), names.end()}) + ' ' + std::string(to_string(era.move->key.type));
}

std::string history_screen(const std::vector<Move>& moves, WallTime now, const Style& style) {
  std::string text;
  for (const auto& era : eras_of(moves)) {
    const auto& move = *era.move;
    const auto before = move.before ? move.before->to_string() + ' ' + mark(Mark::change, style) + ' ' : "new: ";
    auto when = local_time(move.at, now);
    when.resize(std::max<std::size_t>(when.size(), 14), ' ');
    text += wrapped(when, before + bold(move.after.to_string(), style) + ", " + span_or_so_far(era, now));
    text += wrapped("              ", records_of(era) + "; " + why(move.occasion) + ", done in " + seconds(move.took) +
                                          "; " + text::count_of(move.operators.size(), "vote") + ": " +
                                          text::join(move.operators));
  }
  return text.empty() ? "nothing was published since the memory begins\n" : text;
}

std::string history_json(const std::vector<Move>& moves) {
  json::array list;
  for (const auto& era : eras_of(moves)) {
    for (const auto& key : era.keys) {
      const auto& move = *era.move;
      json::object object{
          {"at", to_rfc3339(move.at)}, {"domain", key.domain}, {"name", key.name}, {"type", to_string(key.type)}};
      if (move.before) {
        object["before"] = move.before->to_string();
      }
      object["after"] = move.after.to_string();
      if (era.end) {
        object["until"] = to_rfc3339(*era.end);
      }
      object["occasion"] = move.occasion;
      object["took_ms"] = move.took.count();
      object["operators"] = json::array(move.operators.begin(), move.operators.end());
      list.push_back(std::move(object));
    }
  }
  return json::serialize(json::object{{"moves", std::move(list)}});
}

}  // namespace dyndns::show
