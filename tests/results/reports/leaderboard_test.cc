#include "results/reports/leaderboard.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "results/render/formats.h"
#include "scenarios/base/rng.h"
#include "tests/results/reports/boards.h"

namespace attune {
namespace {

const BoardOptions kFew{.bootstrap = {.seed = 1, .resamples = 300}};

// A board with everything in it: missing and unscored samples, unequal repeats, labels, stubs.
BoardFacts random_facts(std::uint64_t seed) {
  BoardFacts facts = some_facts();
  Rng rng(seed);
  for (const char* subject : {"lab/a", "lab/b", "lab/c", "stub/d", "other/e"}) {
    const double skill = 40 + 40 * rng.uniform();
    for (int scenario = 0; scenario < 15; ++scenario) {
      for (int repeat = 1; repeat <= 2; ++repeat) {
        if (rng.uniform() < 0.1) continue;
        Cell cell{.subject = subject,
                  .scenario = std::to_string(scenario),
                  .repeat = repeat,
                  .finding = points(skill + 10 * rng.normal())};
        if (rng.uniform() < 0.1) cell.finding = Unscored{rng.uniform() < 0.5 ? "cut" : "odd"};
        if (rng.uniform() < 0.2) cell.outcome = Outcome::Truncated;
        if (rng.uniform() < 0.9) cell.cost_usd = rng.uniform();
        if (rng.uniform() < 0.3) cell.release = "second";
        add(facts, cell);
      }
    }
    facts.planned[{{subject}, ""}] = 22;
    facts.planned[{{subject}, "second"}] = 12;
  }
  return facts;
}

// The slow obvious twin of one row's point: loops over the records as they come.
double plain_point(const BoardFacts& facts, const Standing& row) {
  std::map<std::string, std::pair<double, int>> scenarios;
  for (const BoardVerdict& each : facts.marked.verdicts) {
    const MarkedPart& part = facts.marked.part_of(each);
    if (part.subject != row.subject || part.release != row.release) continue;
    if (!std::holds_alternative<Marks>(each.finding)) continue;
    scenarios[each.scenario.text].first += std::get<Marks>(each.finding).points;
    scenarios[each.scenario.text].second += 1;
  }
  double sum = 0;
  for (const auto& [scenario, tally] : scenarios) sum += tally.first / tally.second;
  return sum / static_cast<double>(scenarios.size());
}

void expect_plain_counts(const BoardFacts& facts, const Standing& row) {
  std::size_t played = 0;
  std::size_t truncated = 0;
  double cost = 0;
  for (const SampleCount& sample : facts.samples) {
    if (sample.subject != row.subject || sample.release != row.release) continue;
    ++played;
    truncated += sample.outcome == Outcome::Truncated ? 1 : 0;
    cost += sample.cost_usd;
  }
  std::size_t unscored = 0;
  for (const BoardVerdict& each : facts.marked.verdicts) {
    const MarkedPart& part = facts.marked.part_of(each);
    if (part.subject != row.subject || part.release != row.release) continue;
    unscored += std::holds_alternative<Unscored>(each.finding) ? 1 : 0;
  }
  const auto outcome = [&row](const char* name) {
    return row.outcomes.contains(name) ? row.outcomes.at(name) : 0;
  };
  EXPECT_EQ(outcome("ok") + outcome("truncated"), played);
  EXPECT_EQ(outcome("truncated"), truncated);
  EXPECT_EQ(outcome("unplayed"), row.planned - played);
  EXPECT_EQ(row.unscored, unscored);
  EXPECT_EQ(row.missing, row.planned - (played - unscored));
  EXPECT_NEAR(row.cost_usd.value_or(0), cost, 1e-9);
}

TEST(Leaderboard, AgreesWithPlainLoopsOnRandomRecords) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const BoardFacts facts = random_facts(seed);
    const Leaderboard board = make_leaderboard(facts, kFew);
    ASSERT_EQ(board.rows.size(), 8U);
    ASSERT_EQ(board.stub_rows.size(), 2U);
    for (const Standing& row : board.rows) {
      EXPECT_NEAR(row.score->point, plain_point(facts, row), 1e-9);
      EXPECT_LE(row.bounds->worst, row.score->point);
      EXPECT_GE(row.bounds->best, row.score->point);
      EXPECT_LE(row.place->low, row.place->rank);
      EXPECT_GE(row.place->high, row.place->rank);
      expect_plain_counts(facts, row);
    }
    EXPECT_TRUE(std::ranges::is_sorted(board.rows, std::ranges::greater(),
                                       [](const Standing& row) { return row.score->point; }));
  }
}

