# What the compiler is told for every line of ours.
add_library(dyndns_flags INTERFACE)
target_compile_options(dyndns_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wcast-align -Wformat=2
  $<$<BOOL:${DYNDNS_WERROR}>:-Werror>
  # A designated or shortened aggregate takes its defaults from the type: that is what they are for.
  -Wno-missing-field-initializers
  # clang takes what libstdc++ 12's stable_sort uses for ours and warns of it; g++ warns of what is really ours.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
  # In a unity build g++ takes a .cpp for a header, in whose types nothing unnamed should be.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wno-subobject-linkage>
  # g++ 12 warns falsely of "text" + std::string when it optimises (GCC bug 105651).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)
target_include_directories(dyndns_flags INTERFACE ${PROJECT_SOURCE_DIR}/lib)

# CMAKE_UNITY_BUILD (presets release, asan and clang, the package): each room is one file to the compiler, a third of the
# work. A name that two files of a room keep for themselves would be one too many.
set(CMAKE_UNITY_BUILD_BATCH_SIZE 0)

if(DYNDNS_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(DYNDNS_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link -fprofile-instr-generate -fcoverage-mapping)
  add_link_options(-fprofile-instr-generate)
endif()
if(DYNDNS_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  add_compile_options(-ffunction-sections -fdata-sections -fstack-protector-strong -fstack-clash-protection)
  add_compile_definitions(_FORTIFY_SOURCE=2 _GLIBCXX_ASSERTIONS)
  add_link_options(-Wl,--gc-sections -Wl,-z,relro,-z,now -Wl,--as-needed)
endif()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
