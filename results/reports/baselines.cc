#include "results/reports/baselines.h"

#include <algorithm>

#include <fmt/format.h>

#include "scorers/rules/choice_score.h"
#include "scorers/rules/intensity_score.h"

namespace attune {
namespace {

void add_choices(std::vector<Baseline>& baselines, const Pack& pack) {
  const auto choices = choice_baselines(pack);
  if (!choices) return;
  baselines.push_back({"choosing at random", choices->random_points});
  baselines.push_back({fmt::format("always {} in the author's order", choices->best_letter),
                       choices->best_letter_points});
}

void add_intensities(std::vector<Baseline>& baselines, const Pack& pack, std::string_view scorer) {
  std::vector<IntensityKey> keys;
  for (const Scenario& scenario : pack.scenarios) {
    if (scenario.key) keys.push_back(*scenario.key);
  }
  if (keys.empty() || keys.front().norm) return;  // a norm has other formulas
  const Baselines known = constant_and_random_baselines(keys);
  if (scorer.starts_with("eqbench-v1")) {
    baselines.push_back({"equal ratings everywhere", known.equal_v1_points});
    baselines.push_back({"random whole numbers", known.random_v1_points});
  } else {
    baselines.push_back({fmt::format("the answer {:g} everywhere", known.best_constant),
                         known.best_constant_points});
    baselines.push_back({"random whole numbers", known.random_points});
  }
}

}  // namespace

std::vector<Baseline> baselines_of(const Pack& pack, std::string_view scorer) {
  std::vector<Baseline> baselines;
  if (!pack.scorers.empty() && pack.scorers.front() != scorer) return baselines;
  add_choices(baselines, pack);
  add_intensities(baselines, pack, scorer);
  std::ranges::stable_sort(baselines, std::ranges::greater(), &Baseline::points);
  return baselines;
}

}  // namespace attune
