#include "results/page/report_page.h"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/page/html_reader.h"
#include "tests/results/render/some_board.h"
#include "tests/results/render/some_rating_board.h"

namespace attune {
namespace {

using ::testing::HasSubstr;
using testing::HtmlReader;
using ::testing::IsEmpty;
using ::testing::Not;

Report a_report() {
  Report report{.title = "A <title>", .newest = {1'700'006'400'000}, .seed = 7, .attune = "0.1.0"};
  PackReport pack{.id = {"tiny"}, .version = "1.0", .title = "Tiny pack", .digest = "sha256:00"};
  pack.board = some_board();
  pack.ratings = some_rating_board();
  pack.words.limits = "Made up <by> hand";
  pack.audits = {JudgeAudit{.judge = {"lab/judge"}, .pack = {"tiny"}}};
  pack.transcripts.scenarios = {{"q1"}};
  pack.transcripts.subjects = {{{"openai/gpt-4"}, ""}};
  pack.transcripts.cells = {{IndexCell{.samples = 1, .scored = 1, .points = 50}}};
  report.packs.push_back(pack);
  ReportedRun run;
  run.run = {.id = {"abc123"},
             .command = "run",
             .seed = 7,
             .settings = "{\"a\":\"</script>\"}",
             .provenance = "{\"compiler\":\"12.2.0\"}"};
  report.runs.push_back(run);
  report.calls.push_back({.model = {"openai/gpt-4"},
                          .purpose = "play",
                          .answered = 8000,
                          .served = {{"gpt-4-0613", 8000}},
                          .latency = Millis(840)});
  return report;
}

TEST(ReportPage, IsWellFormed) {
  EXPECT_EQ(HtmlReader(report_page(a_report())).fault(), "");
}

TEST(ReportPage, EveryLinkInsideLeadsSomewhereAndEveryIdIsThereOnce) {
  const HtmlReader reader(report_page(a_report()));
  const std::vector<std::string> ids = reader.all("id");
  const std::set<std::string> known(ids.begin(), ids.end());
  EXPECT_EQ(known.size(), ids.size());
  std::size_t links = 0;
  for (const std::string& link : reader.all("href")) {
    if (!link.starts_with("#")) continue;
    ++links;
    EXPECT_TRUE(known.contains(link.substr(1))) << link;
  }
  EXPECT_GT(links, 6U);
}

TEST(ReportPage, NothingComesFromElsewhereAndNothingRunsButItsScript) {
  const HtmlReader reader(report_page(a_report()));
  EXPECT_THAT(reader.all("src"), IsEmpty());
  EXPECT_THAT(reader.all("style"), IsEmpty());
  EXPECT_THAT(reader.all("onclick"), IsEmpty());
  EXPECT_EQ(reader.count("script"), 1U);
  EXPECT_EQ(reader.count("link"), 0U);
}

TEST(ReportPage, EqualReportsGiveEqualBytes) {
  EXPECT_EQ(report_page(a_report()), report_page(a_report()));
}

TEST(ReportPage, TheSummarySaysWhatWasMeasuredByWhomAndWhatIsMissing) {
  const std::string words = summary_words(a_report());
  EXPECT_THAT(words, HasSubstr("“Tiny pack”"));
  EXPECT_THAT(words, HasSubstr("marked by lab/judge"));
  EXPECT_THAT(words, HasSubstr("345 samples were planned"));
  EXPECT_THAT(words, HasSubstr("5 of them are missing"));
  EXPECT_THAT(words, HasSubstr("and 1 stub"));
}

TEST(ReportPage, AReportOfStubsAloneSaysThatItMeasuresNothing) {
  Report report = a_report();
  report.packs[0].ratings.reset();
  report.packs[0].board->rows = report.packs[0].board->stub_rows;
  report.packs[0].board->stub_rows.clear();
  EXPECT_THAT(report_page(report),
              HasSubstr("It shows what a report looks like and measures nothing."));
  EXPECT_THAT(report_page(a_report()), HasSubstr("They stand apart and count in no rank"));
}

TEST(ReportPage, MethodsHoldDigestsSeedsRunsCallsAndWords) {
  const std::string page = report_page(a_report());
  for (const char* wanted :
       {"sha256:00", "95 %, 2,000 draws, seed 1", "abc123", "&quot;12.2.0&quot;", "gpt-4-0613",
        "8,000", "840 ms", "Made up &lt;by&gt; hand",
        "attune leaderboard --pack tiny --scorer rubric --judge "
        "lab/judge --seed 1",
        "&lt;/script&gt;", "<dt>Rank range</dt>"})
    EXPECT_THAT(page, HasSubstr(wanted));
}

TEST(ReportPage, SectionsThatHaveNothingAreNotListed) {
  EXPECT_THAT(report_page(a_report()), HasSubstr("#pack-1-ratings"));
  EXPECT_THAT(report_page(a_report()), Not(HasSubstr("#pack-1-drift")));
}

TEST(ReportPage, ACompositeStandsBeforeItsPacks) {
  Report report = a_report();
  report.composite = some_board();
  const std::string page = report_page(report);
  EXPECT_LT(page.find("id=\"composite\""), page.find("id=\"pack-1\""));
  EXPECT_EQ(HtmlReader(page).fault(), "");
}

}  // namespace
}  // namespace attune
