#include "scorers/rules/seceu_scorer.h"

#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "scenarios/load/seceu_file.h"
#include "scorers/rules/intensity_robust.h"
#include "scorers/rules/last_reply.h"

namespace attune {
namespace {

constexpr std::string_view kId = "seceu@1";
constexpr double kSum = 10;
constexpr double kMean = 100;  // of the scale of points
constexpr double kDeviation = 15;

double to_points(double distance, const Norm& norm) {
  return kDeviation * (norm.mean - distance) / norm.deviation + kMean;
}

class SeceuScorer final : public Scorer {
 public:
  [[nodiscard]] std::string_view id() const override { return kId; }

  [[nodiscard]] Verdict verdict(const Sample& sample, std::span<const Answer>) const override {
    Verdict verdict{.scorer = std::string(kId)};
    const auto& key = sample.scenario->key;
    if (!key || key->emotions.empty() || !key->norm) {
      verdict.finding = Unscored{"no human profile with a norm"};
    } else if (auto why = no_reply(sample)) {
      verdict.finding = Unscored{*std::move(why)};
    } else {
      score(sample, *key, verdict);
    }
    return verdict;
  }

 private:
  static void score(const Sample& sample, const IntensityKey& key, Verdict& verdict) {
    AnswerForm form;
    for (const EmotionReference& emotion : key.emotions) form.names.push_back(emotion.name);
    const std::string_view reply = without_thoughts(sample.transcript.turns.back().reply);
    const AnswerPart answer = read_robust(reply, form).first_pass;
    const auto distance = answer.values ? seceu_distance(*answer.values, key) : std::nullopt;
    if (!distance) {
      const std::string why = answer.values ? "every value is 0" : answer.why;
      verdict.finding = Unscored{unreadable_reply(sample, why)};
      return;
    }
    for (std::size_t i = 0; i < form.names.size(); ++i) {
      verdict.rationale +=
          fmt::format("{}{} {}", i == 0 ? "" : ", ", form.names[i], (*answer.values)[i]);
    }
    verdict.finding = Marks{to_points(*distance, *key.norm), {{"distance", *distance}}};
  }
};

}  // namespace

std::optional<double> seceu_distance(std::span<const double> ratings, const IntensityKey& key) {
  assert(ratings.size() == key.emotions.size());
  const double sum = std::accumulate(ratings.begin(), ratings.end(), 0.0);
  if (sum <= 0) return std::nullopt;
  double squares = 0;
  for (std::size_t i = 0; i < ratings.size(); ++i) {
    const double off = ratings[i] * kSum / sum - key.emotions[i].share;
    squares += off * off;
  }
  return std::sqrt(squares);
}

ScorerRegistry::Entry seceu_scorer() {
  return {.id = std::string(kId),
          .summary = "nearness to people's ratings of four emotions, as SECEU's EQ",
          .asks = false,
          .rule = {.headline = ScoreRule::Headline::Mean,
                   .low = to_points(kSum * std::numbers::sqrt2, kSeceuNorm),
                   .high = to_points(0, kSeceuNorm)},
          .make = [] { return std::make_unique<SeceuScorer>(); }};
}

}  // namespace attune
