// Bodies of LiveDNS's answers in the shapes that have been seen (docs/gandi-api.md, LiveDNS), and who asks for them.
#pragma once

#include <string>

namespace dyndns::gandi::livedns {

inline const std::string good_token = "pat_0123456789abcdefghijABCDEFGHIJ012345";
inline const std::string live_endpoint = "https://api.example/v5/livedns";

inline const std::string id_endpoint = "https://id.example/tokeninfo";

// Of a 404 to whom a domain of another organisation is not shown.
inline const std::string no_object_body = R"({"code":404,"cause":"Unknown","message":"The resource does not exist"})";

inline std::string error_body(const std::string& object, const std::string& message) {
  return R"({"code":404,"message":")" + message + R"(","object":")" + object + R"(","cause":"Not Found"})";
}

inline std::string bad_request_body(const std::string& name, const std::string& description) {
  return R"({"status":"error","errors":[{"location":"body","name":")" + name + R"(","description":")" + description +
         R"("}]})";
}

}  // namespace dyndns::gandi::livedns
