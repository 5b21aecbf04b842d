#include "results/audit/family.h"

#include <array>
#include <utility>

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(FamilyOf, KnowsModelsWhereverTheyAreServed) {
  const std::pair<const char*, const char*> models[] = {
      {"openai/gpt-4", "openai"},
      {"openai/o3", "openai"},
      {"openai/o1-preview", "openai"},
      {"openrouter/openai/chatgpt-4o-latest", "openai"},
      {"openrouter/anthropic/claude-x", "anthropic"},
      {"google/gemini-2.5-pro", "google"},
      {"ollama/gemma3:27b", "google"},
      {"groq/llama3-70b", "meta"},
      {"together/meta-llama/Meta-Llama-3.1-8B", "meta"},
      {"vllm/Qwen2.5-7B-Instruct", "qwen"},
      {"fireworks/qwq-32b", "qwen"},
      {"mistral/mixtral-8x7b", "mistral"},
      {"llamacpp/magistral-small", "mistral"},
      {"deepseek/deepseek-r1", "deepseek"},
      {"openrouter/x-ai/grok-4", "xai"},
      {"openrouter/moonshotai/kimi-k2", "moonshot"},
      {"my-lab/glm-4.5", "zhipu"},
      {"my-lab/command-r", "cohere"},
      {"ollama/phi3", "microsoft"},
      {"unknown/o3", "openai"},
  };
  for (const auto& [model, family] : models) EXPECT_EQ(family_of({model}), family) << model;
}

TEST(FamilyOf, TakesAnUnknownModelByItsPublisherProviderOrName) {
  EXPECT_EQ(family_of({"openrouter/nousresearch/hermes-3"}), "nousresearch");
  EXPECT_EQ(family_of({"openrouter/mistralai/something-new"}), "mistral");
  EXPECT_EQ(family_of({"my-lab/tiny"}), "my-lab");
  EXPECT_EQ(family_of({"stub/judge"}), "stub");
  EXPECT_EQ(family_of({"ollama/Tiny:7b"}), "tiny");
  EXPECT_EQ(family_of({""}), "");
}

TEST(FamilyOf, IsNotMisledByNamesThatOnlyBeginAlike) {
  EXPECT_EQ(family_of({"my-lab/philosopher"}), "my-lab");
  EXPECT_EQ(family_of({"my-lab/commander"}), "my-lab");
  EXPECT_EQ(family_of({"my-lab/yield"}), "my-lab");
}

TEST(FamilyOf, TakesAnotherTable) {
  constexpr std::array kNames = {FamilyName{"tiny", "small"}};
  const FamilyTable table{.models = kNames};
  EXPECT_EQ(family_of({"my-lab/tiny-2"}, table), "small");
  EXPECT_EQ(family_of({"openrouter/gpt-4"}, table), "openrouter");
}

}  // namespace
}  // namespace attune
