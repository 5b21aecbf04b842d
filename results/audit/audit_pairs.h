#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "results/audit/judge_audit.h"
#include "results/ratings/judged_pairs.h"

namespace attune {

// The comparisons of an audit, put together and numbered alike for all who judged.

// One showing of two samples.
struct Showing {
  const Comparison* row = nullptr;
  bool a_first = true;
  double won = 0.5;  // by `a`: 1, 0.5 or 0
};

// What somebody said of two samples: in both orders, or in the only one there is.
struct AuditPair {
  std::uint32_t a = 0;  // contestants by index
  std::uint32_t b = 0;
  std::uint32_t scenario = 0;     // by index
  std::uint32_t unit = 0;         // the two samples, by index
  std::vector<Showing> showings;  // one or two; of two, that with `a` first leads
};

// Who won by all showings together: orders that contradict each other make a tie (specs §D.2), and
// one that is tied leaves the other to decide.
double won_by_a(const AuditPair& pair);

// Somebody who judged, with one scorer; all people who voted are one.
struct Rater {
  std::string judge;
  bool people = false;
  bool one_order = false;  // the order shown says nothing, or was not turned
  std::vector<AuditPair> pairs;
  std::size_t comparisons = 0;
  std::size_t unscored = 0;
  std::size_t lone = 0;
};

struct AuditPairs {
  std::vector<Contestant> contestants;
  std::size_t scenarios = 0;
  std::size_t units = 0;
  Rater own;
  std::vector<Rater> others;     // judges by name, then people
  std::size_t without_rule = 0;  // comparisons whose scorer has no rule here
};

AuditPairs audit_pairs(const JudgeAuditFacts& facts);

// The first thing a rater said of each unit: by unit, -1 where nothing. Of people every vote
// counts, so they have no such list.
std::vector<std::ptrdiff_t> first_by_unit(const Rater& rater, std::size_t units);

}  // namespace attune
