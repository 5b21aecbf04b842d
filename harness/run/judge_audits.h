#pragma once

#include <string>
#include <vector>

#include "results/audit/judge_audit.h"
#include "results/stats/bootstrap.h"
#include "results/store/store.h"
#include "scenarios/base/result.h"
#include "scorers/pair_registry.h"

namespace attune {

// Which audits are wanted; empty names leave the choice open.
struct AuditQuery {
  SubjectId judge;
  std::string pack;    // id
  std::string scorer;  // of pairs, name or id
  Bootstrap bootstrap;
};

// Everything on one pack that an audit of a judge reads.
struct AuditStock {
  PackRecord pack;
  std::string scorer;                   // of pairs; empty where the judge compared nothing
  std::vector<Comparison> comparisons;  // everybody's
  std::vector<VerdictRecord> verdicts;  // of judges
  std::vector<std::string> notes;       // what was passed over
};

// What the store holds of a judge, one stock for each pack id on which it compared or marked
// anything, in order of the ids. Where that was in several versions of the pack, or by several
// scorers of pairs, of the one with most comparisons by it. FixInput when the query names what is
// not there, with the nearest known judge or pack.
Result<std::vector<AuditStock>> load_audit_stocks(Store& store, const AuditQuery& query);

// REQUIRES: the stock outlives the facts.
JudgeAuditFacts facts_of(const AuditStock& stock, const SubjectId& judge,
                         const PairScorerRegistry& scorers);

}  // namespace attune
