#pragma once

#include <string>
#include <utility>
#include <vector>

#include "results/facts/comparison.h"
#include "scorers/pair_registry.h"

namespace attune {

// What a judge said of two samples in one order: `margin` above 0 where the first is better.
inline Comparison shown(std::string scenario, std::string first, std::string second,
                        double margin) {
  return {.run = {"run-1"},
          .pack = {"feelings"},
          .pack_digest = "sha256:1",
          .scenario = {std::move(scenario)},
          .first = {std::move(first)},
          .second = {std::move(second)},
          .scorer = "pairwise@1",
          .judge = "court/judge",
          .finding = Margins{{{"warmth", margin}}},
          .source = "judge"};
}

inline Comparison turned_of(const Comparison& comparison, double margin) {
  Comparison turned = comparison;
  std::swap(turned.first, turned.second);
  std::swap(turned.first_release, turned.second_release);
  std::swap(turned.first_run, turned.second_run);
  std::swap(turned.first_length, turned.second_length);
  std::swap(turned.first_style, turned.second_style);
  turned.turned = true;
  turned.finding = Margins{{{"warmth", margin}}};
  return turned;
}

// Both orders, in which `first` is better by the same margin.
inline void add_pair(std::vector<Comparison>& comparisons, const std::string& scenario,
                     const std::string& first, const std::string& second, double margin) {
  comparisons.push_back(shown(scenario, first, second, margin));
  comparisons.push_back(turned_of(comparisons.back(), -margin));
}

// A person's vote: 1, 0 or -1.
inline Comparison vote(std::string scenario, std::string first, std::string second, double margin) {
  Comparison made = shown(std::move(scenario), std::move(first), std::move(second), margin);
  made.scorer = "vote@1";
  made.source = "vote";
  made.judge = "person 1";
  return made;
}

// Margins from -5 to 5.
inline PairRule a_pair_rule() {
  return {.most = 5};
}

}  // namespace attune
