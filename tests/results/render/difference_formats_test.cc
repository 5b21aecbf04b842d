#include "results/render/difference_formats.h"

#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/csv.h"
#include "scenarios/base/utf8.h"
#include "tests/results/render/some_difference.h"

namespace attune {
namespace {

using Json = nlohmann::json;

std::string rendered(const std::string& format, bool single = true) {
  auto found = find_difference_format(format);
  EXPECT_TRUE(found);
  return found ? (*found)->render({some_difference_report()}, single) : "";
}

std::vector<std::vector<std::string>> records_of(const std::string& text) {
  CsvReader reader(text);
  std::vector<std::vector<std::string>> records;
  for (std::vector<std::string> cells; true; records.push_back(cells)) {
    const auto more = reader.next(cells);
    EXPECT_TRUE(more);
    if (!more || !*more) return records;
  }
}

TEST(DifferenceFormats, AnUnknownOneIsAnsweredWithTheNearest) {
  auto found = find_difference_format("markdwn");
  ASSERT_FALSE(found);
  EXPECT_NE(found.error().what.find("did you mean 'markdown'"), std::string::npos);
}

TEST(DifferenceTable, IsEightyColumnsWideAndHoldsNoEscapes) {
  const std::string text = rendered("table");
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(columns(line), 80U) << line;
}

TEST(DifferenceTable, FitsANarrowTerminalWithColourToo) {
  const std::string text = to_table(some_difference_report(), {.width = 60, .colour = false});
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(columns(line), 60U) << line;
  const std::string coloured = to_table(some_difference_report(), {.width = 80, .colour = true});
  EXPECT_NE(coloured.find("\x1b["), std::string::npos);
  EXPECT_EQ(coloured.find("\x1b[2J"), std::string::npos);
}

TEST(DifferenceTable, SaysTheAnswerBeforeTheFigures) {
  const std::string text = rendered("table");
  const auto answer = text.find("is 3.2 points better than");
  ASSERT_NE(answer, std::string::npos) << text;
  EXPECT_LT(answer, text.find("Effect size"));
  EXPECT_NE(text.find("30 won, 2 tied, 13 lost"), std::string::npos) << text;
  EXPECT_NE(text.find("0.002, 9999 choices of signs; 0.004 as one of 2 (Holm)"), std::string::npos);
  EXPECT_NE(text.find("- interval: by hand"), std::string::npos);
  EXPECT_NE(text.find("cannot be compared"), std::string::npos);
}

TEST(DifferenceMarkdown, ForeignNamesBeginNoMarkup) {
  const std::string text = rendered("markdown");
  EXPECT_EQ(text.find("<b>"), std::string::npos);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(text.find("| ring: The ring | 80.00 | 60.00 | 20.00 |"), std::string::npos) << text;
  EXPECT_NE(text.find("war\\|mth"), std::string::npos) << text;
}

TEST(DifferenceLatex, IsATableWithRulesAndTheAnswersUnderIt) {
  const std::string text = rendered("latex");
  EXPECT_NE(text.find("\\toprule"), std::string::npos) << text;
  EXPECT_NE(text.find("3.2 points better"), std::string::npos) << text;
  EXPECT_NE(text.find("d\\_z"), std::string::npos) << text;
  EXPECT_EQ(text.find(".."), std::string::npos) << text;
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

TEST(DifferenceCsv, HasARecordForEachDifferenceWithAllItsFields) {
  const std::string text = rendered("csv");
  const std::vector<std::vector<std::string>> rows = records_of(text);
  ASSERT_EQ(rows.size(), 3U);
  for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size());
  const auto field = [&rows](std::size_t row, const std::string& name) {
    for (std::size_t at = 0; at < rows[0].size(); ++at) {
      if (rows[0][at] == name) return rows[row][at];
    }
    return std::string("no such column");
  };
  EXPECT_EQ(field(1, "difference"), "3.2");
  EXPECT_EQ(field(1, "adjusted"), "0.004");
  EXPECT_EQ(field(1, "shown"), "true");
  EXPECT_EQ(field(1, "likeness"), "different");
  EXPECT_EQ(field(1, "worst"), "1");
  EXPECT_EQ(field(1, "seed"), "1");
  EXPECT_EQ(field(1, "criteria"), "war|mth:0.5:0.1:0.9:90:0:0.0001234:0.03");
  EXPECT_EQ(field(1, "second").front(), '\'');  // no formula
  EXPECT_EQ(field(2, "difference"), "");
  EXPECT_EQ(field(2, "failed"), "nothing was scored on both sides");
  EXPECT_EQ(field(2, "stub"), "true");
}

TEST(DifferenceJson, HasTheSchemaAndEveryFigure) {
  const Json json = Json::parse(rendered("json"));
  EXPECT_EQ(json["schema"], "attune.difference/1");
  EXPECT_EQ(json["pack"]["id"], "tiny");
  EXPECT_EQ(json["first"]["release"], "v2");
  const Json& row = json["rows"][0];
  EXPECT_EQ(row["difference"]["low"], 1.1);
  EXPECT_EQ(row["adjusted"], 0.004);
  EXPECT_EQ(row["won"], 30);
  EXPECT_EQ(row["equivalence"]["likeness"], "different");
  EXPECT_EQ(row["detectable"]["scenarios_for_margin"], 102);
  EXPECT_EQ(row["spreads"]["difference"]["scenarios"]["cut"], true);
  EXPECT_EQ(row["spreads"]["first"]["repeats"], nullptr);
  EXPECT_EQ(row["criteria"][0]["p"], 0.0001234);
  EXPECT_EQ(row["missing"]["best"], 5.5);
  EXPECT_EQ(row["points"][1]["difference"], -5.0);
  EXPECT_EQ(row["failed"], nullptr);
  EXPECT_EQ(json["rows"][1]["difference"], nullptr);
  EXPECT_EQ(json["rows"][1]["second"]["stub"], true);
}

TEST(DifferenceJson, SeveralReportsHaveAWrapper) {
  const Json json = Json::parse(rendered("json", false));
  EXPECT_EQ(json["schema"], "attune.differences/1");
  EXPECT_EQ(json["differences"][0]["schema"], "attune.difference/1");
}

}  // namespace
}  // namespace attune
