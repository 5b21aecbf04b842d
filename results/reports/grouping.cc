#include "results/reports/grouping.h"

#include <utility>

namespace attune {
namespace {

const std::string* value_of(const Scenario& scenario, const std::string& tag) {
  for (const auto& [name, value] : scenario.tags) {
    if (name == tag) return &value;
  }
  return nullptr;
}

}  // namespace

std::vector<Grouping> groupings_of(const Pack& pack) {
  std::vector<Grouping> groupings;
  for (const std::string& tag : pack.groups) {
    Grouping grouping{.tag = tag};
    for (const Scenario& scenario : pack.scenarios) {
      const std::string* value = value_of(scenario, tag);
      if (value != nullptr) grouping.values.emplace(scenario.id, *value);
    }
    if (!grouping.values.empty()) groupings.push_back(std::move(grouping));
  }
  return groupings;
}

}  // namespace attune
