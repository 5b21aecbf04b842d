#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "harness/run/duel.h"
#include "harness/run/judge_audits.h"
#include "results/audit/judge_audit.h"

namespace attune {

// Extra calls to a judge on request, through the same loop as a duel's.
enum class ProbeKind {
  Repeat,   // questions it has answered, once more
  Padding,  // replies against themselves with every point said twice
  Anchors,  // pairs on which all others agree
};

// What one probe has a judge asked, in both orders. Nothing to ask: `units` is empty, `why` says
// why.
struct ProbeWork {
  RunId run;  // of the comparisons; a run of its own but for Repeat
  std::vector<Duelist> duelists;
  DuelField field;
  std::vector<PairUnit> units;
  int asking = 1;
  std::string source = "probe";
  std::string why;
};

// How much to ask, and of what.
struct ProbeRequest {
  ProbeKind probe = ProbeKind::Repeat;
  std::size_t pairs = 20;
  std::uint64_t seed = 1;
  RunId run;  // for what belongs to no duel
};

// Repeats are of one duel, that with most of the questions that were drawn.
//
// Errors: StopRun when the store cannot be read.
// REQUIRES: the pack is the stock's; it outlives the work.
Result<ProbeWork> probe_work(const JudgeAuditFacts& facts, const Pack& pack,
                             const ProbeRequest& request, Store& store);

// What the answers say, from the comparisons of the probe's run. For Repeat the audit itself does.
AuditFigure probe_figure(const JudgeAuditFacts& facts, const ProbeRequest& request,
                         const std::vector<Comparison>& answers, const PairRule& rule,
                         const Bootstrap& bootstrap);

}  // namespace attune
