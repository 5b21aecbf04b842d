#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "harness/pairing/pair_stock.h"

namespace attune {

// How much each pair would teach, by Bradley-Terry's information at given strengths:
// specs/emonet-arena-psychometrics-statistics §D.6, D-optimality. The covariance is that of the
// sum-0 gauge and is kept up to date as units are chosen, as if they had been answered, so that one
// round does not ask for the same pair again and again.
class PairDesign {
 public:
  // `seen`: a pair for every scored unit. `wanted`, by contestant: whose strengths are to be
  // learnt; those of the others count only as far as they help. `prior`: the precision of every
  // strength beforehand, above 0. REQUIRES: theta and wanted of one size; somebody is wanted.
  PairDesign(std::vector<double> theta, const std::vector<bool>& wanted, std::span<const Pair> seen,
             double prior);

  // p (1 - p): at most 0.25, for two of equal strength.
  [[nodiscard]] double information(const Pair& pair) const;

  // What one unit of the pair would multiply the determinant of the wanted ones' precision by, at
  // least 1: where all are wanted, 1 + p (1 - p) Var(theta_a - theta_b); else that, divided by the
  // part of it that goes into strengths that are not wanted.
  [[nodiscard]] double gain(const Pair& pair) const;

  // Counts one unit of the pair as answered.
  void observe(const Pair& pair);

 private:
  std::size_t size_ = 0;
  std::vector<double> theta_;
  std::vector<double> all_;   // covariance of all, row-major
  std::vector<double> rest_;  // of those not wanted while the wanted are known; 0 for the wanted
};

}  // namespace attune
