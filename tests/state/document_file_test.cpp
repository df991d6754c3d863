#include "state/document_file.hpp"

#include <gtest/gtest.h>

#include <cerrno>

namespace dyndns::state {
namespace {

TEST(FileFailure, NamesTheFileAndWhatTheSystemSays) {
  EXPECT_EQ(file_failure("/a/b", file::system_error("cannot be opened", EACCES)).detail,
            "'/a/b' cannot be opened: Permission denied");
}

TEST(FileFailure, WhatAPersonMustMendIsRefused) {
  for (const int number : {EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG}) {
    SCOPED_TRACE(number);
    EXPECT_EQ(file_failure("f", file::system_error("", number)).fault, Fault::refused);
  }
}

TEST(FileFailure, WhatCanPassByItselfIsUnavailable) {
  for (const int number : {EFBIG, ENOSPC, EIO, EWOULDBLOCK}) {
    SCOPED_TRACE(number);
    EXPECT_EQ(file_failure("f", file::system_error("", number)).fault, Fault::unavailable);
  }
}

TEST(FileFailure, AFileThatIsNotOneOfOursIsMalformed) {
  EXPECT_EQ(file_failure("f", {0, "is not a regular file"}).fault, Fault::malformed);
}

TEST(FileFailure, WhatIsInPlaceButMayBeLostIsUnconfirmed) {
  EXPECT_EQ(file_failure("f", {EIO, "was written", true}).fault, Fault::unconfirmed);
}

}  // namespace
}  // namespace dyndns::state
