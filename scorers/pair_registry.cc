#include "scorers/pair_registry.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "scenarios/base/words.h"

namespace attune {

namespace {

// (1 + mean margin / most) / 2, within 0 and 1.
double share_of_mean(double most, std::span<const Margin> margins) {
  assert(most > 0);
  const double sum =
      std::accumulate(margins.begin(), margins.end(), 0.0,
                      [](double total, const Margin& margin) { return total + margin.value; });
  const double mean = sum / static_cast<double>(margins.size());
  return std::clamp((1 + mean / most) / 2, 0.0, 1.0);
}

}  // namespace

double share_of(const PairRule& rule, std::span<const Margin> margins) {
  if (margins.empty()) return 0.5;
  return rule.share == nullptr ? share_of_mean(rule.most, margins) : rule.share(margins);
}

double share_of(const PairRule& rule, const Margin& margin) {
  return share_of_mean(rule.most, std::span<const Margin>(&margin, 1));
}

void PairScorerRegistry::add(Entry entry) {
  assert(std::ranges::find(entries_, entry.id, &Entry::id) == entries_.end());
  entries_.push_back(std::move(entry));
}

Result<const PairScorerRegistry::Entry*> PairScorerRegistry::find(std::string_view name) const {
  std::vector<std::string> names;
  for (const Entry& entry : entries_) {
    names.push_back(entry.id.substr(0, entry.id.find('@')));
    if (entry.id == name || names.back() == name) return &entry;
  }
  return fix_input(no_such("scorer of pairs", name, names));
}

}  // namespace attune
