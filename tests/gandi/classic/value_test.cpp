#include "gandi/classic/value.hpp"

#include <gtest/gtest.h>

namespace dyndns::gandi::classic {
namespace {

TEST(XmlRpcValue, AWholeNumberHasManySpellings) {
  for (const auto& spelled : {Value(3264970941), Value(3264970941.0), Value("3264970941"), Value(" 3264970941 ")}) {
    SCOPED_TRACE(spelled.variant().index());  // its type
    EXPECT_EQ(spelled.whole(), 3264970941);
  }
  for (const auto& other : {Value(), Value(true), Value(1.5), Value(1e300), Value(""), Value("1x"), Value("+-1"),
                            Value("99999999999999999999"), Value(Value::Array{Value(1)})}) {
    SCOPED_TRACE(other.variant().index());  // its type
    EXPECT_FALSE(other.whole());
  }
}

}  // namespace
}  // namespace dyndns::gandi::classic
