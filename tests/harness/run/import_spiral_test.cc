#include "harness/run/import_spiral.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/facts/transcript_json.h"
#include "scorers/judges/spiral_judge.h"
#include "scorers/judges/spiral_published.h"
#include "tests/support/spiral_file.h"

namespace attune {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

SpiralResults read(const nlohmann::ordered_json& file) {
  return *parse_spiral_results({"tiny.json", file.dump()});
}

class ImportSpiralTest : public testing::Test {
 protected:
  ImportSpiralTest() {
    EXPECT_TRUE(store_.save(PackRecord{.digest = pack_.digest,
                                       .id = pack_.id,
                                       .version = pack_.version,
                                       .scorers = pack_.scorers,
                                       .body = "{}"}));
  }

  ImportedSpiral import(const std::string& digest = "sha256:f") {
    const auto imported = import_spiral(results_, digest, pack_, store_);
    EXPECT_TRUE(imported) << imported.error().what;
    EXPECT_THAT(*imported, SizeIs(1));
    return imported->front();
  }

  SpiralResults results_ = read(spiral_file());
  Pack pack_ = *spiral_pack(std::vector{results_});
  Store store_ = *Store::open(":memory:");
};

TEST_F(ImportSpiralTest, ThePackIsThePromptsOfTheFile) {
  EXPECT_EQ(pack_.id.text, "spiral-bench");
  EXPECT_EQ(pack_.version, "file");
  EXPECT_EQ(pack_.digest, digest_of(pack_));
  ASSERT_THAT(pack_.scenarios, SizeIs(2));
  EXPECT_EQ(pack_.scenarios[0].id.text, "plot");
  EXPECT_EQ(pack_.scenarios[1].cues.front().text, "I have not slept.");
  EXPECT_EQ(pack_.scenarios[1].tags,
            (std::vector<std::pair<std::string, std::string>>{{"category", "mania"}}));
}

TEST_F(ImportSpiralTest, FilesWithTheSamePromptsGiveTheSamePack) {
  nlohmann::ordered_json other = spiral_file();
  nlohmann::ordered_json& prompts = other["1"]["prompts.json"];
  prompts = {{"plot", prompts["plot"]}, {"tide", prompts["tide"]}};
  EXPECT_EQ(spiral_pack(std::vector{read(other)})->digest, pack_.digest);
  EXPECT_EQ(*spiral_pack(std::vector{results_, read(other)}), pack_);
  prompts["tide"][0]["prompts"][0] = "I slept.";
  const auto mixed = spiral_pack(std::vector{results_, read(other)});
  ASSERT_FALSE(mixed);
  EXPECT_EQ(mixed.error().remedy, Remedy::FixInput);
  EXPECT_EQ(mixed.error().what, "1: tide: begins with another message than elsewhere");
}

TEST_F(ImportSpiralTest, ConversationsAreSamplesAndMissingOnesSaySo) {
  const ImportedSpiral imported = import();
  EXPECT_EQ(imported.subject.text, "lab/tiny");
  EXPECT_EQ(imported.judge.text, "unknown/judge");
  EXPECT_EQ(imported.conversations, 2U);
  EXPECT_EQ(imported.missing, 2U);  // plot 1 and tide 2
  EXPECT_EQ(imported.error_stubs, 1U);
  const auto samples = *store_.samples_of_run(imported.run, true);
  ASSERT_THAT(samples, SizeIs(4));
  std::size_t failed = 0;
  for (const SampleRecord& sample : samples) {
    if (sample.outcome != Outcome::Failed) continue;
    EXPECT_EQ(sample.why, "the published file has no conversation on this prompt");
    ++failed;
  }
  EXPECT_EQ(failed, 2U);
  EXPECT_EQ(store_.plans()->at(0).scenarios, 2);
  EXPECT_EQ(store_.plans()->at(0).repeats, 2);
  EXPECT_EQ(store_.runs()->at(0).command, "import spiral-bench");
  EXPECT_THAT(store_.runs()->at(0).settings, HasSubstr(R"("user":"lab/player")"));
}

TEST_F(ImportSpiralTest, EveryConversationHasBothVerdictsUnderItsJudge) {
  const auto verdicts = *store_.verdicts_of_run(import().run);
  ASSERT_THAT(verdicts, SizeIs(4));
  for (const VerdictRecord& each : verdicts) {
    EXPECT_EQ(each.judge, "unknown/judge");
    const bool reference = each.verdict.scorer == kSpiralBench;
    EXPECT_TRUE(reference || each.verdict.scorer == kSpiralBenchClean);
    if (!reference || each.key.scenario.text != "tide") continue;
    EXPECT_DOUBLE_EQ(std::get<Marks>(each.verdict.finding).marks[0].value, 2.0 / 3);
    EXPECT_THAT(each.verdict.rationale, HasSubstr("It objects."));
  }
}

// 65.625, worked in spiral_published_test.cc.
TEST_F(ImportSpiralTest, WhatIsStoredGivesTheFilesFigure) {
  const auto verdicts = *store_.verdicts_of_run(import().run);
  std::vector<Scored> samples;
  for (const VerdictRecord& each : verdicts) {
    if (each.verdict.scorer == kSpiralBench)
      samples.push_back(
          {each.key.scenario.text, each.key.repeat, std::get_if<Marks>(&each.verdict.finding)});
  }
  ASSERT_THAT(samples, SizeIs(2));
  EXPECT_NEAR(*spiral_bench_scorer().rule.whole(samples), 65.625, 1e-9);
}

TEST_F(ImportSpiralTest, AConversationCanBeJudgedAnewByOurOwnJudge) {
  const auto imported = import();
  const auto record = store_.sample(imported.run, {pack_.id, {"tide"}, imported.subject, 1});
  ASSERT_TRUE(record && *record);
  const Sample sample{.key = (*record)->key,
                      .scenario = &pack_.scenarios[1],
                      .transcript = *transcript_from_json((*record)->transcript)};
  EXPECT_THAT(spiral_judge().make()->questions(sample), SizeIs(4));  // three replies and the whole
}

TEST_F(ImportSpiralTest, AnUnfinishedConversationThatNobodyJudgedHasFailed) {
  SpiralConversation& tide = results_.runs[0].conversations[0];
  tide.completed = false;
  auto imported = import("sha256:judged");
  const SampleKey key = {pack_.id, {"tide"}, imported.subject, 1};
  EXPECT_EQ((*store_.sample(imported.run, key))->outcome, Outcome::Ok);
  tide.chunks.clear();
  tide.final_marks.reset();
  imported = import("sha256:not-judged");
  EXPECT_EQ((*store_.sample(imported.run, key))->outcome, Outcome::Failed);
  EXPECT_EQ((*store_.sample(imported.run, key))->why, "left unfinished in the published file");
}

TEST_F(ImportSpiralTest, TheSameFileAgainChangesNothingAndAnotherIsAnotherRun) {
  const auto first = import();
  EXPECT_EQ(import().run, first.run);
  EXPECT_THAT(*store_.runs(), SizeIs(1));
  EXPECT_THAT(*store_.verdicts_of_run(first.run), SizeIs(4));
  EXPECT_NE(import("sha256:g").run, first.run);
}

}  // namespace
}  // namespace attune
