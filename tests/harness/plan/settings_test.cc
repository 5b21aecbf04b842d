#include "harness/plan/settings.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

using namespace std::chrono_literals;

std::string fault_in(std::string_view text) {
  const Result<Settings> settings = parse_settings(text, "attune.toml");
  return settings ? "no fault" : settings.error().what;
}

TEST(Settings, ReadEveryFieldOfAnEndpoint) {
  const auto settings = parse_settings(
      "[endpoint.my-lab]\nwire = 'openai'\nbase_url = 'http://lab:8000/v1/'\nkey_env = 'LAB_KEY'\n"
      "lanes = 8\nstream = true\nconnect_timeout = 1.5\nidle_timeout = 20\ntimeout = 600\n",
      "attune.toml");
  ASSERT_TRUE(settings) << settings.error().what;
  Endpoint expected{.name = "my-lab",
                    .wire = "openai",
                    .base_url = "http://lab:8000/v1",
                    .key_names = {"LAB_KEY"},
                    .needs_key = true,
                    .lanes = 8,
                    .stream = true};
  expected.timeouts = {.connect = 1500ms, .idle = 20s, .total = 600s};
  EXPECT_EQ(settings->endpoints.at("my-lab"), expected);
}

TEST(Settings, ReadEveryFieldOfASubject) {
  const auto settings = parse_settings(
      "[subject.'my-lab/big']\ntemperature = 0\ntop_p = 0.9\nmin_p = 0.1\nmax_tokens = 100\n"
      "seed = 3\nreasoning_effort = 'low'\nstop = ['END']\nprice = { input = 1, output = 2.5 }\n",
      "attune.toml");
  ASSERT_TRUE(settings) << settings.error().what;
  const Parameters parameters = {.temperature = 0.0,
                                 .top_p = 0.9,
                                 .min_p = 0.1,
                                 .max_tokens = 100,
                                 .seed = 3,
                                 .reasoning_effort = "low",
                                 .stop = {"END"}};
  EXPECT_EQ(settings->subjects.at({"my-lab/big"}), (SubjectSettings{parameters, Price{1, 2.5}}));
}

TEST(Settings, ReadParameterRules) {
  const auto settings = parse_settings(
      "[[parameter_rule]]\nwire = 'openai'\ndrop = ['seed']\n"
      "[[parameter_rule]]\nwire = 'google'\n",
      "attune.toml");
  ASSERT_TRUE(settings) << settings.error().what;
  EXPECT_EQ(settings->rules,
            (std::vector<ParameterRule>{{.wire = "openai", .drop = {"seed"}}, {.wire = "google"}}));
  EXPECT_EQ(fault_in("[[parameter_rule]]\nwire = 'openai'\ndorp = []\n"),
            "attune.toml:3:1: parameter_rule[1].dorp: unknown field; did you mean 'drop'?");
}

TEST(Settings, AreAllDefaultsWhereTheFileSaysNothing) {
  const auto settings = parse_settings("[endpoint.lab]\n[subject.'lab/a']\n", "attune.toml");
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->endpoints.at("lab"), Endpoint{.name = "lab"});
  EXPECT_EQ(settings->subjects.at({"lab/a"}), SubjectSettings{});
}

TEST(Settings, OfferTheNearestNameForAnUnknownKey) {
  EXPECT_EQ(fault_in("[endpoint.lab]\nbase_ulr = 'x'\n"),
            "attune.toml:2:1: endpoint.lab.base_ulr: unknown field; did you mean 'base_url'?");
  EXPECT_EQ(fault_in("[subject.'a/b']\n\n temprature = 1\n"),
            "attune.toml:3:2: subject.a/b.temprature: unknown field; did you mean 'temperature'?");
  EXPECT_EQ(fault_in("[endpoints.lab]\n"),
            "attune.toml:1:2: endpoints: unknown field; did you mean 'endpoint'?");
}

TEST(Settings, HaveNoPlaceForAKeyItself) {
  EXPECT_NE(fault_in("[endpoint.lab]\napi_key = 'sk-secret'\n").find("unknown field"),
            std::string::npos);
  EXPECT_EQ(fault_in("[endpoint.lab]\napi_key = 'sk-secret'\n").find("sk-secret"),
            std::string::npos);
}

TEST(Settings, WantAnAddressOfTheWeb) {
  EXPECT_EQ(fault_in("[endpoint.lab]\nbase_url = 'lab:8000'\n"),
            "attune.toml:2:1: endpoint.lab.base_url: expected http://… or https://…");
}

TEST(Settings, CheckTheRangesOfNumbers) {
  for (const char* bad : {"lanes = 0", "lanes = 16385", "timeout = 0", "timeout = 86401",
                          "idle_timeout = nan", "connect_timeout = -1"}) {
    EXPECT_EQ(fault_in(std::string("[endpoint.lab]\n") + bad).substr(0, 30),
              "attune.toml:2:1: endpoint.lab.")
        << bad;
  }
  for (const char* bad : {"max_tokens = 0", "max_tokens = 4294967297", "temperature = inf",
                          "price = { input = -1, output = 1 }", "price = { input = 1 }"}) {
    EXPECT_NE(fault_in(std::string("[subject.'a/b']\n") + bad), "no fault") << bad;
  }
}

TEST(Settings, NeverTakeAShortTimeoutForNone) {
  const auto settings = parse_settings("[endpoint.lab]\ntimeout = 0.0001\n", "attune.toml");
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->endpoints.at("lab").timeouts.total, 1ms);
}

TEST(Settings, WantASubjectToNameItsProvider) {
  EXPECT_EQ(fault_in("[subject.gpt]\n"),
            "attune.toml:1:10: subject.gpt: expected a name like \"provider/model\"");
}

TEST(Settings, WantTablesWhereTablesBelong) {
  EXPECT_EQ(fault_in("endpoint.lab = 'http://lab'\n"),
            "attune.toml:1:10: endpoint.lab: expected a table");
}

TEST(Settings, CountAllFaultsAndTellTheFirst) {
  EXPECT_EQ(fault_in("[endpoint.lab]\nlanes = 'x'\nstream = 1\n"),
            "attune.toml:2:1: endpoint.lab.lanes: expected a whole number (and 1 more)");
}

TEST(Settings, NameThePlaceOfASyntaxError) {
  EXPECT_EQ(fault_in("\n[endpoint\n").substr(0, 14), "attune.toml:2:");
}

}  // namespace
}  // namespace attune
