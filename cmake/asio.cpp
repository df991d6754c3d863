// The one translation unit that holds the compiled parts of Asio and Beast (see libraries.cmake).
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
