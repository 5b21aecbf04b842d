#include "results/render/jsonl.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "results/facts/comparison_json.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

using Json = nlohmann::json;

const SampleKey kKey = {{"p"}, {"s"}, {"a/b"}, 2};

// One sample of the pack p with two verdicts and a call, and one of the pack q with neither.
struct Facts {
  std::vector<SampleRecord> samples = {
      {.run = {"ab12"},
       .key = kKey,
       .pack_digest = "sha256:1",
       .release = "may",
       .transcript = R"([{"cue":"Hi.","reply":"Hello.","reasoning":""}])"},
      {.run = {"ab12"},
       .key = {{"q"}, {"s"}, {"a/b"}, 1},
       .outcome = Outcome::Failed,
       .why = "HTTP 500",
       .transcript = "[]"}};
  std::vector<VerdictRecord> verdicts = {
      {.run = {"ab12"},
       .key = kKey,
       .judge = "j/k",
       .verdict = {"rubric@1", Marks{71.5, {{"warmth", 14}}}, "Kind."},
       .cost_usd = 0.25},
      {.run = {"ab12"}, .key = kKey, .verdict = {"intensity@1", Unscored{"no numbers"}, ""}}};
  std::vector<CallRecord> calls = {{.run = {"ab12"},
                                    .key = kKey,
                                    .purpose = "play",
                                    .model = {"a/b"},
                                    .request = R"({"messages":[]})",
                                    .status = 200,
                                    .text = "x\xff\ny",
                                    .prompt_tokens = 0,
                                    .latency = Millis(120),
                                    .ended = {1999}}};
  std::vector<Comparison> comparisons = {
      {.pack = {"p"}, .scenario = {"s"}, .finding = Margins{{{"warmth", 2}}}, .source = "judge"},
      {.pack = {"q"}, .scenario = {"t"}, .finding = Unscored{"no answer"}, .source = "judge"}};
};

std::vector<Json> lines_of(std::string_view kind, const std::string& pack = "") {
  const Facts facts;
  std::vector<Json> lines;
  const std::string text =
      to_jsonl(kind, {pack, facts.samples, facts.verdicts, facts.calls, facts.comparisons});
  for (const std::string& line : split(text, '\n')) {
    if (!line.empty()) lines.push_back(Json::parse(line));
  }
  return lines;
}

TEST(Jsonl, HasAnExporterForEachKind) {
  std::vector<std::string> schemas;
  for (const auto& [kind, summary] : jsonl_exporters()) {
    schemas.push_back(lines_of(kind).front()["schema"].get<std::string>());
    EXPECT_NE(summary, "");
  }
  EXPECT_EQ(schemas, (std::vector<std::string>{"attune.sample/1", "attune.verdict/1",
                                               "attune.call/1", "attune.comparison/1"}));
}

TEST(Jsonl, NamesTheSampleOnEveryLine) {
  for (const char* kind : {"samples", "verdicts", "calls"}) {
    const Json line = lines_of(kind).front();
    EXPECT_EQ(line["run"], "ab12") << kind;
    EXPECT_EQ(line["pack"], "p") << kind;
    EXPECT_EQ(line["scenario"], "s") << kind;
    EXPECT_EQ(line["subject"], "a/b") << kind;
    EXPECT_EQ(line["repeat"], 2) << kind;
  }
}

TEST(Jsonl, GivesSamplesWithTranscriptAndVerdicts) {
  const std::vector<Json> samples = lines_of("samples");
  ASSERT_EQ(samples.size(), 2U);
  EXPECT_EQ(samples[0]["transcript"][0]["reply"], "Hello.");
  EXPECT_EQ(samples[0]["verdicts"].size(), 2U);
  EXPECT_EQ(samples[0]["verdicts"][0]["points"], 71.5);
  EXPECT_EQ(samples[1]["verdicts"], Json::array());
  EXPECT_EQ(samples[1]["outcome"], "failed");
}

TEST(Jsonl, KeepsUnscoredApartFromZero) {
  const std::vector<Json> verdicts = lines_of("verdicts");
  EXPECT_EQ(verdicts[0]["marks"], Json({{"warmth", 14.0}}));
  EXPECT_EQ(verdicts[0]["unscored"], nullptr);
  EXPECT_EQ(verdicts[1]["points"], nullptr);
  EXPECT_EQ(verdicts[1]["unscored"], "no numbers");
}

TEST(Jsonl, KeepsUnknownCostsAndTokensApartFromNone) {
  EXPECT_EQ(lines_of("verdicts")[0]["cost_usd"], 0.25);
  EXPECT_EQ(lines_of("verdicts")[1]["cost_usd"], nullptr);
  EXPECT_EQ(lines_of("calls")[0]["prompt_tokens"], 0);
  EXPECT_EQ(lines_of("calls")[0]["completion_tokens"], nullptr);
}

TEST(Jsonl, GivesCallsWithWhatWasSentAndSaid) {
  const Json call = lines_of("calls").front();
  EXPECT_EQ(call["request"]["messages"], Json::array());
  EXPECT_EQ(call["text"], "x\xEF\xBF\xBD\ny");
  EXPECT_EQ(call["latency_ms"], 120);
  EXPECT_EQ(call["ended"], "1970-01-01T00:00:01Z");
}

TEST(Jsonl, GivesOnlyThePackThatIsAskedFor) {
  EXPECT_EQ(lines_of("samples", "q").size(), 1U);
  EXPECT_EQ(lines_of("verdicts", "q").size(), 0U);
  EXPECT_EQ(lines_of("calls", "p").size(), 1U);
  EXPECT_EQ(lines_of("calls", "q").size(), 0U);
}

TEST(Jsonl, GivesComparisonsSoThatTheyCanBeReadBack) {
  const Facts facts;
  const std::string text = to_jsonl("comparisons", {.comparisons = facts.comparisons});
  EXPECT_EQ(*comparison_from_json(split(text, '\n')[0]), facts.comparisons[0]);
  EXPECT_EQ(lines_of("comparisons")[1]["unscored"], "no answer");
  EXPECT_EQ(lines_of("comparisons", "q").size(), 1U);
}

// A fact that the store cannot give back is absent; the export stays JSON.
TEST(Jsonl, IsJsonWhateverTheStoreHolds) {
  Facts facts;
  facts.samples[0].transcript = "{";
  facts.calls[0].request = "";
  const ExportFacts all = {"", facts.samples, facts.verdicts, facts.calls, facts.comparisons};
  for (const auto& [kind, summary] : jsonl_exporters()) {
    for (const std::string& line : split(to_jsonl(kind, all), '\n')) {
      EXPECT_TRUE(line.empty() || Json::accept(line)) << line;
    }
  }
}

}  // namespace
}  // namespace attune
