#include "http/response_reader.hpp"

#include <gtest/gtest.h>

#include <boost/beast/http/error.hpp>
#include <string>

namespace dyndns::http {
namespace {

using Error = boost::beast::http::error;

constexpr std::size_t body_limit = 100;

// Everything in pieces of `size`, until there is an error or an answer.
boost::system::error_code feed(ResponseReader& reader, std::string_view bytes, std::size_t size) {
  while (!bytes.empty() && !reader.is_complete()) {
    if (const auto error = reader.feed(bytes.substr(0, size))) {
      return error;
    }
    bytes.remove_prefix(std::min(size, bytes.size()));
  }
  return {};
}

Response read(std::string_view bytes, std::size_t size) {
  const auto reader = make_response_reader("GET", body_limit);
  EXPECT_EQ(feed(*reader, bytes, size), boost::system::error_code()) << "in pieces of " << size;
  EXPECT_TRUE(reader->is_complete()) << "in pieces of " << size;
  return reader->is_complete() ? reader->take() : Response();
}

boost::system::error_code error_of(std::string_view bytes) {
  const auto reader = make_response_reader("GET", body_limit);
  return feed(*reader, bytes, bytes.size());
}

TEST(ResponseReader, TheSizeOfThePiecesDoesNotMatter) {
  constexpr std::string_view bytes =
      "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nETag: \"a\"\r\nX-Twice: 1\r\nx-twice: 2\r\n\r\n81.2.69.142";
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    SCOPED_TRACE(size);
    const auto response = read(bytes, size);
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(response.body, "81.2.69.142");
    EXPECT_EQ(response.headers.at("etag"), "\"a\"");
    EXPECT_EQ(response.headers.at("x-twice"), "1");
  }
}

TEST(ResponseReader, ChunksAreJoined) {
  constexpr std::string_view bytes =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5;x=y\r\n81.2.\r\n6\r\n69.142\r\n0\r\nTrailer: x\r\n\r\n";
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    SCOPED_TRACE(size);
    EXPECT_EQ(read(bytes, size).body, "81.2.69.142");
  }
}

TEST(ResponseReader, NoChunksAreAnEmptyBody) {
  constexpr std::string_view bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    SCOPED_TRACE(size);
    EXPECT_EQ(read(bytes, size).body, "");
  }
}

TEST(ResponseReader, ASwitchOfProtocolsIsTheAnswerAndTheEnd) {
  constexpr std::string_view bytes = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
  const auto reader = make_response_reader("GET", body_limit);
  EXPECT_FALSE(feed(*reader, std::string(bytes) + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", 500));
  EXPECT_TRUE(reader->is_complete());
  EXPECT_FALSE(reader->keeps_alive());
  EXPECT_EQ(reader->take().status, 101U);
  const auto alone = make_response_reader("GET", body_limit);
  EXPECT_FALSE(feed(*alone, bytes, 1));
  EXPECT_TRUE(alone->is_complete());
  EXPECT_FALSE(alone->keeps_alive());
}

TEST(ResponseReader, InterimAnswersAreSkipped) {
  constexpr std::string_view bytes =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
      "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok";
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    SCOPED_TRACE(size);
    const auto response = read(bytes, size);
    EXPECT_EQ(response.status, 201U);
    EXPECT_EQ(response.body, "ok");
    EXPECT_FALSE(response.headers.contains("link"));
  }
}

TEST(ResponseReader, NoContentHasNone) {
  EXPECT_EQ(read("HTTP/1.1 204 No Content\r\n\r\n", 7).body, "");
  EXPECT_EQ(read("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 7).status, 304U);
}

TEST(ResponseReader, TheAnswerToHeadHasNoBody) {
  const auto reader = make_response_reader("HEAD", body_limit);
  EXPECT_FALSE(reader->feed("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"));
  EXPECT_TRUE(reader->is_complete());
}

TEST(ResponseReader, ABodyOfUnknownLengthEndsWithTheConnection) {
  const auto reader = make_response_reader("GET", body_limit);
  EXPECT_FALSE(reader->feed("HTTP/1.1 200 OK\r\n\r\n81.2.69.142"));
  EXPECT_FALSE(reader->is_complete());
  EXPECT_FALSE(reader->end());
  ASSERT_TRUE(reader->is_complete());
  EXPECT_FALSE(reader->keeps_alive());
  EXPECT_EQ(reader->take().body, "81.2.69.142");
}

TEST(ResponseReader, AnEarlyEndIsAnError) {
  for (const std::string_view bytes :
       {"HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n1234",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"}) {
    SCOPED_TRACE(bytes);
    const auto reader = make_response_reader("GET", body_limit);
    EXPECT_FALSE(reader->feed(bytes));
    EXPECT_EQ(reader->end(), Error::partial_message) << bytes;
  }
  EXPECT_EQ(make_response_reader("GET", body_limit)->end(), Error::end_of_stream);
}

TEST(ResponseReader, TheBodyIsLimited) {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  EXPECT_FALSE(error_of(head + "Content-Length: 100\r\n\r\n" + std::string(100, 'x')));
  EXPECT_EQ(error_of(head + "Content-Length: 101\r\n\r\n"), Error::body_limit);
  EXPECT_EQ(error_of(head + "\r\n" + std::string(101, 'x')), Error::body_limit);
  const std::string chunk = "32\r\n" + std::string(50, 'x') + "\r\n";
  EXPECT_EQ(error_of(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + chunk), Error::body_limit);
}

TEST(ResponseReader, HeadersAreLimited) {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  EXPECT_FALSE(error_of(head + "X: " + std::string(header_limit - 100, 'x') + "\r\nContent-Length: 0\r\n\r\n"));
  EXPECT_EQ(error_of(head + "X: " + std::string(header_limit, 'x')), Error::header_limit);
}

TEST(ResponseReader, HeadersThatComeLineByLineAreLimitedToo) {
  const auto reader = make_response_reader("GET", body_limit);
  auto error = reader->feed("HTTP/1.1 200 OK\r\n");
  for (int line = 0; line < 1000 && !error; ++line) {
    error = reader->feed("X-Line: " + std::string(50, 'x') + "\r\n");
  }
  EXPECT_EQ(error, Error::header_limit);
}

TEST(ResponseReader, WhatIsNotHttpIsAnError) {
  for (const std::string_view bytes :
       {"SSH-2.0-OpenSSH_9.2\r\n", "\r\n\r\n\r\n\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nbroken\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"}) {
    EXPECT_TRUE(error_of(bytes)) << bytes;
  }
}

TEST(ResponseReader, TheServerDecidesAboutTheConnection) {
  const auto keeps_alive = [](std::string_view bytes) {
    const auto reader = make_response_reader("GET", body_limit);
    EXPECT_FALSE(reader->feed(bytes));
    return reader->is_complete() && reader->keeps_alive();
  };
  EXPECT_TRUE(keeps_alive("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"));
  EXPECT_FALSE(keeps_alive("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx"));
  EXPECT_FALSE(keeps_alive("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx"));
  EXPECT_TRUE(keeps_alive("HTTP/1.0 200 OK\r\nContent-Length: 1\r\nConnection: keep-alive\r\n\r\nx"));
  EXPECT_FALSE(keeps_alive("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP/1.1 200 OK\r\n"));
}

}  // namespace
}  // namespace dyndns::http
