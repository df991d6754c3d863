// What a stranger may send beside the body, and that it does not matter in what pieces he does.
#include <gtest/gtest.h>

#include <boost/beast/http/error.hpp>
#include <string>
#include <vector>

#include "http/response_reader.hpp"

namespace dyndns::http {
namespace {

using boost::system::error_code;
using Error = boost::beast::http::error;

constexpr std::size_t body_limit = 1000;
const std::string ok = "HTTP/1.1 200 OK\r\n";
const std::string chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";

// An error, or everything that there is to know of an answer, which may be incomplete.
struct Outcome {
  error_code error;
  bool is_complete = false;
  bool keeps_alive = false;
  Response response{};

  bool operator==(const Outcome& other) const {
    return error == other.error && is_complete == other.is_complete && keeps_alive == other.keeps_alive &&
           response.status == other.response.status && response.headers == other.response.headers &&
           response.body == other.response.body;
  }
};

Outcome read(const std::vector<std::string_view>& pieces) {
  const auto reader = make_response_reader("GET", body_limit);
  Outcome outcome;
  for (const auto piece : pieces) {
    outcome.error = outcome.error ? outcome.error : reader->feed(piece);
  }
  if (!outcome.error && reader->is_complete()) {
    outcome.is_complete = true;
    outcome.keeps_alive = reader->keeps_alive();
    outcome.response = reader->take();
  }
  return outcome;
}

error_code error_of(std::string_view bytes) { return read({bytes}).error; }

std::vector<std::string_view> in_pieces_of(std::size_t size, std::string_view bytes) {
  std::vector<std::string_view> pieces;
  for (; !bytes.empty(); bytes.remove_prefix(pieces.back().size())) {
    pieces.push_back(bytes.substr(0, size));
  }
  return pieces;
}

// ---- Pieces.

TEST(AnswerInPieces, IsTheSameWhereverItIsCutInThree) {
  for (const auto& bytes :
       {chunked + "5;x=y\r\n81.2.\r\n6\r\n69.142\r\n0\r\n\r\n", chunked + "0\r\n\r\n", chunked + "00;x\r\n\r\n",
        chunked + "1\r\na\r\n1;x=\"y\"\r\nb\r\n0;z\r\nTrailer: x\r\nLocation: y\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + chunked + "3\r\n0\r\n\r\n0\r\n\r\n",
        ok + "Content-Length: 11\r\nX: y\r\n\r\n81.2.69.142"}) {
    const auto whole = read({bytes});
    EXPECT_TRUE(whole.is_complete && whole.keeps_alive) << bytes;
    const std::string_view all = bytes;
    for (std::size_t i = 1; i < all.size(); ++i) {
      for (std::size_t j = i + 1; j < all.size(); ++j) {
        EXPECT_EQ(read({all.substr(0, i), all.substr(i, j - i), all.substr(j)}), whole) << bytes << i << ' ' << j;
      }
    }
    EXPECT_EQ(read(in_pieces_of(1, all)), whole) << bytes;
  }
}

TEST(AnswerInPieces, IsRefusedWhereverItIsCutInTwo) {
  for (const auto& bytes :
       {chunked + "x\r\n", chunked + "-1\r\n", chunked + "1\r\nab\r\n0\r\n\r\n", chunked + "1\r\na0\r\n\r\n",
        chunked + "FFFFFFFFFFFFFFFFF\r\n", chunked + "1 x\r\na\r\n0\r\n\r\n", chunked + "0\r\nno trailer\r\n\r\n",
        ok + "X: y\x01\r\n\r\n", ok + std::string("X: \0\r\n\r\n", 8),
        ok + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"}) {
    const std::string_view all = bytes;
    for (std::size_t i = 0; i < all.size(); ++i) {
      EXPECT_TRUE(read({all.substr(0, i), all.substr(i)}).error) << bytes << ' ' << i;
    }
    EXPECT_TRUE(read(in_pieces_of(1, all)).error) << bytes;
  }
}

// The limit is the same in whatever pieces it is passed.
void expect_limit(const std::string& good, const std::string& bad, const error_code& error) {
  for (const std::size_t size : {1UL, 7UL, 1000UL, 8192UL, 1'000'000UL}) {
    EXPECT_TRUE(read(in_pieces_of(size, good)).is_complete) << "in pieces of " << size;
    EXPECT_EQ(read(in_pieces_of(size, bad)).error, error) << "in pieces of " << size;
  }
}

// ---- Limits.

std::string with_header_bytes(std::size_t size) {
  const std::string end = "\r\nContent-Length: 0\r\n\r\n";
  return ok + "X: " + std::string(size - ok.size() - 3 - end.size(), 'x') + end;
}

TEST(AnswerLimits, BytesOfHeaders) {
  expect_limit(with_header_bytes(header_limit), with_header_bytes(header_limit + 1), Error::header_limit);
}

TEST(AnswerLimits, BytesOfHeadersThoseOfInterimAnswersAmongThem) {
  const auto interim = "HTTP/1.1 103 Early Hints\r\nLink: " + std::string(header_limit / 2, 'x') + "\r\n\r\n";
  expect_limit(interim + with_header_bytes(header_limit - interim.size()),
               interim + with_header_bytes(header_limit - interim.size() + 1), Error::header_limit);
}

std::string with_headers(std::size_t count) {
  auto bytes = ok + "Content-Length: 0\r\n";
  for (std::size_t i = 1; i < count; ++i) {
    bytes += "X: y\r\n";
  }
  return bytes + "\r\n";
}

TEST(AnswerLimits, NumberOfHeaders) {
  expect_limit(with_headers(header_count_limit), with_headers(header_count_limit + 1), ReadError::many_headers);
}

TEST(AnswerLimits, NumberOfInterimAnswers) {
  std::string interim;
  for (std::size_t i = 0; i < interim_limit; ++i) {
    interim += "HTTP/1.1 100 Continue\r\n\r\n";
  }
  const auto answer = ok + "Content-Length: 0\r\n\r\n";
  expect_limit(interim + answer, interim + "HTTP/1.1 100 Continue\r\n\r\n" + answer, ReadError::many_interim_answers);
}

TEST(AnswerLimits, BytesOfTheExtensionsOfAChunk) {
  const auto with = [](std::size_t size) { return chunked + "1;" + std::string(size - 4, 'x') + "\r\na\r\n0\r\n\r\n"; };
  expect_limit(with(header_limit), with(header_limit + 1), ReadError::much_framing);
}

TEST(AnswerLimits, BytesOfTrailers) {
  const auto with = [](std::size_t size) { return chunked + "0\r\nX: " + std::string(size - 10, 'x') + "\r\n\r\n"; };
  expect_limit(with(header_limit), with(header_limit + 1), ReadError::much_framing);
}

TEST(AnswerLimits, BytesAroundAllChunksTogether) {
  const auto with = [](std::size_t size) {
    std::string bytes = "1;" + std::string(500, 'x') + "\r\na";
    const auto around = bytes.size() - 1;
    std::string chunks;
    for (std::size_t i = 0; i < 34; ++i) {
      chunks += (i == 0 ? "" : "\r\n") + bytes;
    }
    const auto rest = size - 34 * around - 33 * 2 - 8;
    return chunked + chunks + "\r\n0;" + std::string(rest, 'x') + "\r\n\r\n";
  };
  expect_limit(with(header_limit + body_limit), with(header_limit + body_limit + 1), ReadError::much_framing);
}

TEST(AnswerLimits, ALastChunkWithoutEndIsTooMuchToo) {
  EXPECT_EQ(error_of(chunked + std::string(header_limit + 1, '0')), ReadError::much_framing);
  EXPECT_EQ(error_of(chunked + "0\r\n" + std::string(header_limit, 'x')), ReadError::much_framing);
}

TEST(AnswerLimits, TrailersAreNoHeaders) {
  const auto read_whole = read({chunked + "0\r\nLocation: https://a.test/\r\nRetry-After: 9\r\n\r\n"});
  EXPECT_TRUE(read_whole.is_complete);
  EXPECT_EQ(read_whole.response.headers.size(), 1U);
}

// ---- Encodings.

TEST(AnswerEncoding, ThatWasNotAskedForIsRefused) {
  for (const std::string value : {"gzip", "GZIP", "br", "deflate", "zstd", "identity, gzip", "x"}) {
    EXPECT_EQ(error_of(ok + "Content-Encoding: " + value + "\r\nContent-Length: 0\r\n\r\n"), ReadError::encoded)
        << value;
  }
  EXPECT_EQ(error_of(ok + "Content-Encoding: identity\r\ncontent-encoding: gzip\r\nContent-Length: 0\r\n\r\n"),
            ReadError::encoded);
}

TEST(AnswerEncoding, NoneIsNone) {
  for (const std::string value : {"identity", "Identity", ""}) {
    EXPECT_FALSE(error_of(ok + "Content-Encoding: " + value + "\r\nContent-Length: 0\r\n\r\n")) << value;
  }
}

TEST(AnswerEncoding, OfAFailuresPageHidesNoStatus) {
  for (const std::string status : {"301 Moved", "403 Forbidden", "503 Busy"}) {
    const auto answer =
        read({"HTTP/1.1 " + status + "\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x8b"});
    EXPECT_TRUE(answer.is_complete) << status;
  }
}

TEST(AnswerEncoding, OnTheWayIsRefusedToo) {
  for (const std::string value : {"gzip", "gzip, chunked", "chunked, gzip", "identity", "chunked, chunked"}) {
    for (const std::string status : {"200 OK", "503 Busy"}) {
      EXPECT_TRUE(error_of("HTTP/1.1 " + status + "\r\nTransfer-Encoding: " + value + "\r\n\r\n0\r\n\r\n")) << value;
    }
  }
  EXPECT_FALSE(error_of(ok + "Transfer-Encoding: Chunked\r\n\r\n0\r\n\r\n"));
}

}  // namespace
}  // namespace dyndns::http
