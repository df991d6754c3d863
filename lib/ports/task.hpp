// What a function returns that waits. A coroutine takes its parameters by value, or by reference to what the daemon
// owns. Cancellation is an exception (boost::system::system_error with operation_aborted); nothing else is thrown for
// what can be expected.
#pragma once

#include <boost/asio/awaitable.hpp>

namespace dyndns {

template <class T>
using Task = boost::asio::awaitable<T>;

}  // namespace dyndns
