#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/base/result.h"
#include "scenarios/load/parse_pack.h"

namespace attune {

// EQ-Bench 3's Elo file (specs/eq-bench-family §8.6): ratings by model, and under "__metadata__"
// every comparison that a judge made. It does not say which judge.

// What the reference works out from one answer, seen from the model a comparison was made for. The
// reference works it out anew whenever it reads the file.
struct Eqbench3Outcome {
  double outcome = 0.5;  // 1, 0 or 0.5
  int plus_for_test = 0;
  int plus_for_other = 0;
  int plus_diff = 0;
  double plus_diff_normalized = 0;
  double plus_diff_blended = 0;
  double fraction_for_test = 0.5;
  bool operator==(const Eqbench3Outcome&) const = default;
};

// One answer of a judge, or the error that came in its place.
struct Eqbench3Compared {
  std::string scenario;
  std::string test_model;
  std::string neighbor_model;
  int iteration = 1;
  bool turned = false;         // the other model was shown first
  std::string judge_response;  // a JSON object as it stands in the file; empty for an error
  std::optional<std::string> error;
  std::optional<std::string> raw_judge_response;  // of an error
  std::optional<Eqbench3Outcome> outcome;         // as the file has it; absent for an error
  std::optional<double> test_length;              // mean length of a reply, in characters
  std::optional<double> neighbor_length;
  bool operator==(const Eqbench3Compared&) const = default;
};

struct Eqbench3Rating {
  std::string model;
  std::optional<double> elo, elo_norm, sigma, ci_low, ci_high, ci_low_norm, ci_high_norm;
  bool operator==(const Eqbench3Rating&) const = default;
};

struct Eqbench3Elo {
  std::vector<Eqbench3Rating> ratings;
  std::vector<Eqbench3Compared> comparisons;  // in the file's order, on which its ratings depend
  std::string last_updated;                   // as Python writes a time, or empty
  bool operator==(const Eqbench3Elo&) const = default;
};

// Takes time in proportion to the file's size. FixInput naming the comparison or model, and the
// field.
Result<Eqbench3Elo> parse_eqbench3_elo(const PackFile& file);

// The file again, with every name that the reference writes.
std::string eqbench3_elo_text(const Eqbench3Elo& elo);

}  // namespace attune
