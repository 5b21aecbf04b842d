#include "harness/plan/providers.h"

#include <map>

#include <gtest/gtest.h>

namespace attune {
namespace {

Lookup an_environment(std::map<std::string, std::string, std::less<>> variables) {
  return [variables = std::move(variables)](std::string_view name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
}

Settings with_endpoint(Endpoint endpoint) {
  Settings settings;
  settings.endpoints[endpoint.name] = std::move(endpoint);
  return settings;
}

std::string url_of(std::string_view provider, const Settings& settings, const Lookup& environment) {
  const Result<Endpoint> endpoint = find_endpoint(provider, settings, environment);
  return endpoint ? endpoint->base_url : endpoint.error().what;
}

TEST(Providers, AreKnownByTheirNames) {
  for (const std::string& name : known_providers()) {
    const Result<Endpoint> endpoint =
        find_endpoint(name, {}, an_environment({{"STUB_BASE_URL", "http://127.0.0.1:1/v1"}}));
    ASSERT_TRUE(endpoint) << name;
    EXPECT_EQ(endpoint->name, name);
    EXPECT_FALSE(endpoint->key_names.empty()) << name;
  }
}

TEST(Providers, AreFoundWhereTheFileSaysThenTheEnvironmentThenTheKnownAddress) {
  const Settings file = with_endpoint({.name = "openai", .base_url = "http://file/v1"});
  const Lookup environment = an_environment({{"OPENAI_BASE_URL", "http://env/v1"}});
  EXPECT_EQ(url_of("openai", file, environment), "http://file/v1");
  EXPECT_EQ(url_of("openai", {}, environment), "http://env/v1");
  EXPECT_EQ(url_of("openai", {}, an_environment({})), "https://api.openai.com/v1");
}

TEST(Providers, KeepAddressAndKeyOfAnEndpointThatTheFileOnlyTunes) {
  const Settings file = with_endpoint({.name = "openai", .lanes = 3});
  const Result<Endpoint> endpoint = find_endpoint("openai", file, an_environment({}));
  ASSERT_TRUE(endpoint);
  EXPECT_EQ(endpoint->base_url, "https://api.openai.com/v1");
  EXPECT_EQ(endpoint->key_names, std::vector<std::string>{"OPENAI_API_KEY"});
  EXPECT_TRUE(endpoint->needs_key);
  EXPECT_EQ(endpoint->lanes, 3);
}

TEST(Providers, DoNotMindAnEmptyVariable) {
  EXPECT_EQ(url_of("openai", {}, an_environment({{"OPENAI_BASE_URL", ""}})),
            "https://api.openai.com/v1");
}

TEST(Providers, OfAnyOtherNameAreFoundByItsVariables) {
  const Result<Endpoint> endpoint =
      find_endpoint("my-lab.2", {}, an_environment({{"MY_LAB_2_BASE_URL", "https://lab/v1//"}}));
  ASSERT_TRUE(endpoint);
  EXPECT_EQ(endpoint->base_url, "https://lab/v1");
  EXPECT_EQ(endpoint->key_names, std::vector<std::string>{"MY_LAB_2_API_KEY"});
  EXPECT_FALSE(endpoint->needs_key);
}

TEST(Providers, MendTheAddressThatOllamaIsGiven) {
  EXPECT_EQ(url_of("ollama", {}, an_environment({{"OLLAMA_HOST", "box:11434"}})),
            "http://box:11434");
  EXPECT_EQ(url_of("ollama", {}, an_environment({{"OLLAMA_BASE_URL", "http://box:1/v1/"}})),
            "http://box:1");
  EXPECT_EQ(url_of("ollama", {},
                   an_environment({{"OLLAMA_HOST", "box:1"}, {"OLLAMA_BASE_URL", "http://b/x"}})),
            "http://b/x");
}

TEST(Providers, SpeakTheirOwnLanguage) {
  for (const auto& [name, wire] : std::map<std::string, std::string>{{"anthropic", "anthropic"},
                                                                     {"google", "google"},
                                                                     {"ollama", "ollama"},
                                                                     {"openrouter", "openai"},
                                                                     {"vllm", "openai"}}) {
    const Result<Endpoint> endpoint =
        find_endpoint(name, with_endpoint({.name = name, .lanes = 2}), an_environment({}));
    ASSERT_TRUE(endpoint) << name;
    EXPECT_EQ(endpoint->wire, wire);
    EXPECT_EQ(endpoint->lanes, 2);
  }
}

TEST(Providers, TakeAnAddressWithOrWithoutItsVersion) {
  EXPECT_EQ(url_of("anthropic", {}, an_environment({{"ANTHROPIC_BASE_URL", "https://a/v1"}})),
            "https://a");
  EXPECT_EQ(url_of("google", {}, an_environment({{"GEMINI_BASE_URL", "https://g/v1beta/"}})),
            "https://g");
  EXPECT_EQ(url_of("google", {}, an_environment({})), "https://generativelanguage.googleapis.com");
  const Settings lab =
      with_endpoint({.name = "lab", .wire = "anthropic", .base_url = "http://lab/v1"});
  EXPECT_EQ(url_of("lab", lab, an_environment({})), "http://lab");
}

TEST(Providers, OfferOllamasChatCompletionsToWhomAsksForThem) {
  const Settings file = with_endpoint({.name = "ollama", .wire = "openai"});
  EXPECT_EQ(url_of("ollama", file, an_environment({})), "http://localhost:11434/v1");
  EXPECT_EQ(url_of("ollama", file, an_environment({{"OLLAMA_HOST", "box:1"}})), "http://box:1/v1");
}

TEST(Providers, KeepTheRulesOfTheFileBeforeThoseThatShip) {
  Settings settings;
  settings.rules = {{.wire = "openai", .model = "mine"}};
  const Result<Endpoint> endpoint = find_endpoint("openai", settings, an_environment({}));
  ASSERT_TRUE(endpoint);
  ASSERT_GT(endpoint->rules.size(), 1U);
  EXPECT_EQ(endpoint->rules.front(), settings.rules.front());
}

TEST(Providers, WithoutAddressSayWhatToSetAndWhatIsNear) {
  const Result<Endpoint> endpoint = find_endpoint("opnai", {}, an_environment({}));
  ASSERT_FALSE(endpoint);
  EXPECT_EQ(endpoint.error(),
            fix_input("no address for provider 'opnai'; did you mean 'openai'?; or set "
                      "OPNAI_BASE_URL or [endpoint.opnai] base_url"));
}

TEST(Providers, AreNotOfferedTheirOwnName) {
  const std::string what = url_of("stub", {}, an_environment({}));
  EXPECT_EQ(what.find("did you mean 'stub'"), std::string::npos) << what;
  EXPECT_NE(what.find("set STUB_BASE_URL"), std::string::npos) << what;
  EXPECT_EQ(url_of("my-lab", with_endpoint({.name = "my-lab"}), an_environment({}))
                .find("did you mean 'my-lab'"),
            std::string::npos);
}

Result<std::string> nobody(const std::string& /*line*/) {
  return give_up("nobody is there");
}

TEST(FindKey, TakesTheFirstVariableThatIsSet) {
  const Endpoint endpoint{.name = "xai", .key_names = {"XAI_API_KEY", "GROK_API_KEY"}};
  const Result<std::string> key = find_key(
      endpoint, an_environment({{"XAI_API_KEY", " \n"}, {"GROK_API_KEY", " k-2\n"}}), nobody);
  ASSERT_TRUE(key);
  EXPECT_EQ(*key, "k-2");
}

TEST(FindKey, IsEmptyWhereNoneIsNeeded) {
  const Result<std::string> key =
      find_key({.name = "vllm", .key_names = {"VLLM_API_KEY"}}, an_environment({}), nobody);
  ASSERT_TRUE(key);
  EXPECT_EQ(*key, "");
}

TEST(FindKey, NamesTheVariablesToSetAndShowsNoOtherKey) {
  const Result<std::string> key =
      find_key({.name = "xai", .key_names = {"XAI_API_KEY", "GROK_API_KEY"}, .needs_key = true},
               an_environment({{"OPENAI_API_KEY", "sk-secret"}}), nobody);
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error(),
            fix_input("xai needs a key: set XAI_API_KEY or GROK_API_KEY, in the environment or in "
                      ".env, or [endpoint.xai] key_command"));
}

Endpoint with_command() {
  return {.name = "lab", .key_names = {"LAB_API_KEY"}, .key_command = "pass show lab"};
}

TEST(FindKey, AsksTheCommandWhereTheEnvironmentIsSilent) {
  std::string asked;
  const auto key = find_key(with_command(), an_environment({}), [&](const std::string& line) {
    asked = line;
    return Result<std::string>(" k-3\r");
  });
  ASSERT_TRUE(key);
  EXPECT_EQ(*key, "k-3");
  EXPECT_EQ(asked, "pass show lab");
}

TEST(FindKey, TheEnvironmentGoesBeforeTheCommand) {
  const auto key = find_key(with_command(), an_environment({{"LAB_API_KEY", "k-1"}}), nobody);
  ASSERT_TRUE(key);
  EXPECT_EQ(*key, "k-1");
}

TEST(FindKey, ACommandThatFailsIsToldWithItsEndpoint) {
  const auto key = find_key(with_command(), an_environment({}), nobody);
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error(), fix_input("endpoint.lab key_command: nobody is there"));
}

TEST(FindKey, AnEmptyLineIsNoKey) {
  EXPECT_FALSE(find_key(with_command(), an_environment({}),
                        [](const std::string&) { return Result<std::string>(" "); }));
}

bool is_private(const std::string& url, bool insecure = false) {
  return check_privacy({.name = "lab", .base_url = url}, insecure).has_value();
}

TEST(CheckPrivacy, TakesPlainHttpOfThisMachineOnly) {
  EXPECT_TRUE(is_private("https://api.example.org/v1"));
  EXPECT_TRUE(is_private("http://127.0.0.1:8080/v1"));
  EXPECT_TRUE(is_private("http://localhost:11434"));
  EXPECT_FALSE(is_private("http://api.example.org/v1"));
  EXPECT_FALSE(is_private("HTTP://10.0.0.7:8000"));
  EXPECT_FALSE(is_private("http://127.0.0.1.example.org"));
  EXPECT_FALSE(is_private("http://localhost@example.org"));
}

TEST(CheckPrivacy, TakesAnythingFromWhoeverSaysSo) {
  EXPECT_TRUE(is_private("http://10.0.0.7:8000", true));
}

TEST(CheckPrivacy, NamesTheHostAndNoSecretOfTheAddress) {
  const auto checked =
      check_privacy({.name = "lab", .base_url = "http://u:word@example.org/v1?key=secret"}, false);
  ASSERT_FALSE(checked);
  EXPECT_NE(checked.error().what.find("http://example.org "), std::string::npos);
  EXPECT_EQ(checked.error().what.find("secret"), std::string::npos);
}

}  // namespace
}  // namespace attune
