// A socket through which the kernel speaks rtnetlink(7).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "file/descriptor.hpp"
#include "netlink/message.hpp"

namespace dyndns::netlink {

class Socket {
 public:
  // Hears what the kernel announces to the groups (RTMGRP_*), and what it answers.
  explicit Socket(std::uint32_t groups = 0);

  [[nodiscard]] int number() const { return descriptor_.get(); }
  // Errors are numbers as in errno, 0 for none. This one is why there is no socket, as where a sandbox forbids it.
  [[nodiscard]] int error() const { return error_; }

  struct Received {
    std::vector<Message> messages;
    int error = 0;
    bool is_interrupted = false;  // see is_interrupted()
  };
  // The next datagram; does not wait. Holds no message when it is not the kernel's. EAGAIN: there is none. ENOBUFS:
  // some were lost.
  [[nodiscard]] Received receive() const;

  [[nodiscard]] int send(std::span<const std::byte> request) const;

 private:
  file::Descriptor descriptor_;
  int error_ = 0;
};

}  // namespace dyndns::netlink
