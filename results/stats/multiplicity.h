#pragma once

#include <span>
#include <vector>

namespace attune {

// P-values of several tests, adjusted so that each may be held against the level of all. In the
// order given, at most 1, never less than they were. REQUIRES: each from 0 to 1.

// Holm 1979, "A Simple Sequentially Rejective Multiple Test Procedure": at the level claimed, one
// false finding or more among all tests, whatever they have to do with each other.
std::vector<double> holm(std::span<const double> p);

// Benjamini & Hochberg 1995, "Controlling the False Discovery Rate": the share of false findings
// among those that are found, for independent or positively dependent tests.
std::vector<double> benjamini_hochberg(std::span<const double> p);

}  // namespace attune
