// Subjects without any insight on the published EmoBench (specs/emonet-arena-psychometrics-
// statistics §C.2). The data is not ours: without it the tests are skipped.
#include <iostream>
#include <optional>

#include <gtest/gtest.h>

#include "scenarios/load/as_played.h"
#include "scenarios/load/emobench_pack.h"
#include "scorers/rules/choice_score.h"
#include "scorers/rules/choice_scorer.h"
#include "tests/support/command.h"

namespace attune {
namespace {

std::optional<Pack> published(const std::string& kind) {
  const std::string name = kind.starts_with("emobench-ea") ? "EA.jsonl" : "EU.jsonl";
  const std::string text = testing::file_text(testing::published_data() + "/emobench/" + name);
  if (text.empty()) return std::nullopt;
  Result<Pack> pack = parse_emobench(kind, {name, text});
  return pack ? std::optional(*std::move(pack)) : std::nullopt;
}

// How many of the pack's questions a subject gets right that always says the same.
int right_by(const std::string& reply, const Pack& pack, int repeat = 1) {
  const auto scorer = choice_scorer().make();
  int right = 0;
  for (const Scenario& scenario : pack.scenarios) {
    Sample sample{.key = {pack.id, scenario.id, {"stub/always"}, repeat}, .scenario = &scenario};
    sample.transcript.turns = {{text_message(Role::User, "?"), reply, ""}};
    const Verdict verdict = scorer->verdict(sample, {});
    const Marks* marks = std::get_if<Marks>(&verdict.finding);
    EXPECT_NE(marks, nullptr) << scenario.id.text;
    right += marks != nullptr && marks->points == 100 ? 1 : 0;
  }
  return right;
}

constexpr const char* kAlwaysC = "```json\n{\"answer\": \"C\"}\n```";
constexpr const char* kSkipped = "no published EmoBench; set ATTUNE_TEST_DATA";

TEST(EmobenchPublished, AlwaysCGainsFromTheAuthorsOrder) {
  const auto pack = published("emobench-ea-en");
  if (!pack) GTEST_SKIP() << kSkipped;
  EXPECT_EQ(right_by(kAlwaysC, as_played(*pack, {.upstream_order = true})), 74);
  const auto baselines = choice_baselines(*pack);
  ASSERT_TRUE(baselines);
  EXPECT_EQ(baselines->best_letter, 'C');
  EXPECT_DOUBLE_EQ(baselines->best_letter_points, 37);
  EXPECT_DOUBLE_EQ(baselines->random_points, 25);
}

TEST(EmobenchPublished, AlwaysCGainsNothingFromShuffledOrders) {
  const auto pack = published("emobench-ea-en");
  if (!pack) GTEST_SKIP() << kSkipped;
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Pack shuffled = as_played(*pack, {.seed = seed});
    int over_four = 0;
    for (int repeat = 1; repeat <= 4; ++repeat) {
      const int right = right_by(kAlwaysC, shuffled, repeat);
      EXPECT_NEAR(right / 2.0, 25, 7) << "seed " << seed << ", repeat " << repeat;
      over_four += right;
    }
    EXPECT_EQ(over_four, 200) << "each option has stood in each place once";
  }
}

TEST(EmobenchPublished, UnderstandingByChanceIsAsPublished) {
  const auto pack = published("emobench-eu-en");
  if (!pack) GTEST_SKIP() << kSkipped;
  const auto baselines = choice_baselines(*pack);
  ASSERT_TRUE(baselines);
  std::cout << "EU, English: random " << baselines->random_points << ", always "
            << baselines->best_letter << " " << baselines->best_letter_points << "\n";
  EXPECT_NEAR(baselines->random_points, 3.75, 0.05);
}

}  // namespace
}  // namespace attune
