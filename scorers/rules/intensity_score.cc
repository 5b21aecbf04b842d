#include "scorers/rules/intensity_score.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace attune {
namespace {

constexpr double kBest = 10;
constexpr int kRatings = 11;  // whole numbers 0-10

// Points on 0-100 of a mean question score.
double to_points(double score, std::size_t questions) {
  return 10 * score / static_cast<double>(questions);
}

// The mean price over the keys of the answer `rating` for emotion number `place`, or for all.
double v2_price(std::span<const IntensityKey> keys, std::size_t place, double rating) {
  double price = 0;
  for (const IntensityKey& key : keys) {
    if (place < key.emotions.size())
      price += v2_distance(std::abs(rating - key.emotions[place].intensity));
  }
  return price;
}

std::size_t most_emotions(std::span<const IntensityKey> keys) {
  std::size_t most = 0;
  for (const IntensityKey& key : keys) most = std::max(most, key.emotions.size());
  return most;
}

double constant_points(std::span<const IntensityKey> keys, double rating) {
  double price = 0;
  for (std::size_t place = 0; place < most_emotions(keys); ++place)
    price += v2_price(keys, place, rating);
  return to_points(kBest * static_cast<double>(keys.size()) - kV2Factor * price, keys.size());
}

// The first rating in steps of 0.5 for which `points` is greatest.
template <class Points>
double best_rating(Points points) {
  double best = 0;
  for (int half = 1; half < 2 * kRatings - 1; ++half) {
    const double rating = half / 2.0;
    if (points(rating) > points(best)) best = rating;
  }
  return best;
}

void find_best_positions(std::span<const IntensityKey> keys, Baselines& baselines) {
  double price = 0;
  for (std::size_t place = 0; place < most_emotions(keys); ++place) {
    const double best = best_rating([&](double rating) { return -v2_price(keys, place, rating); });
    baselines.best_positions.push_back(best);
    price += v2_price(keys, place, best);
  }
  baselines.best_positions_points =
      to_points(kBest * static_cast<double>(keys.size()) - kV2Factor * price, keys.size());
}

// Probability of each sum of `count` uniform whole numbers 0-10.
std::vector<double> sum_probabilities(std::size_t count) {
  std::vector<double> sums = {1};
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<double> next(sums.size() + kRatings - 1);
    for (std::size_t sum = 0; sum < sums.size(); ++sum) {
      for (std::size_t rating = 0; rating < kRatings; ++rating)
        next[sum + rating] += sums[sum] / kRatings;
    }
    sums = std::move(next);
  }
  return sums;
}

// E|share of one rating - reference| when all are uniform and not all 0. Only the sum of the other
// ratings matters, so the expectation is a finite sum.
double expected_v1_distance(double reference, std::span<const double> other_sums) {
  double distance = 0;
  double probability = 0;
  for (std::size_t other = 0; other < other_sums.size(); ++other) {
    for (std::size_t rating = other == 0 ? 1 : 0; rating < kRatings; ++rating) {
      const double share = 10 * static_cast<double>(rating) / static_cast<double>(rating + other);
      distance += other_sums[other] / kRatings * std::abs(share - reference);
      probability += other_sums[other] / kRatings;
    }
  }
  return distance / probability;
}

double random_v1_score(const IntensityKey& key) {
  const std::vector<double> other_sums = sum_probabilities(key.emotions.size() - 1);
  double score = kBest;
  for (const EmotionReference& emotion : key.emotions)
    score -= expected_v1_distance(emotion.share, other_sums);
  return score;
}

double equal_v1_score(const IntensityKey& key) {
  const std::vector<double> equal(key.emotions.size(), 1);
  return v1_score(equal, key).value_or(0);
}

template <class Score>
double mean_points(std::span<const IntensityKey> keys, Score score) {
  double sum = 0;
  for (const IntensityKey& key : keys) sum += score(key);
  return to_points(sum, keys.size());
}

}  // namespace

double v2_distance(double d) {
  if (d == 0) return 0;
  return d <= 5 ? 6.5 / (1 + std::exp(-1.2 * (d - 4))) : d;  // specs §1.4
}

double v2_score(std::span<const double> answer, const IntensityKey& key) {
  double price = 0;
  for (std::size_t i = 0; i < key.emotions.size(); ++i) {
    price += v2_distance(std::abs(answer[i] - key.emotions[i].intensity));
  }
  return kBest - kV2Factor * price;
}

std::optional<double> v1_score(std::span<const double> answer, const IntensityKey& key) {
  const double sum = std::accumulate(answer.begin(), answer.end(), 0.0);
  if (!(sum > 0)) return std::nullopt;
  double distance = 0;
  for (std::size_t i = 0; i < key.emotions.size(); ++i) {
    distance += std::abs(10 * answer[i] / sum - key.emotions[i].share);  // specs §1.3
  }
  return kBest - distance;
}

Baselines constant_and_random_baselines(std::span<const IntensityKey> keys) {
  Baselines baselines;
  double sum = 0;
  for (std::size_t n = 0; n < kRatings; ++n) {
    baselines.constants[n] = constant_points(keys, static_cast<double>(n));
    sum += baselines.constants[n];
  }
  // v2 adds up over emotions, so the mean over all answers is the mean over constant ones.
  baselines.random_points = sum / kRatings;
  baselines.best_constant =
      best_rating([&](double rating) { return constant_points(keys, rating); });
  baselines.best_constant_points = constant_points(keys, baselines.best_constant);
  find_best_positions(keys, baselines);
  baselines.equal_v1_points = mean_points(keys, equal_v1_score);
  baselines.random_v1_points = mean_points(keys, random_v1_score);
  return baselines;
}

}  // namespace attune
