#include "core/event.hpp"

#include <array>

namespace dyndns {
namespace {

struct Identity {
  std::string_view name;
  std::string_view message_id;
};

// In the order of EventKind. Never change an id: catalogs and users' filters hold it.
constexpr std::array<Identity, event_kind_count> identities = {{
    {"started", "8a42f425babf0056d772029b0aafb92b"},
    {"stopping", "252d399faa876dc2f820a5b4a59d9340"},
    {"reloaded", "f95c7bd3d8de48b9896a974b85abbaf8"},
    {"reload-failed", "df9ecb74d411a9f90a3dd75785c0bfc8"},
    {"configuration-problem", "5ce7be5a9e459b0f7fb71b1fedd2ccb9"},
    {"record-changed", "87c0c9362098a30e12824c7618e1c106"},
    {"record-failed", "c3bbc9706fac4c072d7b1ccf9c83df4c"},
    {"record-recovered", "c3f4f78f76d550815a4683f64277bf94"},
    {"no-quorum", "bb0d466a3b90c8b3967b9fb85b69d51e"},
    {"quorum-recovered", "9c201e278468c7019ead90f52f57c4f8"},
    {"dissent", "b99f175238cac7deead003c1c72559ff"},
    {"dissent-ended", "0df1f31d4665434986f4c49943cfe647"},
    {"source-remark", "7b21a284348cf6f5490068469f33c3d2"},
    {"memory-failed", "07d6f339e2c41dac7ff96938b6d1c31c"},
    {"memory-recovered", "34e8cb453836b180f5284d81f0cfdb2f"},
    {"status-failed", "5dc4fe1833ff0f51e92ee73496d6ff4e"},
    {"status-recovered", "cecec71724db067e92c1824d17854f49"},
    {"family-absent", "509a4c628b91173aca90ff292f8080ee"},
    {"token-expiring", "c73a13ecb200965459664ba306b6697d"},
    {"token-unfit", "c4052dc2b2ddc94d6ebe5cf08d0b4384"},
    {"token-fit", "ad19b0eeb3e748d5b78f952ca9a430ef"},
    {"without-effect", "187a30d59550ff3583799822f686d224"},
    {"with-effect", "5a905f00c694467ab9b7f513096239e1"},
    {"round-done", "81c4d5526463966385aa802c2352c70f"},
    {"woken", "4f9dd68cf89094a887a54e59a2d3d9c2"},
    {"stuck", "c268ff3041594d939bec9ed18de79837"},
    {"internal-error", "3d2d002541c6fc839f7ee8eed2e596e6"},
}};

}  // namespace

std::string_view name_of(EventKind kind) { return identities.at(static_cast<std::size_t>(kind)).name; }

std::string_view message_id_of(EventKind kind) { return identities.at(static_cast<std::size_t>(kind)).message_id; }

}  // namespace dyndns
