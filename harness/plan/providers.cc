#include "harness/plan/providers.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "harness/calls/address.h"
#include "harness/calls/parameter_rules_file.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

struct Provider {
  std::string_view name;
  std::string_view wire;
  std::string_view base_url;
  std::array<std::string_view, 2> url_names;
  std::array<std::string_view, 2> key_names;
  bool needs_key;
  int lanes;
};

// Names and addresses: specs/providers-and-conventions §3, §4.
constexpr std::array kProviders = {
    Provider{"openai",
             "openai",
             "https://api.openai.com/v1",
             {"OPENAI_BASE_URL"},
             {"OPENAI_API_KEY"},
             true,
             64},
    Provider{"anthropic",
             "anthropic",
             "https://api.anthropic.com",
             {"ANTHROPIC_BASE_URL"},
             {"ANTHROPIC_API_KEY"},
             true,
             32},
    Provider{"google",
             "google",
             "https://generativelanguage.googleapis.com",
             {"GOOGLE_BASE_URL", "GEMINI_BASE_URL"},
             {"GOOGLE_API_KEY", "GEMINI_API_KEY"},
             true,
             32},
    Provider{"openrouter",
             "openai",
             "https://openrouter.ai/api/v1",
             {"OPENROUTER_BASE_URL"},
             {"OPENROUTER_API_KEY"},
             true,
             64},
    Provider{"xai",
             "openai",
             "https://api.x.ai/v1",
             {"XAI_BASE_URL"},
             {"XAI_API_KEY", "GROK_API_KEY"},
             true,
             32},
    Provider{"mistral",
             "openai",
             "https://api.mistral.ai/v1",
             {"MISTRAL_BASE_URL"},
             {"MISTRAL_API_KEY"},
             true,
             32},
    Provider{"deepseek",
             "openai",
             "https://api.deepseek.com/v1",
             {"DEEPSEEK_BASE_URL"},
             {"DEEPSEEK_API_KEY"},
             true,
             64},
    Provider{"together",
             "openai",
             "https://api.together.xyz/v1",
             {"TOGETHER_BASE_URL"},
             {"TOGETHER_API_KEY"},
             true,
             32},
    Provider{"groq",
             "openai",
             "https://api.groq.com/openai/v1",
             {"GROQ_BASE_URL"},
             {"GROQ_API_KEY"},
             true,
             16},
    Provider{"fireworks",
             "openai",
             "https://api.fireworks.ai/inference/v1",
             {"FIREWORKS_BASE_URL"},
             {"FIREWORKS_API_KEY"},
             true,
             32},
    Provider{"vllm",
             "openai",
             "http://localhost:8000/v1",
             {"VLLM_BASE_URL"},
             {"VLLM_API_KEY"},
             false,
             256},
    Provider{"llamacpp",
             "openai",
             "http://localhost:8080/v1",
             {"LLAMACPP_BASE_URL", "LLAMA_CPP_PYTHON_BASE_URL"},
             {"LLAMACPP_API_KEY"},
             false,
             4},
    Provider{"ollama",
             "ollama",
             "http://localhost:11434",
             {"OLLAMA_BASE_URL", "OLLAMA_HOST"},
             {"OLLAMA_API_KEY"},
             false,
             4},
    Provider{"stub", "openai", "", {"STUB_BASE_URL"}, {"STUB_API_KEY"}, false, 256},
};

std::string variable(std::string_view provider, std::string_view suffix) {
  std::string name;
  for (const char letter : provider) {
    const bool lower = letter >= 'a' && letter <= 'z';
    const bool plain = (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
    name += lower ? static_cast<char>(letter - 'a' + 'A') : plain ? letter : '_';
  }
  return name + std::string(suffix);
}

// OLLAMA_HOST is "host:port".
std::string tidy_url(std::string url) {
  if (url.find("://") == std::string::npos) url.insert(0, "http://");
  while (url.ends_with('/')) url.pop_back();
  return url;
}

// These wires put the version into the path themselves; people give addresses with it, as they do
// for others.
void take_off_version(Endpoint& endpoint) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kVersions = {
      {{"anthropic", "/v1"}, {"google", "/v1beta"}, {"ollama", "/v1"}}};
  for (const auto& [wire, version] : kVersions) {
    if (endpoint.wire == wire && endpoint.base_url.ends_with(version))
      endpoint.base_url.resize(endpoint.base_url.size() - version.size());
  }
}

