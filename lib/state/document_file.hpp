// One of our documents as a file of its own.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>

#include "core/failure.hpp"
#include "file/read_file.hpp"

namespace dyndns::state {

// "'PATH' cannot be opened: No such file or directory". Malformed where it is not the system that objects; refused
// where a person must mend something, such as rights and paths; unavailable where it can pass by itself, such as a full
// disk.
[[nodiscard]] Failure file_failure(const std::string& path, const file::Error& error);

// Nothing when there is no such file. Its length has the limit of a document.
[[nodiscard]] Result<std::optional<std::string>> read_document(const std::string& path);

// By file::replace_file(); `mode` as chmod(2) takes it.
[[nodiscard]] Result<void> replace_document(const std::string& path, std::string_view document, ::mode_t mode);

}  // namespace dyndns::state
