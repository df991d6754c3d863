// Whoever started us and wants to know how we are: the service manager.
#pragma once

#include <string>

namespace dyndns {

class Supervisor {
 public:
  virtual ~Supervisor() = default;

  virtual void ready(const std::string& status) = 0;
  virtual void reloading() = 0;                        // until the next ready()
  virtual void status(const std::string& status) = 0;  // one line for people
  virtual void stopping() = 0;
  virtual void failed(int error_number, const std::string& status) = 0;  // before an exit that is not clean
  virtual void alive() = 0;                                              // the watchdog's food
};

}  // namespace dyndns