template <class Names>
void take_url(Endpoint& endpoint, const Names& names, const Lookup& environment) {
  for (const auto& name : names) {
    if (std::string_view(name).empty()) continue;
    const auto url = environment(name);
    if (!url || url->empty()) continue;
    endpoint.base_url = tidy_url(*url);
    return;
  }
}

Endpoint from(const Provider& provider) {
  Endpoint endpoint{.name = std::string(provider.name),
                    .wire = std::string(provider.wire),
                    .base_url = std::string(provider.base_url),
                    .needs_key = provider.needs_key,
                    .lanes = provider.lanes};
  for (const std::string_view name : provider.key_names) {
    if (!name.empty()) endpoint.key_names.emplace_back(name);
  }
  return endpoint;
}

// The settings file's endpoint, with what it leaves unsaid.
Endpoint tuned(const Endpoint& known, Endpoint given) {
  if (given.wire.empty()) given.wire = known.wire;
  if (given.base_url.empty()) {
    given.base_url = known.base_url;
    // Ollama's chat completions have an address of their own.
    const bool other = known.wire == "ollama" && given.wire == "openai";
    if (other && !given.base_url.ends_with("/v1")) given.base_url += "/v1";
  }
  if (given.key_names.empty()) given.key_names = known.key_names;
  given.needs_key = given.needs_key || known.needs_key;
  return given;
}

}  // namespace

std::vector<std::string> known_providers() {
  std::vector<std::string> names;
  for (const Provider& provider : kProviders) names.emplace_back(provider.name);
  return names;
}

Result<Endpoint> find_endpoint(std::string_view provider, const Settings& settings,
                               const Lookup& environment) {
  const auto* known = std::ranges::find(kProviders, provider, &Provider::name);
  Endpoint endpoint{.name = std::string(provider), .wire = "openai"};
  if (known != kProviders.end()) {
    endpoint = from(*known);
    take_url(endpoint, known->url_names, environment);
  } else {
    endpoint.key_names = {variable(provider, "_API_KEY")};
    take_url(endpoint, std::array{variable(provider, "_BASE_URL")}, environment);
  }
  const auto set = settings.endpoints.find(std::string(provider));
  if (set != settings.endpoints.end()) endpoint = tuned(endpoint, set->second);
  take_off_version(endpoint);
  endpoint.rules = settings.rules;
  std::ranges::move(shipped_parameter_rules(), std::back_inserter(endpoint.rules));
  if (!endpoint.base_url.empty()) return endpoint;
  std::vector<std::string> names = known_providers();
  for (const auto& [name, ignored] : settings.endpoints) names.push_back(name);
  std::erase(names, provider);  // it is known; only its address is not
  return fix_input(fmt::format("{}; or set {} or [endpoint.{}] base_url",
                               no_such("address for provider", provider, names),
                               variable(provider, "_BASE_URL"), provider));
}

Result<std::string> find_key(const Endpoint& endpoint, const Lookup& environment,
                             const KeyCommand& run) {
  for (const std::string& name : endpoint.key_names) {
    const auto key = environment(name);
    if (key && !trim(*key).empty()) return std::string(trim(*key));
  }
  if (!endpoint.key_command.empty()) {
    auto key = run(endpoint.key_command);
    if (!key)
      return fix_input(fmt::format("endpoint.{} key_command: {}", endpoint.name, key.error().what));
    if (!trim(*key).empty()) return std::string(trim(*key));
    return fix_input(fmt::format("endpoint.{} key_command: printed an empty line", endpoint.name));
  }
  if (!endpoint.needs_key) return std::string();
  return fix_input(
      fmt::format("{} needs a key: set {}, in the environment or in .env, or [endpoint.{}] "
                  "key_command",
                  endpoint.name, join(endpoint.key_names, " or "), endpoint.name));
}

Result<Done> check_privacy(const Endpoint& endpoint, bool insecure) {
  if (insecure || !in_the_open(endpoint.base_url)) return Done{};
  return fix_input(
      fmt::format("endpoint {}: http://{} would carry keys and conversations for everybody "
                  "on the way to read; use https, or --allow-insecure in a network of your own",
                  endpoint.name, host_of(endpoint.base_url)));
}

}  // namespace attune
