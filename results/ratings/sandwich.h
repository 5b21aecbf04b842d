#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "results/ratings/likelihood.h"

namespace attune {

// What is known of how far a fit's parameters may be off, on the standardised scale.
struct Sandwich {
  std::vector<double> covariance;  // row-major
  std::vector<double> freedom;     // by parameter; empty with Spread::Buckets
  std::size_t clusters = 0;        // that had a contest
};

// The covariance of the maximum `point`, inverse information x scatter of scores x inverse
// information. With Spread::Buckets the scatter is Σ over contests of (weight (share - p))² x xᵀ,
// which for contests of equal weight is arena-rank's sum over buckets (specs §B.4).
//
// With Spread::Clusters it is the jackknife over clusters in one Newton step ("CR3", Bell &
// McCaffrey 2002, Survey Methodology 28), times (G - 1) / G: each cluster's score s_g is enlarged
// to (I - H_g H⁻¹)⁻¹ s_g, so that a contestant who is in few clusters is not thought steadier than
// it is. In a field where all clusters are alike this is Σ s_g s_gᵀ times G / (G - 1). A cluster
// without which some parameter would be undetermined shows no spread of its own; it counts with
// H_g, the scatter of independent contests that are won or lost.
//
// Freedom: effective number of clusters less 1, at least 1, by how a parameter's information
// spreads over clusters: (Σ h_g)² / Σ h_g² (after Carter, Schnepel & Steigerwald 2017, Review of
// Economics and Statistics 99).
Sandwich sandwich_of(const Likelihood& likelihood, std::span<const double> point, Spread spread);

}  // namespace attune
