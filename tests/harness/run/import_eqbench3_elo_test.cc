#include "harness/run/import_eqbench3_elo.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/load/pack_json.h"
#include "tests/support/eqbench3_folder.h"
#include "tests/support/eqbench3_results.h"

namespace attune {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ImportEqbench3EloTest : public ::testing::Test {
 protected:
  ImportEqbench3EloTest() {
    EXPECT_TRUE(store_.save(PackRecord{
        .digest = pack_.digest, .id = pack_.id, .version = pack_.version, .body = to_json(pack_)}));
  }

  ImportedElo import() {
    auto imported = import_eqbench3_elo(elo_, pack_, store_);
    EXPECT_TRUE(imported) << imported.error().what;
    return imported ? *imported : ImportedElo();
  }

  std::vector<Comparison> stored() { return *store_.comparisons_of_pack(pack_.digest); }

  Pack pack_ = *parse_eqbench3(an_eqbench3_folder());
  Eqbench3Elo elo_ = *parse_eqbench3_elo({"elo.json", kEqbench3EloFile});
  Store store_ = *Store::open(":memory:");
};

TEST_F(ImportEqbench3EloTest, EveryComparisonIsStoredInItsOrder) {
  const ImportedElo imported = import();
  EXPECT_EQ(imported.comparisons, 6U);
  EXPECT_EQ(imported.unscored, 2U);
  EXPECT_EQ(imported.stale, 0U);
  EXPECT_EQ(imported.ratings, 2U);
  ASSERT_THAT(stored(), SizeIs(6));
  EXPECT_EQ(stored()[2].scenario.text, "401");
}

TEST_F(ImportEqbench3EloTest, WhoWasShownFirstIsFirst) {
  import();
  EXPECT_EQ(stored()[0].first.text, "unknown/tiny-1");
  EXPECT_EQ(stored()[0].second.text, "lab/big");
  EXPECT_FALSE(stored()[0].turned);
  EXPECT_EQ(stored()[1].first.text, "lab/big");
  EXPECT_TRUE(stored()[1].turned);
  EXPECT_EQ(stored()[1].first_length, 540.0);
  EXPECT_EQ(stored()[1].second_length, 612.5);
}

TEST_F(ImportEqbench3EloTest, MarginsAreFirstMinusSecondAndWhatNamesNobodyIsNotThere) {
  import();
  const auto margins = std::get<Margins>(stored()[1].finding).margins;
  EXPECT_THAT(margins, Contains(Margin{"demonstrated_empathy", -2}));
  EXPECT_THAT(margins, Contains(Margin{"depth_of_insight", 3}));
  EXPECT_THAT(margins, SizeIs(6));
  EXPECT_EQ(stored()[1].rationale, "Both have merit.");
  EXPECT_THAT(stored()[1].raw, HasSubstr("A0493 over A0488+++"));
  EXPECT_EQ(stored()[1].scorer, "eqbench3-pair@1");
  EXPECT_EQ(stored()[1].judge, "");
}

TEST_F(ImportEqbench3EloTest, AnErrorIsUnscoredAndAskingAgainIsAnotherComparison) {
  import();
  EXPECT_EQ(std::get<Unscored>(stored()[3].finding).why, "Judge Error: No valid JSON block found");
  EXPECT_EQ(stored()[3].raw, "I would rather not.");
  EXPECT_EQ(stored()[3].asked, 1);
  EXPECT_EQ(stored()[4].asked, 2);
}

TEST_F(ImportEqbench3EloTest, RatingsAreCitedAndNeverComparisons) {
  import();
  const auto cited = *store_.cited_of_pack(pack_.digest);
  ASSERT_THAT(cited, SizeIs(6));
  EXPECT_EQ(cited[1].figure, "elo_norm");
  EXPECT_EQ(cited[1].subject.text, "lab/big");
  EXPECT_EQ(cited[1].value, 640.5);
  EXPECT_EQ(cited[1].low, 600.1);
  EXPECT_EQ(cited[1].date, "2025-05-22T08:00:00.25+00:00");
}

TEST_F(ImportEqbench3EloTest, FiguresThatTheAnswersDoNotGiveAreCounted) {
  elo_.comparisons[0].outcome->plus_for_test = 3;
  EXPECT_EQ(import().stale, 1U);
}

TEST_F(ImportEqbench3EloTest, TheSameFileAgainChangesNothing) {
  const ImportedElo first = import();
  const ImportedElo again = import();
  EXPECT_EQ(again.run, first.run);
  EXPECT_FALSE(again.fresh);
  EXPECT_THAT(stored(), SizeIs(6));
}

TEST_F(ImportEqbench3EloTest, AFileThatHasGrownBringsWhatIsNew) {
  const Eqbench3Compared last = elo_.comparisons.back();
  elo_.comparisons.pop_back();
  import();
  elo_.comparisons.push_back(last);
  const ImportedElo grown = import();
  EXPECT_EQ(grown.comparisons, 1U);
  EXPECT_EQ(grown.known, 5U);
  EXPECT_THAT(stored(), SizeIs(6));
}

TEST_F(ImportEqbench3EloTest, AScenarioThatIsNotThereIsRefusedBeforeAnythingIsStored) {
  elo_.comparisons[4].scenario = "77";
  const auto imported = import_eqbench3_elo(elo_, pack_, store_);
  ASSERT_FALSE(imported);
  EXPECT_THAT(imported.error().what, HasSubstr("comparison 5: scenario_id"));
  EXPECT_THAT(*store_.runs(), IsEmpty());
}

}  // namespace
}  // namespace attune
