// AlpacaEval's published verdicts of a judge, on 24 models against one, must give its published win
// rates and standard errors; and on such a star of matches a Bradley-Terry strength is the logit of
// the win rate.

#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "results/ratings/bradley_terry.h"
#include "results/stats/estimate.h"
#include "scenarios/base/csv.h"
#include "scenarios/load/votes_file.h"
#include "tests/support/command.h"

namespace attune {
namespace {

constexpr const char* kBaseline = "gpt4_1106_preview";

struct Published {
  double win_rate = 0;  // percent
  double standard_error = 0;
};

std::map<std::string, Published> published_rows(const std::string& text) {
  CsvReader reader(text);
  std::vector<std::string> cells;
  std::map<std::string, Published> rows;
  while (true) {
    const auto more = reader.next(cells);
    if (!more || !*more) return rows;
    if (cells.size() == 5 && cells[0] != "model")
      rows[cells[0]] = {std::stod(cells[1]), std::stod(cells[2])};
  }
}

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double logit(double share) {
  return std::log(share / (1 - share));
}

class AlpacaEval : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string folder = testing::published_data() + "/alpaca-eval/";
    const std::string verdicts = testing::file_text(folder + "verdicts.csv");
    published_ = published_rows(testing::file_text(folder + "published.csv"));
    if (verdicts.empty() || published_.empty())
      GTEST_SKIP() << "no published AlpacaEval data; set ATTUNE_TEST_DATA";
    const PackFile file{"verdicts.csv", verdicts};
    const auto told = each_vote(file, [&](const Vote& vote) {
      EXPECT_EQ(vote.first.model, kBaseline);
      ASSERT_TRUE(vote.share) << vote.place;
      wins_[vote.second.model].push_back(1 - *vote.share);
      scenarios_[vote.second.model].push_back(
          static_cast<std::uint32_t>(std::stoul(vote.scenario)));
    });
    ASSERT_TRUE(told) << told.error().what;
    ASSERT_EQ(told->votes, 19'313U);
    ASSERT_EQ(wins_.size(), 24U);
    ASSERT_EQ(published_.size(), 24U);
  }

  std::map<std::string, Published> published_;
  std::map<std::string, std::vector<double>> wins_;  // of each model's verdicts
  std::map<std::string, std::vector<std::uint32_t>> scenarios_;
};

TEST_F(AlpacaEval, WinRatesAndStandardErrorsAreThoseThatWerePublished) {
  for (const auto& [model, wins] : wins_) {
    const Published& row = published_.at(model);
    EXPECT_NEAR(100 * mean_of(wins), row.win_rate, 1e-4) << model;
    const auto error = standard_error(wins);
    ASSERT_TRUE(error) << model;
    EXPECT_NEAR(100 * *error, row.standard_error, 1e-4) << model;
  }
}

TEST_F(AlpacaEval, StrengthsOnAStarAreTheLogitsOfItsWinRates) {
  std::vector<std::string> models = {kBaseline};
  std::vector<Contest> contests;
  for (const auto& [model, wins] : wins_) {
    if (model == kBaseline) continue;  // against itself: no contest
    const auto place = static_cast<std::uint32_t>(models.size());
    models.push_back(model);
    for (std::size_t i = 0; i < wins.size(); ++i)
      contests.push_back(
          {.first = 0, .second = place, .share = 1 - wins[i], .cluster = scenarios_.at(model)[i]});
  }
  const auto fit = fit_bradley_terry(models.size(), contests);
  ASSERT_TRUE(fit) << fit.error().what;
  for (std::size_t i = 1; i < models.size(); ++i) {
    const double strength = fit->theta[i] - fit->theta[0];
    const double ours = logit(mean_of(wins_.at(models[i])));
    EXPECT_NEAR(strength, ours, 1e-9 * std::max(std::abs(ours), 1.0)) << models[i];
    EXPECT_NEAR(strength, logit(published_.at(models[i]).win_rate / 100), 1e-5) << models[i];
  }
}

}  // namespace
}  // namespace attune