TEST(Leaderboard, IsTheSameWhateverTheOrderOfRecords) {
  BoardFacts facts = random_facts(9);
  const Leaderboard board = make_leaderboard(facts, kFew);
  Rng rng(4);
  for (int time = 0; time < 5; ++time) {
    rng.shuffle(facts.samples);
    rng.shuffle(facts.marked.verdicts);
    const Leaderboard again = make_leaderboard(facts, kFew);
    EXPECT_EQ(again, board);
    for (const Format& format : formats())
      EXPECT_EQ(format.render({again}, true), format.render({board}, true));
  }
}

TEST(Leaderboard, SharesTheRankOfEqualPoints) {
  BoardFacts facts = some_facts();
  for (const char* scenario : {"1", "2", "3", "4"}) {
    add(facts, {.subject = "lab/b", .scenario = scenario, .repeat = 1, .finding = points(50)});
    add(facts, {.subject = "lab/a", .scenario = scenario, .repeat = 1, .finding = points(50)});
    add(facts, {.subject = "lab/c", .scenario = scenario, .repeat = 1, .finding = points(90)});
    add(facts, {.subject = "lab/d", .scenario = scenario, .repeat = 1, .finding = points(10)});
  }
  const auto rows = make_leaderboard(facts, kFew).rows;
  EXPECT_EQ(rows[0].subject.text, "lab/c");
  EXPECT_EQ(rows[0].place, (Place{1, 1, 1}));
  EXPECT_EQ(rows[1].subject.text, "lab/a");
  EXPECT_EQ(rows[1].place, (Place{2, 2, 3}));
  EXPECT_EQ(rows[2].place, (Place{2, 2, 3}));
  EXPECT_EQ(rows[3].place, (Place{4, 4, 4}));
}

TEST(Leaderboard, PutsRowsWithoutAScoreLastAndGivesThemNoPlace) {
  BoardFacts facts = facts_of(
      {{.subject = "lab/z", .scenario = "1", .repeat = 1, .finding = points(5)},
       {.subject = "lab/b", .scenario = "1", .repeat = 1, .finding = Unscored{"refused"}}});
  facts.planned[{{"lab/a"}, ""}] = 3;
  const auto rows = make_leaderboard(facts, kFew).rows;
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].subject.text, "lab/z");
  EXPECT_EQ(rows[0].place, (Place{1, 1, 1}));
  EXPECT_EQ(rows[1].subject.text, "lab/a");
  EXPECT_FALSE(rows[1].place);
  EXPECT_EQ(rows[1].outcomes.at("unplayed"), 3U);
  EXPECT_FALSE(rows[2].place);
  EXPECT_EQ(rows[2].bounds, (Bounds{.worst = 0, .best = 100}));
}

TEST(Leaderboard, NeverPutsStubsBesideMeasuredRows) {
  BoardFacts facts =
      facts_of({{.subject = "stub/skill-99", .scenario = "1", .repeat = 1, .finding = points(99)},
                {.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = points(5)}});
  const Leaderboard both = make_leaderboard(facts, kFew);
  ASSERT_EQ(both.rows.size(), 1U);
  EXPECT_EQ(both.rows[0].place->rank, 1U);
  ASSERT_EQ(both.stub_rows.size(), 1U);
  EXPECT_EQ(both.stub_rows[0].place->rank, 1U);
  facts.samples.pop_back();
  facts.marked.verdicts.pop_back();
  facts.marked.parts.pop_back();
  const Leaderboard alone = make_leaderboard(facts, kFew);
  ASSERT_EQ(alone.rows.size(), 1U);
  EXPECT_TRUE(alone.rows[0].stub);
  EXPECT_TRUE(alone.stub_rows.empty());
}

TEST(Leaderboard, PassesOverOtherVersions) {
  BoardFacts facts =
      facts_of({{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = points(5)},
                {.subject = "lab/a", .scenario = "2", .repeat = 1, .finding = points(15)},
                {.subject = "lab/a", .scenario = "3", .repeat = 1, .finding = points(25)},
                {.subject = "lab/a", .scenario = "4", .repeat = 1, .finding = points(35)}});
  std::vector<MarkedPart>& parts = facts.marked.parts;
  parts.resize(4, parts.front());
  for (std::uint32_t i = 0; i < 4; ++i) facts.marked.verdicts[i].part = i;
  parts[1].scorer = "rubric@2";
  parts[2].judge = "lab/other";
  parts[3].pack_digest = facts.samples[3].pack_digest = "sha256:ff";
  const Leaderboard board = make_leaderboard(facts, kFew);
  ASSERT_EQ(board.rows.size(), 1U);
  EXPECT_EQ(board.rows[0].score->point, 5);
  EXPECT_EQ(board.rows[0].planned, 3U);
}

