#include "scorers/rules/choice_score.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "scenarios/model/choice_order.h"

namespace attune {
namespace {

constexpr double kToPoints = 100;
constexpr std::size_t kLetters = 26;

bool is_best(const Option& option) {
  return option.weight == 1;
}

double mean_weight(const Choice& choice) {
  double sum = 0;
  for (std::size_t i = 0; i < choice.options.size(); ++i)
    sum += choice_credit(choice, std::span(&i, 1));
  return sum / static_cast<double>(choice.options.size());
}

// Expectation of the credit.
double chance_credit(const Choice& choice) {
  if (choice.take == 1) return mean_weight(choice);
  const auto best = std::ranges::count_if(choice.options, is_best);
  return static_cast<double>(best) / static_cast<double>(choice.options.size());
}

// Probability of full credit.
double chance_of_all(const Choice& choice) {
  const auto offered = static_cast<double>(choice.options.size());
  if (choice.take == 1) {
    const auto full = [&](std::size_t i) { return choice_credit(choice, std::span(&i, 1)) == 1; };
    double count = 0;
    for (std::size_t i = 0; i < choice.options.size(); ++i) count += full(i) ? 1 : 0;
    return count / offered;
  }
  // C(best, take) / C(offered, take), factor by factor.
  const auto best = static_cast<double>(std::ranges::count_if(choice.options, is_best));
  double probability = 1;
  for (int i = 0; i < choice.take; ++i) probability *= std::max(best - i, 0.0) / (offered - i);
  return probability;
}

double fixed_letter_score(const ChoiceKey& key, std::size_t letter) {
  std::vector<double> credits;
  for (const Choice& choice : key.choices) {
    const std::size_t offered = choice.options.size();
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < static_cast<std::size_t>(choice.take); ++i)
      chosen.push_back((letter + i) % offered);
    credits.push_back(letter < offered ? choice_credit(choice, chosen) : 0);
  }
  return choice_score(key, credits);
}

}  // namespace

double choice_credit(const Choice& choice, std::span<const std::size_t> chosen) {
  assert(chosen.size() == static_cast<std::size_t>(choice.take));
  if (choice.take > 1) {
    const auto hits = std::ranges::count_if(
        chosen, [&](std::size_t option) { return is_best(choice.options[option]); });
    return static_cast<double>(hits) / choice.take;
  }
  const auto [least, most] = std::ranges::minmax(choice.options, {}, &Option::weight);
  if (most.weight == least.weight) return 1;
  return (choice.options[chosen.front()].weight - least.weight) / (most.weight - least.weight);
}

double choice_score(const ChoiceKey& key, std::span<const double> credits) {
  assert(!credits.empty());
  if (key.all_needed) {
    return std::ranges::all_of(credits, [](double credit) { return credit == 1; }) ? 1 : 0;
  }
  return std::accumulate(credits.begin(), credits.end(), 0.0) / static_cast<double>(credits.size());
}

double chance_score(const ChoiceKey& key) {
  double sum = 0;
  double product = 1;
  for (const Choice& choice : key.choices) {
    sum += chance_credit(choice);
    product *= chance_of_all(choice);
  }
  return key.all_needed ? product : sum / static_cast<double>(key.choices.size());
}

std::optional<double> above_chance(double score, double chance) {
  if (chance >= 1) return std::nullopt;
  return (score - chance) / (1 - chance);
}

std::optional<ChoiceBaselines> choice_baselines(const Pack& pack) {
  double random = 0;
  std::vector<double> letters(kLetters);
  double scenarios = 0;
  for (const Scenario& scenario : pack.scenarios) {
    if (!scenario.choices || scenario.choices->choices.empty()) continue;
    ++scenarios;
    random += chance_score(*scenario.choices);
    for (std::size_t i = 0; i < kLetters; ++i)
      letters[i] += fixed_letter_score(*scenario.choices, i);
  }
  if (scenarios == 0) return std::nullopt;
  const auto best = std::ranges::max_element(letters);
  return ChoiceBaselines{
      .random_points = kToPoints * random / scenarios,
      .best_letter = option_letter(static_cast<std::size_t>(best - letters.begin())),
      .best_letter_points = kToPoints * *best / scenarios};
}

}  // namespace attune
