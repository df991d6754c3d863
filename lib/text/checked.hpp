// A value out of a text, or why the text is not what it should be.
#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <utility>

namespace dyndns::text {

// Continues a sentence that begins with where the text stands.
// Not to be made of a text alone, or boost::system::result could not tell a good text from a complaint.
struct Wrong {
  Wrong() = default;  // declared: no longer an aggregate
  std::string why;
};

[[nodiscard]] inline Wrong wrong(std::string why) {
  Wrong result;
  result.why = std::move(why);
  return result;
}

template <class T>
using Checked = boost::system::result<T, Wrong>;

}  // namespace dyndns::text
