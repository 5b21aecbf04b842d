#include "scenarios/load/parameters_file.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

TEST(ParametersJson, AreReadBackAsTheyWereWritten) {
  const Parameters parameters{.temperature = 0.1,
                              .top_p = 0.9,
                              .min_p = 0.05,
                              .max_tokens = 100,
                              .seed = -3,
                              .reasoning_effort = "low",
                              .stop = {"END", "\n"},
                              .schema = R"({"type":"object"})"};
  EXPECT_EQ(parameters_from_json(to_json(parameters)), parameters);
}

TEST(ParametersJson, LeaveOutWhatIsAbsent) {
  EXPECT_EQ(to_json(Parameters{}), Json::object());
}

TEST(ParametersJson, AreAbsentWhereTheyCannotBeRead) {
  for (const char* text : {"[]", "null", R"({"temperature":"x","stop":[5],"schema":{}})"}) {
    EXPECT_EQ(parameters_from_json(Json::parse(text)), Parameters{}) << text;
  }
}

TEST(ParametersJson, AreAbsentWhereANumberDoesNotFit) {
  for (const char* text : {R"({"max_tokens":1e300,"seed":1.5})", R"({"max_tokens":4294967297})",
                           R"({"seed":9223372036854775808})"}) {
    EXPECT_EQ(parameters_from_json(Json::parse(text)), Parameters{}) << text;
  }
}

TEST(ParametersInFiles, KeepTokenLimitsWithinReason) {
  for (const char* text : {"max_tokens = 0", "max_tokens = 1000001"}) {
    Faults faults;
    const auto document = parse_toml(text, "a.toml");
    Fields fields(*document, "", faults);
    EXPECT_EQ(read_parameters(fields).max_tokens, std::nullopt);
    EXPECT_EQ(faults, Faults{"a.toml:1:1: max_tokens: expected 1 to 1000000"});
  }
}

}  // namespace
}  // namespace attune
