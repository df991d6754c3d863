// What is found wrong with a text, and the list of problems that it goes into.
#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/problem.hpp"

namespace dyndns::config {

// Why a text is not what it should be; continues a sentence that begins with where the text stands.
// Not to be made of a text alone, or boost::system::result could not tell a good text from a complaint.
struct Wrong {
  Wrong() = default;  // declared: no longer an aggregate
  std::string why;
};

[[nodiscard]] Wrong wrong(std::string why);

template <class T>
using Checked = boost::system::result<T, Wrong>;

// Adds to the list of problems those of one file. The list ends after 100, since a file can hold a million mistakes.
class Remarks {
 public:
  Remarks(std::vector<Problem>& problems, std::string where) : problems_(problems), where_(std::move(where)) {}

  // `path` leads to the value within the file; empty: the file as a whole.
  void error(std::string_view path, std::string_view message);
  void warning(std::string_view path, std::string_view message);

  [[nodiscard]] bool has_errors() const { return has_errors_; }  // of its own

 private:
  void add(bool is_error, std::string_view path, std::string_view message);

  std::vector<Problem>& problems_;
  std::string where_;
  bool has_errors_ = false;
};

}  // namespace dyndns::config
