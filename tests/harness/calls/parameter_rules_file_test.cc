#include "harness/calls/parameter_rules_file.h"

#include <gtest/gtest.h>

#include "harness/calls/wires.h"

namespace attune {
namespace {

std::vector<ParameterRule> read(std::string_view text, Faults& faults) {
  const Result<Value> document = parse_toml(text, "r.toml");
  EXPECT_TRUE(document) << document.error().what;
  Fields fields(*document, "", faults);
  return read_parameter_rules(fields, faults);
}

std::string fault_in(std::string_view text) {
  Faults faults;
  read(text, faults);
  return faults.empty() ? "none" : faults.front();
}

TEST(ParameterRulesFile, ReadsEveryField) {
  Faults faults;
  const auto rules = read(
      "[[parameter_rule]]\nwire = 'ollama'\nprovider = 'p'\nmodel = 'm*'\nkeep = ['seed']\n"
      "drop = ['stop']\ndrop_when_thinking = ['top_p']\nrename = { max_tokens = 'a.b' }\n"
      "fix = { temperature = 1 }\nthinking = 'budget'\n",
      faults);
  EXPECT_EQ(faults, Faults{});
  EXPECT_EQ(rules, (std::vector<ParameterRule>{{.wire = "ollama",
                                                .provider = "p",
                                                .model = "m*",
                                                .keep = {"seed"},
                                                .drop = {"stop"},
                                                .drop_when_thinking = {"top_p"},
                                                .rename = {{"max_tokens", "a.b"}},
                                                .fix = {.temperature = 1},
                                                .thinking = Thinking::Budget}}));
}

TEST(ParameterRulesFile, NotesWhatIsWrong) {
  const std::string rule = "[[parameter_rule]]\nwire = 'ollama'\n";
  EXPECT_EQ(fault_in("[[parameter_rule]]\n"), "r.toml:1:1: parameter_rule[1].wire: is missing");
  EXPECT_EQ(fault_in("[[parameter_rule]]\nwire = 'olama'\n"),
            "r.toml:2:1: parameter_rule[1].wire: no wire 'olama'; did you mean 'ollama'?");
  EXPECT_EQ(fault_in(rule + "drop = ['temprature']\n"),
            "r.toml:3:1: parameter_rule[1].drop: no parameter 'temprature'; did you mean "
            "'temperature'?");
  EXPECT_EQ(fault_in(rule + "rename = { sead = 'x' }\n"),
            "r.toml:3:1: parameter_rule[1].rename: no parameter 'sead'; did you mean 'seed'?");
  EXPECT_NE(fault_in(rule + "rename = { seed = '' }\n").find("expected a name"), std::string::npos);
  EXPECT_NE(fault_in(rule + "fix = { temp = 1 }\n").find("unknown field"), std::string::npos);
  EXPECT_EQ(fault_in(rule + "thinking = 'hard'\n"),
            "r.toml:3:1: parameter_rule[1].thinking: expected none, budget, adaptive or level");
  EXPECT_NE(fault_in("parameter_rule = [1]\n"), "none");
}

TEST(ShippedParameterRules, AreReadableAndForWiresThatAre) {
  Faults faults;
  const auto rules = read(shipped_parameter_rules_text(), faults);
  EXPECT_EQ(faults, Faults{});
  EXPECT_EQ(rules, shipped_parameter_rules());
  for (const ParameterRule& rule : rules) EXPECT_TRUE(find_wire(rule.wire)) << rule.wire;
}

ParameterRules shipped_for(std::string_view provider, std::string_view model) {
  return rules_for(shipped_parameter_rules(), {provider, provider, model});
}

TEST(ShippedParameterRules, KnowHowModelsOfEachGenerationThink) {
  for (const auto& [model, thinking] : std::vector<std::pair<std::string, Thinking>>{
           {"claude-3-haiku-20240307", Thinking::None},
           {"claude-3-5-sonnet-20241022", Thinking::None},
           {"claude-3-7-sonnet-20250219", Thinking::Budget},
           {"claude-sonnet-4-20250514", Thinking::Budget},
           {"claude-opus-4-1-20250805", Thinking::Budget},
           {"claude-haiku-4-5-20251001", Thinking::Budget},
           {"claude-opus-4-6", Thinking::Adaptive},
           {"claude-opus-4-7", Thinking::Adaptive},
           {"claude-sonnet-5", Thinking::Adaptive},
           {"something-new", Thinking::Newest}}) {
    EXPECT_EQ(shipped_for("anthropic", model).thinking, thinking) << model;
  }
  EXPECT_EQ(shipped_for("google", "gemini-2.5-flash").thinking, Thinking::Budget);
  EXPECT_EQ(shipped_for("google", "gemini-3-pro-preview").thinking, Thinking::Level);
  EXPECT_EQ(shipped_for("google", "models/gemini-2.0-flash").thinking, Thinking::None);
}

TEST(ShippedParameterRules, KnowWhoTakesWhichSampling) {
  const auto dropped = [](const char* model) { return shipped_for("anthropic", model).dropped; };
  using Names = std::set<std::string>;
  EXPECT_EQ(dropped("claude-sonnet-4-20250514"), (Names{"min_p", "seed"}));
  EXPECT_EQ(dropped("claude-sonnet-4-5"), (Names{"min_p", "seed", "top_p"}));
  EXPECT_EQ(dropped("claude-opus-4-7"), (Names{"min_p", "seed", "temperature", "top_p"}));
  EXPECT_EQ(shipped_for("anthropic", "claude-opus-4-6").dropped_when_thinking,
            (Names{"temperature", "top_p"}));
}

}  // namespace
}  // namespace attune