TEST(Leaderboard, PoolsRunsOfOneSubjectAsRepeats) {
  const auto facts = facts_of(
      {{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = points(10)},
       {.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = points(30), .run = "run-2"},
       {.subject = "lab/a",
        .scenario = "1",
        .repeat = 1,
        .finding = points(90),
        .release = "new"}});
  const Leaderboard board = make_leaderboard(facts, kFew);
  ASSERT_EQ(board.rows.size(), 2U);
  EXPECT_EQ(board.rows[0].release, "new");
  EXPECT_EQ(board.rows[1].score->point, 20);
  EXPECT_EQ(board.rows[1].score->samples, 2U);
  EXPECT_EQ(board.rows[1].score->clusters, 1U);
}

TEST(Leaderboard, FollowsTheChoiceOfFirstPassOrRevision) {
  BoardFacts facts = some_facts();
  facts.rule.headline = ScoreRule::Headline::FirstOrRevised;
  const auto passes = [](double first, double revised) {
    return Marks{first, {{"first_pass", first}, {"revised", revised}}};
  };
  add(facts, {.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = passes(60, 70)});
  add(facts, {.subject = "lab/a", .scenario = "2", .repeat = 1, .finding = passes(80, 76)});
  add(facts, {.subject = "lab/a", .scenario = "1", .repeat = 2, .finding = Unscored{"empty"}});
  add(facts, {.subject = "lab/b", .scenario = "1", .repeat = 1, .finding = passes(60, 10)});
  add(facts, {.subject = "lab/b", .scenario = "2", .repeat = 1, .finding = passes(80, 76)});
  const Leaderboard board = make_leaderboard(facts, kFew);
  EXPECT_EQ(board.rows[0].subject.text, "lab/b");
  EXPECT_EQ(board.rows[0].score->point, 70);
  EXPECT_EQ(board.rows[1].score->point, 73.0 / 2);
  EXPECT_TRUE(board.rows[1].criteria.empty());
  const auto said = [&board](const std::string& text) {
    return std::ranges::any_of(board.notes, [&text](const std::string& note) {
      return note.find(text) != std::string::npos;
    });
  };
  EXPECT_TRUE(said("given the choice between first pass and revision"));
  EXPECT_TRUE(said("lab/a: 1 of its iterations had no readable answer and count 0"));
}

// How well marks tell the writers "b" of each request from the writers "a", in points: no mean.
std::optional<double> told_apart(std::span<const Scored> samples) {
  double pairs = 0;
  double right = 0;
  for (const Scored& good : samples) {
    if (!good.scenario.ends_with("/b")) continue;
    for (const Scored& poor : samples) {
      if (!poor.scenario.ends_with("/a")) continue;
      pairs += 1;
      right += good.marks->points > poor.marks->points ? 1 : 0;
    }
  }
  if (pairs == 0) return std::nullopt;
  return 100 * right / pairs;
}

// Judges that see a gap of so many points through noise of 10.
BoardFacts judging_facts(const std::vector<double>& gaps) {
  BoardFacts facts = some_facts();
  facts.rule = {.headline = ScoreRule::Headline::Whole, .whole = told_apart};
  Rng rng(3);
  int number = 0;
  for (const double gap : gaps) {
    const std::string subject = "lab/" + std::to_string(++number);
    for (int request = 0; request < 8; ++request) {
      const std::string id = "r" + std::to_string(request);
      const double ease = 50 + rng.normal();
      add(facts, {.subject = subject, .scenario = id + "/a", .finding = points(ease)});
      add(facts, {.subject = subject,
                  .scenario = id + "/b",
                  .finding = points(ease + gap + 10 * rng.normal())});
    }
  }
  return facts;
}

TEST(Leaderboard, OrdersWholesAndGivesTheirPlacesByPairedDraws) {
  const BoardFacts facts = judging_facts({20, 18, -5});
  const Leaderboard board = make_leaderboard(facts, kFew);
  ASSERT_EQ(board.rows.size(), 3U);
  EXPECT_EQ(board.rows[2].subject.text, "lab/3");
  EXPECT_EQ(board.rows[2].place, (Place{3, 3, 3}));
  EXPECT_EQ(board.rows[0].place, (Place{1, 1, 2}));
  EXPECT_EQ(board.rows[1].place->high, 2U);
  EXPECT_EQ(board.rows[0].score->clusters, 8U);
  EXPECT_EQ(board.rows[0].score->samples, 16U);
  EXPECT_EQ(board.notes[0],
            "interval: 95 % bootstrap over clusters of scenarios alike before the slash (expanded "
            "percentile, Hesterberg 2015), 300 resamples, seed 1");
  EXPECT_NE(board.notes[2].find("cannot be told apart with 8 clusters of scenarios"),
            std::string::npos);
}

