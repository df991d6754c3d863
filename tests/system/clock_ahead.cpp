// Loaded before a program's libraries (LD_PRELOAD): its monotonic clock is ahead of the real one, by a second for each
// byte of the file $CLOCK_AHEAD_FILE. So a test lets hours pass at once, by making that file longer.
#include <dlfcn.h>
#include <sys/stat.h>
#include <time.h>

#include <cstdlib>

extern "C" __attribute__((visibility("default"))) int clock_gettime(clockid_t clock, timespec* time) noexcept {
  static const auto real = reinterpret_cast<int (*)(clockid_t, timespec*)>(::dlsym(RTLD_NEXT, "clock_gettime"));
  const int result = real(clock, time);
  const char* const path = std::getenv("CLOCK_AHEAD_FILE");
  struct stat file {};
  if (result == 0 && clock == CLOCK_MONOTONIC && path != nullptr && ::stat(path, &file) == 0) {
    time->tv_sec += static_cast<time_t>(file.st_size);
  }
  return result;
}
