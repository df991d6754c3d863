#include "idle_memory.hpp"

#include <link.h>
#include <malloc.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

namespace dyndns::daemon {
namespace {

// Only whole pages within the segment: a page at its edge may belong to its writable neighbour too.
void unmap_pages(std::uintptr_t begin, std::uintptr_t end) {
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  begin = (begin + page - 1) / page * page;
  end = end / page * page;
  if (begin < end) {
    ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);  // NOLINT(performance-no-int-to-ptr)
  }
}

// A segment that cannot be written to is as the file has it, so that no page of it can be lost.
int unmap_constant_segments(dl_phdr_info* object, std::size_t, void*) {
  if (object->dlpi_addr == ::getauxval(AT_SYSINFO_EHDR)) {
    return 0;  // the kernel's own, and no file
  }
  for (int i = 0; i < object->dlpi_phnum; ++i) {
    const auto& segment = object->dlpi_phdr[i];
    if (segment.p_type == PT_LOAD && (segment.p_flags & PF_W) == 0) {
      const auto begin = object->dlpi_addr + segment.p_vaddr;
      unmap_pages(begin, begin + segment.p_filesz);
    }
  }
  return 0;
}

}  // namespace

void release_idle_memory() {
  ::malloc_trim(0);
  ::dl_iterate_phdr(unmap_constant_segments, nullptr);
}

}  // namespace dyndns::daemon
