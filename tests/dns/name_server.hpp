// A DNS server on loopback, in the event loop of the test, that knows what the test tells it.
#pragma once

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <cctype>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/address.hpp"

namespace dyndns::dns {

enum class Mood { helpful, failing, silent };

class NameServer {
 public:
  explicit NameServer(boost::asio::io_context& io, Mood mood = Mood::helpful)
      : mood_(mood), socket_(io, {boost::asio::ip::address_v4::loopback(), 0}) {
    receive();
  }

  std::map<std::string, std::vector<Address>> hosts;
  std::function<void()> on_question = [] {};

  std::string address() const { return "127.0.0.1:" + std::to_string(socket_.local_endpoint().port()); }
  int questions() const { return questions_; }

 private:
  static constexpr std::size_t header_size = 12;
  static constexpr std::uint8_t type_a = 1;
  static constexpr std::uint8_t type_aaaa = 28;

  void receive() {
    socket_.async_receive_from(boost::asio::buffer(bytes_), client_,
                               [this](boost::system::error_code error, std::size_t size) {
                                 if (!error) {
                                   answer(std::string(bytes_.data(), size));
                                   receive();
                                 }
                               });
  }

  void answer(const std::string& question) {
    ++questions_;
    on_question();
    if (mood_ != Mood::silent) {
      socket_.send_to(boost::asio::buffer(reply_to(question)), client_);
    }
  }

  std::string reply_to(const std::string& question) const {
    std::string name;
    auto at = header_size;
    while (question.at(at) != 0) {
      const auto length = static_cast<std::size_t>(question[at]);
      name += (name.empty() ? "" : ".") + question.substr(at + 1, length);
      at += length + 1;
    }
    const auto type = static_cast<std::uint8_t>(question.at(at + 2));
    const auto asked = question.substr(header_size, at + 5 - header_size);
    const auto known = hosts.find(to_lower(name));
    if (mood_ == Mood::failing || known == hosts.end()) {
      return header(question, mood_ == Mood::failing ? 2 : 3, 0) + asked;
    }
    std::string records;
    std::uint8_t count = 0;
    for (const auto& address : known->second) {
      if ((address.family() == Family::ipv4 ? type_a : type_aaaa) == type) {
        records += record(type, address);
        ++count;
      }
    }
    return header(question, 0, count) + asked + records;
  }

  static std::string header(const std::string& question, std::uint8_t code, std::uint8_t answers) {
    const std::array<std::uint8_t, 10> rest = {0x81, static_cast<std::uint8_t>(0x80U | code), 0, 1, 0, answers};
    return question.substr(0, 2) + std::string(rest.begin(), rest.end());
  }

  static std::string record(std::uint8_t type, const Address& address) {
    const std::uint8_t size = address.family() == Family::ipv4 ? 4 : 16;
    const std::array<std::uint8_t, 12> head = {0xc0, header_size, 0, type, 0, 1, 0, 0, 0, 60, 0, size};
    return std::string(head.begin(), head.end()) + std::string(address.bytes().begin(), address.bytes().begin() + size);
  }

  static std::string to_lower(std::string text) {
    for (auto& letter : text) {
      letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    return text;
  }

  Mood mood_;
  boost::asio::ip::udp::socket socket_;
  boost::asio::ip::udp::endpoint client_;
  std::array<char, 512> bytes_{};
  int questions_ = 0;
};

}  // namespace dyndns::dns
