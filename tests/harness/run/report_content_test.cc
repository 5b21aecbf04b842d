#include "harness/run/report_content.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/run/report_differences.h"
#include "results/page/report_page.h"
#include "scorers/catalog/pair_catalog.h"
#include "tests/support/big_study.h"
#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class ReportContentTest : public testing::Test {
 protected:
  Result<Report> load(ReportQuery query = {}) {
    query.page = "x.html";
    query.folder = "x_files";
    sheets_.clear();
    return load_report({store_, scorers_, pair_scorers_}, query,
                       [this](const TranscriptSheet& sheet) -> Result<Done> {
                         sheets_.push_back(sheet);
                         return Done{};
                       });
  }

  ScorerRegistry scorers_ = shipped_scorers();
  PairScorerRegistry pair_scorers_ = shipped_pair_scorers();
  Store store_ = a_store();
  std::vector<TranscriptSheet> sheets_;
};

TEST_F(ReportContentTest, AnEmptyStoreHasNothingToReport) {
  const auto report = load();
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().remedy, Remedy::FixInput);
  EXPECT_THAT(report.error().what, HasSubstr("nothing is scored yet"));
}

TEST_F(ReportContentTest, AnUnknownPackIsAnsweredWithTheNearest) {
  save_big_study(store_, {.subjects = 2, .scenarios = 4});
  const auto report = load({.packs = {"feelins"}});
  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().what, HasSubstr("did you mean 'feelings'"));
}

TEST_F(ReportContentTest, FewTranscriptsStandInThePageAndEveryCellLeadsToOne) {
  save_big_study(store_, {.subjects = 3, .scenarios = 5});
  const auto report = load();
  ASSERT_TRUE(report);
  ASSERT_THAT(report->packs, SizeIs(1));
  const TranscriptIndex& index = report->packs[0].transcripts;
  EXPECT_THAT(index.articles, SizeIs(15));
  EXPECT_THAT(sheets_, IsEmpty());
  const std::string page = report_page(*report);
  for (const auto& row : index.cells) {
    for (const auto& cell : row) {
      ASSERT_TRUE(cell);
      EXPECT_THAT(page, HasSubstr("id=\"" + cell->place.substr(1) + "\""));
    }
  }
}

TEST_F(ReportContentTest, ManyGoOnSheetsBesideIt) {
  save_big_study(store_, {.subjects = 2, .scenarios = 101, .reply = 50});
  const auto report = load();
  ASSERT_TRUE(report);
  const TranscriptIndex& index = report->packs[0].transcripts;
  EXPECT_THAT(index.articles, IsEmpty());
  ASSERT_THAT(sheets_, SizeIs(index.files.size()));
  ASSERT_THAT(index.files, SizeIs(2));
  EXPECT_EQ(index.files[0].samples + index.files[1].samples, 202U);
  for (const auto& row : index.cells) {
    for (const auto& cell : row) {
      const std::string file = cell->place.substr(0, cell->place.find('#'));
      const std::string id = cell->place.substr(cell->place.find('#') + 1);
      const auto sheet = std::ranges::find(
          sheets_, file, [](const TranscriptSheet& each) { return each.file.name; });
      ASSERT_NE(sheet, sheets_.end());
      EXPECT_NE(sheet->html.find("id=\"" + id + "\""), std::string::npos);
    }
  }
}

