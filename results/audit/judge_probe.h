#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "results/audit/judge_audit.h"

namespace attune {

// What an audit may ask a judge beyond what is stored: which questions, and what their answers say.
// Asking is somebody else's work.

// Comparisons whose very question is to be asked again, at most `count`: one showing of a pair
// each, spread evenly over scenarios, orders taking turns. Stored with the next `asked`, the
// answers are read by audit_verdicts() as "verdicts.stability". Of the audited judge; equal facts
// and seed give equal comparisons, in any order of facts.
//
// Ownership: they belong to `facts.comparisons`.
std::vector<const Comparison*> questions_to_repeat(const JudgeAuditFacts& facts, std::size_t count,
                                                   std::uint64_t seed);

// Two samples of which it is settled, as far as anybody knows, who is better.
struct AnchorPair {
  const Comparison* showing = nullptr;  // never null
  bool first_is_better = true;
  std::size_t agreed = 0;  // how many said so
  bool operator==(const AnchorPair&) const = default;
};

// Pairs on which at least `least` others, people or judges, said who is better, and nobody
// otherwise; at most `count`, spread evenly over scenarios. As above. REQUIRES: least > 0.
std::vector<AnchorPair> anchor_pairs(const JudgeAuditFacts& facts, std::size_t least,
                                     std::size_t count, std::uint64_t seed);

// The reply followed by a list that says each of its own points once more, and nothing new: about
// twice as long and no better (the "repetitive list" of Zheng et al. 2023, "Judging
// LLM-as-a-Judge", §3.3, in our own words). Points are the items of its lists, or its sentences, at
// most twelve; those in fenced code are left out. Absent with fewer than two points. A judge that
// ranks it above the reply itself is fooled.
std::optional<std::string> padded_reply(std::string_view reply);

// A reply against its padded self, in both orders: the share of the win that the padded one got,
// 0 to 1; absent where that order is unscored.
struct PaddedOutcome {
  ScenarioId scenario;
  std::optional<double> shown_first;
  std::optional<double> shown_second;
};

// "probe.padding": in how many percent the padded reply wins by both orders together. Outcomes that
// lack an order are left out.
AuditFigure fooled_by_padding(std::span<const PaddedOutcome> outcomes, const Bootstrap& bootstrap);

// An anchor asked again: the share of the win that went to the better one, in this order.
struct AnchorOutcome {
  ScenarioId scenario;
  std::optional<double> share_of_better;
};

// "probe.anchors": in how many percent the better one wins; ties are not wins.
AuditFigure right_on_anchors(std::span<const AnchorOutcome> outcomes, const Bootstrap& bootstrap);

}  // namespace attune
