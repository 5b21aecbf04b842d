#include "results/render/judge_audit_page.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

JudgeAudit an_audit() {
  JudgeAudit audit{.judge = {"lab/judge\x1b[31m|<b>"},
                   .family = "lab",
                   .pack = {"intensity"},
                   .pack_digest = "sha256:1",
                   .scorer = "pairwise@1",
                   .comparisons = 41,
                   .pairs = 20,
                   .unscored = 1,
                   .lone = 0,
                   .other_judges = 2,
                   .votes = 7,
                   .marked = 3,
                   .unmarked = 4};
  audit.flags = {{.name = "position",
                  .bias = Bias::Found,
                  .p = 0.0001,
                  .sentence = "it favours what is shown first"},
                 {.name = "length", .sentence = "not every comparison says how long"}};
  audit.parts = {
      {.title = "Position",
       .figures = {
           {.name = "position.consistency",
            .title = "same winner in both orders",
            .unit = "%",
            .estimate =
                Estimate{.point = 65, .low = 60.31, .high = 70.04, .samples = 20, .clusters = 10}},
           {.name = "position.effect",
            .title = "being shown first",
            .unit = "log-odds",
            .estimate = Estimate{.point = 0.12345, .samples = 40, .clusters = 1}},
           {.name = "length.effect",
            .title = "a longer reply, per sd",
            .unit = "log-odds",
            .why = "not every comparison says how long both replies were, which takes a "
                   "long sentence to say"}}}};
  audit.notes = {"a note of some length that is wrapped at the end of the line and goes on and on"};
  return audit;
}

TEST(JudgeAuditPage, FitsATerminalAndHoldsNoEscapes) {
  const std::string table = to_table(an_audit());
  for (const std::string& line : split(table, '\n')) EXPECT_LE(columns(line), 80U) << line;
  EXPECT_EQ(table.find('\x1b'), std::string::npos);
}

TEST(JudgeAuditPage, ShowsEveryFigureWithIntervalCountAndWhatIsMissing) {
  const std::string table = to_table(an_audit());
  for (const char* part :
       {"41 comparisons by pairwise@1: 20 pairs; 1 unscored, 0 without their other order",
        "2 other judges, 7 votes of people; 3 verdicts with marks, 4 without",
        "position: found, it favours what is shown first, p < 0.001", "65.0 %", "60.3 to 70.0",
        "20/10", "0.123", "length: unknown", "not known, not every comparison"})
    EXPECT_NE(table.find(part), std::string::npos) << part << "\n" << table;
}

TEST(JudgeAuditPage, IsSafeMarkdown) {
  const std::string text = to_markdown(an_audit());
  EXPECT_EQ(text.find("<b>"), std::string::npos);
  EXPECT_NE(text.find("| same winner in both orders | 65.0 % | 60.3 to 70.0 | 20 | 10 |"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("not known: not every comparison"), std::string::npos);
}

TEST(JudgeAuditPage, HasARecordForEveryFigureAndFlag) {
  const std::string csv = to_csv(an_audit());
  const auto lines = split(csv, '\n');
  ASSERT_EQ(lines.size(), 1U + 2 + 3 + 1);
  const auto commas = std::ranges::count(lines[0], ',');
  EXPECT_EQ(commas, 12);
  EXPECT_EQ(std::ranges::count(lines[3], ','), commas);
  EXPECT_NE(
      lines[3].find("position.consistency,same winner in both orders,%,65,60.31,70.04,0.95,20,10,"),
      std::string::npos)
      << lines[3];
}

TEST(JudgeAuditPage, HasASchemaAndNullWhereThereIsNoFigure) {
  const auto json = nlohmann::json::parse(to_json(an_audit()));
  EXPECT_EQ(json["schema"], "attune.audit/1");
  EXPECT_EQ(json["flags"][0]["bias"], "found");
  EXPECT_TRUE(json["flags"][1]["p_adjusted"].is_null());
  EXPECT_EQ(json["figures"][0]["estimate"]["clusters"], 10);
  EXPECT_TRUE(json["figures"][1]["estimate"]["low"].is_null());
  EXPECT_TRUE(json["figures"][2]["estimate"].is_null());
  EXPECT_TRUE(json["figures"][0]["why"].is_null());
  EXPECT_EQ(json["unscored"], 1);
}

}  // namespace
}  // namespace attune