TEST_F(ReportContentTest, LargeTranscriptsGoBesideItHoweverFew) {
  save_big_study(store_, {.subjects = 1, .scenarios = 6, .reply = 200'000});
  ASSERT_TRUE(load());
  EXPECT_FALSE(sheets_.empty());
}

TEST_F(ReportContentTest, WithoutTranscriptsThereIsTheGridAlone) {
  save_big_study(store_, {.subjects = 2, .scenarios = 4});
  const auto report = load({.transcripts = false});
  ASSERT_TRUE(report);
  const TranscriptIndex& index = report->packs[0].transcripts;
  EXPECT_FALSE(index.shown);
  EXPECT_THAT(index.articles, IsEmpty());
  EXPECT_THAT(index.scenarios, SizeIs(4));
  EXPECT_TRUE(index.cells[0][0]->points);
}

TEST_F(ReportContentTest, SubjectsStandInTheOrderOfTheBoardAndScenariosInThatOfThePack) {
  save_big_study(store_, {.subjects = 5, .scenarios = 12});
  const auto report = load();
  ASSERT_TRUE(report);
  const PackReport& pack = report->packs[0];
  ASSERT_TRUE(pack.board);
  for (std::size_t i = 0; i < pack.board->rows.size(); ++i)
    EXPECT_EQ(pack.transcripts.subjects[i].subject, pack.board->rows[i].subject);
  EXPECT_EQ(pack.transcripts.scenarios[1].text, "q2");
  EXPECT_EQ(pack.transcripts.scenarios[9].text, "q10");
}

TEST_F(ReportContentTest, ACellHasTheMeanOfItsRepeatsAndTheFirstOutcomeThatIsNotGood) {
  save_big_study(store_, {.subjects = 1, .scenarios = 2});
  auto samples = store_.samples_of_pack((*store_.packs())[0].digest);
  ASSERT_TRUE(samples);
  SampleRecord again = (*samples)[0];
  again.key.repeat = 2;
  again.transcript = "[]";
  VerdictRecord verdict = a_verdict_record();
  verdict.key = again.key;
  verdict.pack_digest = again.pack_digest;
  verdict.judge = "court/judge";
  verdict.verdict = {"rubric@1", Marks{10, {}}, ""};
  again.outcome = Outcome::Truncated;
  ASSERT_TRUE(store_.save(again));
  ASSERT_TRUE(store_.save(verdict));
  const auto before = load({.transcripts = false});
  ASSERT_TRUE(before);
  const IndexCell& cell = *before->packs[0].transcripts.cells[0][0];
  EXPECT_EQ(cell.samples, 2U);
  EXPECT_EQ(cell.scored, 2U);
  EXPECT_EQ(cell.outcome, Outcome::Truncated);
  EXPECT_GT(*cell.points, 20);
  EXPECT_LT(*cell.points, 60);
}

TEST_F(ReportContentTest, TheBestIsHeldAgainstTheNextFewAndNeighboursAgainstEachOther) {
  save_big_study(store_, {.subjects = 5, .scenarios = 8});
  const auto report = load({.transcripts = false});
  ASSERT_TRUE(report);
  const PackReport& pack = report->packs[0];
  ASSERT_THAT(pack.differences, SizeIs(4));
  EXPECT_EQ(pack.differences[0].first.subject, pack.board->rows[0].subject);
  EXPECT_THAT(pack.differences[0].differences, SizeIs(kRivals));
  EXPECT_EQ(pack.differences[1].first.subject, pack.board->rows[1].subject);
  EXPECT_EQ(pack.differences[1].differences[0].second.subject, pack.board->rows[2].subject);
}

TEST_F(ReportContentTest, PIsAdjustedForAllThatIsShown) {
  save_big_study(store_, {.subjects = 5, .scenarios = 8});
  const auto report = load({.transcripts = false});
  ASSERT_TRUE(report);
  std::size_t tests = 0;
  double least = 1;
  double adjusted = 1;
  for (const DifferenceReport& each : report->packs[0].differences) {
    for (const Difference& difference : each.differences) {
      ++tests;
      if (*difference.p >= least) continue;
      least = *difference.p;
      adjusted = *difference.adjusted;
    }
  }
  EXPECT_EQ(tests, 6U);
  EXPECT_NEAR(adjusted, std::min(1.0, 6 * least), 1e-12);
}

TEST_F(ReportContentTest, CallsAreCountedByModelAndPurposeAndTheNewestFactDatesThePage) {
  save_big_study(store_, {.subjects = 2, .scenarios = 3});
  const auto report = load({.transcripts = false});
  ASSERT_TRUE(report);
  ASSERT_THAT(report->calls, SizeIs(2));
  EXPECT_EQ(report->calls[0].answered, 3U);
  EXPECT_EQ(report->calls[0].tokens_in, 900);
  EXPECT_THAT(report->calls[0].served, Contains(testing::Pair("lab-0/model-00-0601", 3U)));
  EXPECT_EQ(report->newest.millis, 1'700'006'400'005);
  ASSERT_THAT(report->runs, SizeIs(1));
  EXPECT_THAT(report->runs[0].plans, SizeIs(2));
}

TEST_F(ReportContentTest, EqualFactsGiveEqualBytes) {
  save_big_study(store_, {.subjects = 3, .scenarios = 5});
  const auto first = load();
  const auto second = load();
  ASSERT_TRUE(first && second);
  EXPECT_EQ(report_page(*first), report_page(*second));
}

TEST_F(ReportContentTest, WhatCannotBeKeptEndsIt) {
  save_big_study(store_, {.subjects = 2, .scenarios = 101, .reply = 50});
  const auto report = load_report({store_, scorers_, pair_scorers_}, {},
                                  [](const TranscriptSheet&) -> Result<Done> {
                                    return Error{Remedy::StopRun, "the disk is full"};
                                  });
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().what, "the disk is full");
}

}  // namespace
}  // namespace attune
