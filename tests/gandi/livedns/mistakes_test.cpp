// The mistakes of other clients (docs/gandi-api.md), as far as it is HTTP that shows them. What a round makes of an
// answer is in tests/update, what the bytes of an answer mean is beside this in codec_test.
#include <string>
#include <vector>

#include "gandi/livedns/zone.hpp"

namespace dyndns::gandi::livedns {
namespace {

const RrsetKey www{"example.com", "www", RecordType::a};
const Change change{www, {}, *Address::parse("81.2.69.142"), Ttl(300)};

class LiveDnsMistakes : public OpenedZone {
 protected:
  Result<std::vector<ServedRrset>> read() { return run(zone->read({www})); }
  Result<void> write() { return run(zone->apply({change})).at(0); }
};

TEST_F(LiveDnsMistakes, AnErrorIsNotReadAsAMissingRecord) {
  EXPECT_TRUE(read()) << "the record is missing";
  const std::string no_address = R"({"rrset_name":"www","rrset_type":"A","rrset_ttl":300,"rrset_values":[null]})";
  const std::vector<http::Response> errors = {{403, {}, error_body("HTTPForbidden", "Access was denied")},
                                              {404, {}, error_body("HTTPNotFound", "Unknown domain")},
                                              {404, {}, "<html>dns-record</html>"},
                                              {200, {}, "<html>Maintenance</html>"},
                                              {200, {}, "[]"},
                                              {200, {}, "{}"},
                                              {200, {}, no_address},
                                              {204, {}, ""},
                                              {302, {{"location", "/"}}, ""},
                                              {500, {}, error_body("dns-record", "Oops")}};
  for (const auto& error : errors) {
    world.instead = [&error](const std::string&) { return error; };
    EXPECT_FALSE(read()) << error.status << error.body;
  }
}

TEST_F(LiveDnsMistakes, ARefusedWriteIsNotReportedAsSuccess) {
  EXPECT_TRUE(write());
  for (const unsigned status : {400U, 403U, 404U, 409U, 500U}) {
    world.answer_always(status, error_body("HTTPForbidden", "no"));
    EXPECT_FALSE(write()) << status;
  }
}

TEST_F(LiveDnsMistakes, TheSecretIsInTheHeaderAndNowhereElse) {
  for (const unsigned status : {400U, 401U, 403U, 404U, 409U, 429U, 500U}) {
    SCOPED_TRACE(status);
    world.answer_always(status, "You sent Bearer " + good_token);
    for (const auto& failure : {read().error(), write().error()}) {
      EXPECT_EQ(failure.detail.find("pat_"), std::string::npos) << failure.detail;
    }
    EXPECT_EQ(world.last_request.url.find("pat_"), std::string::npos);
    EXPECT_EQ(world.last_request.body.find("pat_"), std::string::npos);
  }
}

}  // namespace
}  // namespace dyndns::gandi::livedns
