// A DNS server on loopback, in the event loop of the test, that knows what the test tells it.
#pragma once

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <cctype>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "dns/message.hpp"

namespace dyndns::dns {

enum class Mood { helpful, failing, silent };

class NameServer {
 public:
  explicit NameServer(boost::asio::io_context& io, Mood mood = Mood::helpful,
                      const boost::asio::ip::address& address = boost::asio::ip::address_v4::loopback())
      : mood_(mood), acceptor_(io, {address, 0}), socket_(io, {address, acceptor_.local_endpoint().port()}) {
    receive();
    accept();
  }

  std::map<std::string, std::vector<Record>> hosts;
  unsigned flags = good_reply;
  std::function<void()> on_question = [] {};
  // Instead of the reply to a question over UDP.
  std::function<void(const std::string& reply)> on_reply = [this](const std::string& reply) { send(reply); };

  void send(const std::string& datagram) { socket_.send_to(boost::asio::buffer(datagram), client_); }
  void send_from_another_port(const std::string& datagram) {
    boost::asio::ip::udp::socket other(socket_.get_executor(), {socket_.local_endpoint().address(), 0});
    other.send_to(boost::asio::buffer(datagram), client_);
  }

  DnsServer server() const {
    return {*Address::parse(socket_.local_endpoint().address().to_string()), socket_.local_endpoint().port()};
  }
  std::string address() const { return to_string(server()); }
  int questions() const { return questions_; }
  int questions_over_tcp() const { return questions_over_tcp_; }
  const std::string& last_question() const { return last_question_; }
  unsigned short last_port() const { return client_.port(); }  // of the client

 private:
  static constexpr std::size_t header_size = 12;
  static constexpr unsigned truncated_flag = truncated_reply & ~good_reply;

  using Tcp = boost::asio::ip::tcp;

  void receive() {
    socket_.async_receive_from(boost::asio::buffer(bytes_), client_,
                               [this](boost::system::error_code error, std::size_t size) {
                                 if (!error) {
                                   hear(std::string(bytes_.data(), size));
                                   receive();
                                 }
                               });
  }

  void hear(const std::string& question) {
    ++questions_;
    last_question_ = question;
    on_question();
    if (mood_ != Mood::silent) {
      on_reply(reply_to(question, flags));
    }
  }

  void accept() {
    acceptor_.async_accept([this](boost::system::error_code error, Tcp::socket socket) {
      if (!error) {
        serve(std::make_shared<Tcp::socket>(std::move(socket)));
        accept();
      }
    });
  }

  void serve(const std::shared_ptr<Tcp::socket>& client) {
    const auto size = std::make_shared<std::array<unsigned char, 2>>();
    boost::asio::async_read(*client, boost::asio::buffer(*size), [=, this](boost::system::error_code error, auto) {
      if (!error) {
        serve(client, std::make_shared<std::string>(std::size_t{(*size)[0]} * 256 + (*size)[1], '\0'));
      }
    });
  }

  void serve(const std::shared_ptr<Tcp::socket>& client, const std::shared_ptr<std::string>& question) {
    boost::asio::async_read(*client, boost::asio::buffer(*question), [=, this](boost::system::error_code error, auto) {
      if (!error) {
        ++questions_over_tcp_;
        const auto reply = reply_to(*question, flags & ~truncated_flag);
        boost::asio::write(*client, boost::asio::buffer(number(static_cast<unsigned>(reply.size())) + reply));
      }
    });
  }

  std::string reply_to(const std::string& question, unsigned with_flags) const {
    std::string name;
    auto at = header_size;
    while (question.at(at) != 0) {
      const auto length = static_cast<std::size_t>(question[at]);
      name += (name.empty() ? "" : ".") + question.substr(at + 1, length);
      at += length + 1;
    }
    const auto type = static_cast<DnsType>(question.at(at + 2));
    const auto asked = question.substr(header_size, at + 5 - header_size);
    const auto known = hosts.find(to_lower(name));
    if (mood_ == Mood::failing || known == hosts.end()) {
      return reply(question.substr(0, 2), with_flags | (mood_ == Mood::failing ? 2U : 3U), asked, {});
    }
    auto records = known->second;
    std::erase_if(records, [type](const Record& record) { return record.type != type; });
    if ((with_flags & truncated_flag) != 0) {
      records.clear();
    }
    return reply(question.substr(0, 2), with_flags, asked, records);
  }

  static std::string to_lower(std::string text) {
    for (auto& letter : text) {
      letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    return text;
  }

  Mood mood_;
  boost::asio::ip::tcp::acceptor acceptor_;
  boost::asio::ip::udp::socket socket_;
  boost::asio::ip::udp::endpoint client_;
  std::array<char, 512> bytes_{};
  std::string last_question_;
  int questions_ = 0;
  int questions_over_tcp_ = 0;
};

}  // namespace dyndns::dns
