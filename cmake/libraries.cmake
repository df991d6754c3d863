# The libraries of others. docs/hacking.md says what each is for.
find_package(PkgConfig REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(Boost 1.81 REQUIRED CONFIG COMPONENTS json)
find_package(pugixml REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(cares REQUIRED IMPORTED_TARGET libcares>=1.18)
pkg_check_modules(psl REQUIRED IMPORTED_TARGET libpsl)
pkg_check_modules(idn2 REQUIRED IMPORTED_TARGET libidn2)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(systemd REQUIRED IMPORTED_TARGET libsystemd)

# Asio and Beast are compiled once, in one file, instead of in every file that includes them.
add_library(dyndns_asio STATIC ${PROJECT_SOURCE_DIR}/cmake/asio.cpp)
target_link_libraries(dyndns_asio PUBLIC Boost::headers OpenSSL::SSL OpenSSL::Crypto Threads::Threads)
target_compile_definitions(dyndns_asio PUBLIC
  BOOST_ASIO_SEPARATE_COMPILATION
  BOOST_BEAST_SEPARATE_COMPILATION
  BOOST_ASIO_NO_DEPRECATED
  # g++ 12 warns falsely of mismatched new and delete otherwise (docs/hacking.md)
  BOOST_ASIO_DISABLE_AWAITABLE_FRAME_RECYCLING)
