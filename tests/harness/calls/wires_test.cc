#include "harness/calls/wires.h"

#include <set>

#include <gtest/gtest.h>

#include "scenarios/base/utf8.h"
#include "tests/support/answers.h"

namespace attune {
namespace {

TEST(Wires, AreWholeAndHaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (const Wire& wire : wires()) {
    EXPECT_TRUE(names.insert(wire.name).second) << wire.name;
    EXPECT_FALSE(wire.summary.empty());
    EXPECT_NE(wire.encode, nullptr);
    EXPECT_NE(wire.decode, nullptr);
  }
  EXPECT_EQ(names, (std::set<std::string_view>{"openai", "anthropic", "google", "ollama"}));
}

// What strangers send must neither throw nor pass for a reply.
TEST(Wires, TakeNoGarbageForAReply) {
  for (const Wire& wire : wires()) {
    SCOPED_TRACE(wire.name);
    expect_failures_for_garbage(wire);
  }
}

TEST(Wires, SendWhatEveryRequestCarries) {
  const ChatCall call{.subject = {"lab/tiny"},
                      .messages = {text_message(Role::User, "ok \xff")},
                      .trace = "trace-1"};
  Access access{.base_url = "http://lab", .key = "hush"};
  access.timeouts.total = Millis(5);
  for (const Wire& wire : wires()) {
    const HttpRequest request = wire.encode(call, access);
    EXPECT_EQ(request.method, "POST");
    EXPECT_TRUE(request.url.starts_with("http://lab/")) << request.url;
    EXPECT_EQ(request.url.find("hush"), std::string::npos);
    EXPECT_EQ(request.body.find("hush"), std::string::npos);
    EXPECT_EQ(request.body, valid_utf8(request.body));
    EXPECT_EQ(request.timeouts, access.timeouts);
    EXPECT_EQ(request.headers.front(), (Header{"Content-Type", "application/json"}));
    EXPECT_EQ(request.headers.back(), (Header{"Idempotency-Key", "trace-1"}));
    EXPECT_EQ(request.headers.size(), wire.name == "anthropic" ? 5U : 4U);
  }
}

TEST(Wires, AreFoundByName) {
  const auto found = find_wire("openai");
  ASSERT_TRUE(found);
  EXPECT_EQ((*found)->name, "openai");
}

TEST(Wires, OfferTheNearestNameForAnUnknownOne) {
  const auto found = find_wire("opnai");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().remedy, Remedy::FixInput);
  EXPECT_EQ(found.error().what, "no wire 'opnai'; did you mean 'openai'?");
}

}  // namespace
}  // namespace attune
