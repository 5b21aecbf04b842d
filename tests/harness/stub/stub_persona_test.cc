#include "harness/stub/stub_persona.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace attune {
namespace {

StubRequest after(std::string_view reply) {
  StubRequest request;
  request.last_user = reply;
  request.all_text = R"(assistant:
{"internal":"","state":{"trusting":4.0,"angry":4.0},"response":"Hi."}
user:
)" + request.last_user;
  return request;
}

TEST(StubPersona, WarmsToAGoodReplyAndCoolsToAPoorOne) {
  const auto good = nlohmann::json::parse(answer_as_persona(after("[stub skill 90.0]"), 1));
  EXPECT_GT(good["state"]["trusting"], 4);
  EXPECT_LT(good["state"]["angry"], 4);
  const auto poor = nlohmann::json::parse(answer_as_persona(after("[stub skill 10.0]"), 1));
  EXPECT_LT(poor["state"]["trusting"], 4);
  EXPECT_GT(poor["state"]["angry"], 4);
  EXPECT_FALSE(poor["response"].get<std::string>().empty());
}

TEST(StubPersona, SpeaksPlainlyWhereNoStateIsKept) {
  StubRequest request;
  request.all_text = request.last_user = "Well?";
  EXPECT_FALSE(nlohmann::json::accept(answer_as_persona(request, 1)));
}

}  // namespace
}  // namespace attune
