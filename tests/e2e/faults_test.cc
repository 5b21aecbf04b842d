#include <nlohmann/json.hpp>

#include "tests/support/command.h"

namespace attune::testing {
namespace {

using Json = nlohmann::json;

// A fault of the stub, and what must come of a run against it (specs/providers-and-conventions
// §4.1).
struct Case {
  std::string fault;
  int exit_code;
  std::string outcome;  // of all samples; empty where no board can come of it
  bool scored;
};

class Faults : public ::testing::TestWithParam<Case> {};

TEST_P(Faults, EndAsTheSpecsSayAndScoreOnlyWhatWasSaid) {
  const Case& expected = GetParam();
  const TempFolder folder;
  const Outputs run =
      attune({"run", "--db", folder.at("a.db"), "--pack", "intensity", "--limit", "4", "--subject",
              "stub/skill-85+" + expected.fault, "--max-retries", "2", "--format", "json"});
  EXPECT_EQ(run.code, expected.exit_code) << run.err;
  if (expected.outcome.empty()) {
    EXPECT_EQ(run.out, "");
    EXPECT_NE(run.err.find("no more calls"), std::string::npos) << run.err;
    return;
  }
  const Json row = Json::parse(run.out)["rows"][0];
  EXPECT_EQ(row["outcomes"], Json({{expected.outcome, 4}}));
  EXPECT_EQ(row["score"].is_null(), !expected.scored);
  EXPECT_EQ(row["missing"], expected.scored ? 0 : 4);
}

INSTANTIATE_TEST_SUITE_P(
    OfAnEndpoint, Faults,
    ::testing::Values(
        Case{"429", 0, "ok", true}, Case{"429-retry-after", 0, "ok", true},
        Case{"429-date", 0, "ok", true}, Case{"429-google", 0, "ok", true},
        Case{"429-reset", 0, "ok", true}, Case{"500", 0, "ok", true}, Case{"503", 0, "ok", true},
        Case{"truncated-body", 0, "ok", true}, Case{"no-choices", 0, "ok", true},
        Case{"error-200", 0, "ok", true}, Case{"null-content", 0, "ok", true},
        Case{"html-502", 0, "ok", true}, Case{"not-json", 0, "ok", true},
        Case{"huge", 0, "ok", true}, Case{"bad-utf8", 0, "ok", true},
        Case{"slow-drip", 0, "ok", true}, Case{"mixed", 0, "ok", true},
        Case{"refusal", 0, "refused", false}, Case{"content-filter", 0, "filtered", false},
        Case{"length", 0, "truncated", false}, Case{"context", 0, "over-context", false},
        Case{"unsupported-temperature", 0, "ok", true}, Case{"500!", 1, "failed", false},
        Case{"no-choices!", 1, "failed", false}, Case{"truncated-body!", 1, "failed", false},
        Case{"quota", 3, "", false}, Case{"unauthorized", 1, "", false}),
    [](const auto& test) {
      std::string name = test.param.fault;
      for (char& letter : name)
        letter = std::isalnum(static_cast<unsigned char>(letter)) != 0 ? letter : '_';
      return name;
    });

TEST(Keys, StandNowhereButInTheRequest) {
  const TempFolder folder;
  const std::string key = "sk-not-a-real-key-but-secret-all-the-same";
  const Outputs run = attune({"run", "--db", folder.at("a.db"), "--pack", "intensity", "--limit",
                              "2", "--subject", "stub/skill-85+unauthorized"},
                             {"STUB_API_KEY=" + key});
  EXPECT_EQ((run.out + run.err).find(key), std::string::npos);
  for (const char* file : {"a.db", "a.db-wal"})
    EXPECT_EQ(file_text(folder.at(file)).find(key), std::string::npos);
}

TEST(BadInput, EndsWithTwoAndOneSentenceThatNamesTheNearestWord) {
  const TempFolder folder;
  const Outputs run = attune(
      {"run", "--db", folder.at("a.db"), "--pack", "intensty", "--subject", "stub/skill-85"});
  EXPECT_EQ(run.code, 2);
  EXPECT_EQ(run.err, "attune: no pack 'intensty'; did you mean 'intensity'?\n");
}

}  // namespace
}  // namespace attune::testing