TEST(Leaderboard, OfWholesIsTheSameWhateverTheOrderOfRecords) {
  BoardFacts facts = judging_facts({20, 5, -5});
  const Leaderboard board = make_leaderboard(facts, kFew);
  Rng rng(4);
  for (int time = 0; time < 3; ++time) {
    rng.shuffle(facts.samples);
    rng.shuffle(facts.marked.verdicts);
    EXPECT_EQ(make_leaderboard(facts, kFew), board);
  }
}

TEST(Leaderboard, PutsWholesThatCannotBeMadeLast) {
  BoardFacts facts = judging_facts({20, 18});
  std::erase_if(facts.marked.verdicts, [&facts](const BoardVerdict& each) {
    return facts.marked.part_of(each).subject.text == "lab/1" && each.scenario.text.ends_with("/a");
  });
  const Leaderboard board = make_leaderboard(facts, kFew);
  EXPECT_EQ(board.rows[0].place, (Place{1, 1, 1}));
  EXPECT_EQ(board.rows[1].subject.text, "lab/1");
  EXPECT_FALSE(board.rows[1].place);
  EXPECT_EQ(board.rows[1].failed, "8 scored samples are too few for this figure");
}

TEST(Leaderboard, NeverRanksWhatOthersPublished) {
  BoardFacts facts =
      facts_of({{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = points(5)}});
  facts.cited = {{.subject = "b", .value = 1},
                 {.subject = "human norm", .value = 90},
                 {.subject = "a", .value = 1}};
  const Leaderboard board = make_leaderboard(facts, kFew);
  ASSERT_EQ(board.rows.size(), 1U);
  EXPECT_EQ(board.rows[0].place, (Place{1, 1, 1}));
  ASSERT_EQ(board.cited.size(), 3U);
  EXPECT_EQ(board.cited[0].subject, "human norm");
  EXPECT_EQ(board.cited[1].subject, "a");
}

TEST(Leaderboard, SaysHowItWasMadeAndWhatItCannotTell) {
  BoardFacts facts =
      facts_of({{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = points(10)},
                {.subject = "lab/a", .scenario = "2", .repeat = 1, .finding = points(20)},
                {.subject = "lab/b", .scenario = "1", .repeat = 1, .finding = points(11)},
                {.subject = "lab/b", .scenario = "2", .repeat = 1, .finding = points(17)}});
  facts.pack.notes = {"constant answer 3 scores 38.9 on this pack"};
  // Differences -1 and 3: standard error 2, times t of one degree of freedom for 2.5 % and 20 %.
  const Leaderboard board = make_leaderboard(facts, kFew);
  EXPECT_NEAR(*board.least_difference, 2 * (12.7062 + 1.3764), 1e-3);
  EXPECT_EQ(board.notes,
            (std::vector<std::string>{
                "constant answer 3 scores 38.9 on this pack",
                "interval: 95 % bootstrap over scenarios (expanded percentile, Hesterberg 2015), "
                "300 resamples, seed 1",
                "places hold together: in 95 % of such boards all true ones lie inside",
                "differences below about 28.17 points cannot be told apart with 2 scenarios (80 % "
                "power at 5 %, median pair)"}));
}

TEST(Leaderboard, SaysNothingOfDifferencesWhereThereIsOneRow) {
  const auto facts = facts_of({{.subject = "lab/a", .scenario = "1", .finding = points(10)},
                               {.subject = "lab/a", .scenario = "2", .finding = points(20)}});
  const Leaderboard board = make_leaderboard(facts, kFew);
  EXPECT_FALSE(board.least_difference);
  EXPECT_EQ(board.notes.size(), 1U);
}

TEST(Leaderboard, WarnsOfAStubJudge) {
  BoardFacts facts = some_facts();
  facts.judge = "stub/judge";
  EXPECT_EQ(make_leaderboard(facts, kFew).notes.back(),
            "the judge is attune's stub: these marks measure no model");
}

TEST(Leaderboard, OfNothingIsEmpty) {
  const Leaderboard board = make_leaderboard({}, {});
  EXPECT_TRUE(board.rows.empty());
  EXPECT_TRUE(board.stub_rows.empty());
}

}  // namespace
}  // namespace attune
