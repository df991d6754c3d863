// How GoogleTest prints our values when an expectation fails: as a person reads them. Every test has this before its
// first line (dyndns_room_test in cmake/rooms.cmake), so that no two files print one type in two ways.
//
// A new type: what has to_string() prints itself in this namespace; one of another room says
// `using dyndns::PrintTo;` there. Anything else gets a PrintTo() of its own, here, in its namespace.
#pragma once

#include <gtest/gtest.h>

#include <boost/system/result.hpp>
#include <chrono>
#include <concepts>
#include <ctime>
#include <ostream>
#include <ratio>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "core/address.hpp"
#include "core/consensus.hpp"
#include "core/event.hpp"
#include "core/failure.hpp"
#include "core/plan.hpp"
#include "core/record.hpp"
#include "core/state.hpp"

namespace dyndns {

template <class T>
concept HasFreeToString = requires(const T& value) {
  { to_string(value) } -> std::convertible_to<std::string_view>;
};

template <class T>
concept HasMemberToString = requires(const T& value) {
  { value.to_string() } -> std::convertible_to<std::string_view>;
};

// Family, RecordType, Fault, Outcome ...
template <HasFreeToString T>
void PrintTo(const T& value, std::ostream* out) {
  *out << to_string(value);
}

// Address, and what else knows its text.
template <HasMemberToString T>
void PrintTo(const T& value, std::ostream* out) {
  *out << value.to_string();
}

inline void PrintTo(Level level, std::ostream* out) {
  constexpr const char* names[] = {"error", "warning", "notice", "info", "debug"};
  *out << names[static_cast<std::size_t>(level)];
}

inline void PrintTo(EventKind kind, std::ostream* out) { *out << name_of(kind); }

// denied: 'no right on example.com', again after 30 s
inline void PrintTo(const Failure& failure, std::ostream* out) {
  *out << to_string(failure.fault) << ": '" << failure.detail << "'";
  if (failure.retry_after) {
    *out << ", again after " << testing::PrintToString(*failure.retry_after);
  }
}

template <class T>
void PrintTo(const boost::system::result<T, Failure>& result, std::ostream* out) {
  if (!result) {
    *out << "failed, " << testing::PrintToString(result.error());
  } else if constexpr (std::is_void_v<T>) {
    *out << "success";
  } else {
    *out << testing::PrintToString(*result);
  }
}

inline void PrintTo(const RrsetKey& key, std::ostream* out) {
  *out << "'" << key.name << "' of " << key.domain << ' ' << to_string(key.type);
}

inline void PrintTo(const WantedRrset& wanted, std::ostream* out) {
  *out << testing::PrintToString(wanted.key) << " wanted " << wanted.address.to_string() << ", TTL "
       << (wanted.ttl ? testing::PrintToString(*wanted.ttl) : "as it is");
}

inline void PrintTo(const ServedRrset& served, std::ostream* out) {
  *out << testing::PrintToString(served.key) << " served " << testing::PrintToString(served.addresses) << ", TTL "
       << (served.ttl ? testing::PrintToString(*served.ttl) : "not told")
       << (served.cname.empty() ? "" : ", alias of '" + served.cname + "'");
}

inline void PrintTo(const Change& change, std::ostream* out) {
  *out << testing::PrintToString(change.key) << " from " << testing::PrintToString(change.before) << " to "
       << change.after.to_string() << ", TTL " << testing::PrintToString(change.ttl);
}

inline void PrintTo(const Confirmation& seen, std::ostream* out) {
  *out << seen.address.to_string() << ", TTL " << testing::PrintToString(seen.ttl) << ", since "
       << testing::PrintToString(seen.since) << ", confirmed " << testing::PrintToString(seen.confirmed);
}

inline void PrintTo(const Agreed& agreed, std::ostream* out) {
  *out << "agreed on " << agreed.address.to_string() << " by " << testing::PrintToString(agreed.operators);
}

inline void PrintTo(const NoQuorum& none, std::ostream* out) {
  *out << "no quorum, best " << (none.best ? none.best->to_string() : "nothing") << " with " << none.best_votes
       << " votes before " << none.runner_up_votes;
}

// notice record-changed 'address of ...' {DYNDNS_TYPE=A}
inline void PrintTo(const Event& event, std::ostream* out) {
  *out << testing::PrintToString(event.level) << ' ' << name_of(event.kind) << " '" << event.message << "' {";
  const char* between = "";
  for (const auto& [name, value] : event.fields) {
    *out << std::exchange(between, ", ") << name << '=' << value;
  }
  *out << '}';
}

}  // namespace dyndns

// GoogleTest finds PrintTo() in the namespace of the type alone, and std is not ours.
namespace testing::internal {

template <>
class UniversalPrinter<dyndns::Verdict> {
 public:
  static void Print(const dyndns::Verdict& verdict, std::ostream* out) {
    std::visit([out](const auto& outcome) { PrintTo(outcome, out); }, verdict);
  }
};

// In the largest unit of which it is a whole number: 90 s, 5 min.
template <class Rep, class Period>
class UniversalPrinter<std::chrono::duration<Rep, Period>> {
 public:
  static void Print(const std::chrono::duration<Rep, Period>& duration, std::ostream* out) {
    using namespace std::chrono;
    if (!print_whole<hours>(duration, " h", out) && !print_whole<minutes>(duration, " min", out) &&
        !print_whole<seconds>(duration, " s", out) && !print_whole<milliseconds>(duration, " ms", out)) {
      *out << duration_cast<std::chrono::duration<double, std::micro>>(duration).count() << " us";
    }
  }

 private:
  template <class Unit>
  static bool print_whole(const std::chrono::duration<Rep, Period>& duration, const char* name, std::ostream* out) {
    const auto count = std::chrono::duration<double, typename Unit::period>(duration).count();
    const bool is_whole = count == static_cast<double>(static_cast<long long>(count)) &&
                          (count != 0 || std::is_same_v<Unit, std::chrono::seconds>);
    if (is_whole) {
      *out << static_cast<long long>(count) << name;
    }
    return is_whole;
  }
};

// As a reading of a clock that began at zero: steady clock at 90 s.
template <class Duration>
class UniversalPrinter<std::chrono::time_point<std::chrono::steady_clock, Duration>> {
 public:
  static void Print(const std::chrono::time_point<std::chrono::steady_clock, Duration>& time, std::ostream* out) {
    *out << "steady clock at " << PrintToString(time.time_since_epoch());
  }
};

// 2026-01-31T12:00:00Z, and what is beyond whole seconds behind it.
template <class Duration>
class UniversalPrinter<std::chrono::time_point<std::chrono::system_clock, Duration>> {
 public:
  static void Print(const std::chrono::time_point<std::chrono::system_clock, Duration>& time, std::ostream* out) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(time);
    const std::time_t seconds = whole.time_since_epoch().count();
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[sizeof "-2147481748-01-01T00:00:00Z"];
    *out << std::string_view(text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts));
    if (time != whole) {
      *out << " + " << PrintToString(time - whole);
    }
  }
};

}  // namespace testing::internal
