#include "results/audit/family.h"

#include <algorithm>
#include <array>
#include <vector>

#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::array kModels = {
    FamilyName{"gpt", "openai"},
    FamilyName{"chatgpt", "openai"},
    FamilyName{"o1", "openai"},
    FamilyName{"o3", "openai"},
    FamilyName{"o4", "openai"},
    FamilyName{"codex", "openai"},
    FamilyName{"text-davinci", "openai"},
    FamilyName{"claude", "anthropic"},
    FamilyName{"gemini", "google"},
    FamilyName{"gemma", "google"},
    FamilyName{"palm", "google"},
    FamilyName{"learnlm", "google"},
    FamilyName{"llama", "meta"},
    FamilyName{"codellama", "meta"},
    FamilyName{"meta-llama", "meta"},
    FamilyName{"qwen", "qwen"},
    FamilyName{"qwq", "qwen"},
    FamilyName{"qvq", "qwen"},
    FamilyName{"mistral", "mistral"},
    FamilyName{"mixtral", "mistral"},
    FamilyName{"magistral", "mistral"},
    FamilyName{"ministral", "mistral"},
    FamilyName{"codestral", "mistral"},
    FamilyName{"devstral", "mistral"},
    FamilyName{"pixtral", "mistral"},
    FamilyName{"open-mistral", "mistral"},
    FamilyName{"open-mixtral", "mistral"},
    FamilyName{"deepseek", "deepseek"},
    FamilyName{"grok", "xai"},
    FamilyName{"kimi", "moonshot"},
    FamilyName{"moonshot", "moonshot"},
    FamilyName{"glm", "zhipu"},
    FamilyName{"chatglm", "zhipu"},
    FamilyName{"command", "cohere"},
    FamilyName{"c4ai-command", "cohere"},
    FamilyName{"aya", "cohere"},
    FamilyName{"phi", "microsoft"},
    FamilyName{"wizardlm", "microsoft"},
    FamilyName{"nova", "amazon"},
    FamilyName{"titan", "amazon"},
    FamilyName{"jamba", "ai21"},
    FamilyName{"yi", "01-ai"},
    FamilyName{"minimax", "minimax"},
    FamilyName{"abab", "minimax"},
    FamilyName{"olmo", "allenai"},
    FamilyName{"tulu", "allenai"},
    FamilyName{"granite", "ibm"},
    FamilyName{"ernie", "baidu"},
    FamilyName{"hunyuan", "tencent"},
    FamilyName{"doubao", "bytedance"},
    FamilyName{"seed-oss", "bytedance"},
    FamilyName{"reka", "reka"},
    FamilyName{"sonar", "perplexity"},
    FamilyName{"falcon", "tii"},
    FamilyName{"internlm", "internlm"},
    FamilyName{"nemotron", "nvidia"},
};

constexpr std::array kHouses = {
    FamilyName{"meta-llama", "meta"},      FamilyName{"meta", "meta"},
    FamilyName{"mistralai", "mistral"},    FamilyName{"x-ai", "xai"},
    FamilyName{"deepseek-ai", "deepseek"}, FamilyName{"moonshotai", "moonshot"},
    FamilyName{"z-ai", "zhipu"},           FamilyName{"zai", "zhipu"},
    FamilyName{"zai-org", "zhipu"},        FamilyName{"thudm", "zhipu"},
    FamilyName{"cohereforai", "cohere"},   FamilyName{"coherelabs", "cohere"},
    FamilyName{"ibm-granite", "ibm"},      FamilyName{"tiiuae", "tii"},
    FamilyName{"rekaai", "reka"},
};

constexpr std::array<std::string_view, 14> kAggregators = {
    "openrouter", "together", "groq",      "fireworks", "vllm",   "llamacpp", "ollama",
    "azure",      "bedrock",  "deepinfra", "replicate", "vertex", "lmstudio", "unknown"};

bool is_letter(char letter) {
  return letter >= 'a' && letter <= 'z';
}

bool begins(std::string_view name, std::string_view prefix) {
  return name.starts_with(prefix) &&
         (name.size() == prefix.size() || !is_letter(name[prefix.size()]));
}

std::string_view by_model(std::string_view name, const FamilyTable& table) {
  const auto found = std::ranges::find_if(
      table.models, [name](const FamilyName& each) { return begins(name, each.prefix); });
  return found == table.models.end() ? std::string_view() : found->family;
}

std::string by_house(const std::string& name, const FamilyTable& table) {
  const auto found = std::ranges::find(table.houses, name, &FamilyName::prefix);
  return found == table.houses.end() ? name : std::string(found->family);
}

// "llama3:8b" without its tag.
std::string untagged(const std::string& name) {
  return name.substr(0, name.find(':'));
}

}  // namespace

const FamilyTable& family_table() {
  static constexpr FamilyTable kTable = {kModels, kHouses, kAggregators};
  return kTable;
}

std::string family_of(const SubjectId& model, const FamilyTable& table) {
  const std::vector<std::string> parts = split(to_lower(model.text), '/');
  const std::string_view known = by_model(parts.back(), table);
  if (!known.empty()) return std::string(known);
  const bool aggregated =
      std::ranges::find(table.aggregators, parts.front()) != table.aggregators.end();
  if (parts.size() > 2) return by_house(parts[parts.size() - 2], table);
  return aggregated && parts.size() > 1 ? untagged(parts.back()) : by_house(parts.front(), table);
}

}  // namespace attune
