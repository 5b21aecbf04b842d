#include "harness/calls/sent_parameters.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace attune {
namespace {

using Json = nlohmann::ordered_json;
using Names = std::vector<std::string>;

constexpr std::array kNames = {ParameterName{"temperature", "options.temperature"},
                               ParameterName{"max_tokens", "max_tokens"},
                               ParameterName{"seed", "seed"}};

std::string added(const Parameters& parameters, const Access& access, Json body = Json::object()) {
  add_parameters(parameters, kNames, access, body);
  return body.dump();
}

TEST(SentParameters, AreWhatIsAskedWhereNothingStandsAgainstIt) {
  const Parameters asked{.temperature = 0.7,
                         .top_p = 0.9,
                         .min_p = 0.1,
                         .max_tokens = 5,
                         .seed = 9'007'199'254'740'993,
                         .reasoning_effort = "low",
                         .stop = {"a"},
                         .schema = "{}"};
  EXPECT_EQ(sent_parameters(asked, {}), (SentParameters{asked, {}}));
  EXPECT_EQ(sent_parameters({}, {}), SentParameters{});
}

TEST(SentParameters, LackWhatARuleDropsAndWhatWasRefused) {
  Access access;
  access.rules.dropped = {"seed", "stop"};
  access.dropped = {"top_p"};
  const SentParameters sent = sent_parameters({.temperature = 1, .top_p = 0.9, .seed = 3}, access);
  EXPECT_EQ(sent.parameters, Parameters{.temperature = 1});
  EXPECT_EQ(sent.dropped, (Names{"top_p", "seed"}));  // nobody asked for stop
}

TEST(SentParameters, LackWhatWasRefusedUnderTheNameItWasSentBy) {
  Access access;
  access.rules.renamed = {{"max_tokens", "max_completion_tokens"}};
  access.dropped = {"max_completion_tokens"};
  EXPECT_EQ(sent_parameters({.max_tokens = 5}, access), (SentParameters{{}, {"max_tokens"}}));
}

TEST(SentParameters, HaveWhatARuleFixesWhateverIsAsked) {
  Access access;
  access.rules.fixed = {.temperature = 1, .max_tokens = 9};
  EXPECT_EQ(sent_parameters({.temperature = 0.5}, access),
            (SentParameters{{.temperature = 1, .max_tokens = 9}, {"temperature (sent 1.0)"}}));
  EXPECT_EQ(sent_parameters({.temperature = 1}, access).dropped, Names{});
}

TEST(SentParameters, LackASchemaThatIsNoObject) {
  for (const char* schema : {"", "{", "[]", "\"x\"", "\xff"}) {
    EXPECT_EQ(sent_parameters({.schema = schema}, {}), (SentParameters{{}, {"schema"}})) << schema;
  }
}

TEST(SentParameters, LackAnEffortThatCannotBeSaid) {
  Access access;
  access.rules.thinking = Thinking::None;
  access.rules.dropped_when_thinking = {"temperature"};
  const Parameters asked{.temperature = 0.5, .max_tokens = 1024, .reasoning_effort = "high"};
  const SentParameters unthinking{{.temperature = 0.5, .max_tokens = 1024}, {"reasoning_effort"}};
  EXPECT_EQ(sent_parameters(asked, access), unthinking);
  access.rules.thinking = Thinking::Budget;  // of 1024 at least, and less than max_tokens
  EXPECT_EQ(sent_parameters(asked, access), unthinking);
}

TEST(SentParameters, LackWhatCannotStandBesideThinking) {
  Access access;
  access.rules.thinking = Thinking::Budget;
  access.rules.dropped_when_thinking = {"temperature", "top_p"};
  EXPECT_EQ(sent_parameters({.temperature = 0.5, .reasoning_effort = "high"}, access),
            (SentParameters{{.reasoning_effort = "high"}, {"temperature"}}));
  const Parameters unthinking{.temperature = 0.5, .reasoning_effort = "none"};
  EXPECT_EQ(sent_parameters(unthinking, access), (SentParameters{unthinking, {}}));
}

TEST(ThinkingBudget, IsAShareOfTheRoomWithinItsBounds) {
  EXPECT_EQ(thinking_budget("medium", 4096), 2048);
  EXPECT_EQ(thinking_budget("minimal", 4096), 1024);
  EXPECT_EQ(thinking_budget("max", 1'000'000), 128'000);
  EXPECT_EQ(thinking_budget("high", 1025), 1024);
  EXPECT_EQ(thinking_budget("high", 1024), std::nullopt);
  EXPECT_EQ(thinking_budget("none", 5), 0);
  EXPECT_EQ(thinking_budget("hard", 4096), std::nullopt);
}

TEST(AddParameters, PutsEachWhereItsNameSays) {
  EXPECT_EQ(added({.temperature = 0.5, .max_tokens = 5, .seed = 1}, {}),
            R"({"options":{"temperature":0.5},"max_tokens":5,"seed":1})");
}

TEST(AddParameters, HeedsTheNamesOfRulesThenThoseTheEndpointAskedFor) {
  Access access;
  access.rules.renamed = {{"max_tokens", "limits.most"}, {"temperature", "heat"}};
  EXPECT_EQ(added({.temperature = 0.5, .max_tokens = 5}, access),
            R"({"heat":0.5,"limits":{"most":5}})");
  access.renamed = {{"max_tokens", "most"}};
  EXPECT_EQ(added({.max_tokens = 5}, access), R"({"most":5})");
}

TEST(AddParameters, TakesNoPlaceThatIsTaken) {
  Access access;
  access.renamed = {{"seed", "model"}, {"max_tokens", "model.size"}};
  EXPECT_EQ(added({.max_tokens = 5, .seed = 1}, access, {{"model", "m"}}), R"({"model":"m"})");
}

}  // namespace
}  // namespace attune
