#include "results/audit/judge_audit.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "results/audit/audit_agreement.h"
#include "results/audit/audit_family.h"
#include "results/audit/audit_flags.h"
#include "results/audit/audit_marks.h"
#include "results/audit/audit_pairs.h"
#include "results/audit/audit_position.h"
#include "results/audit/audit_style.h"
#include "results/audit/family.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

void count_verdicts(JudgeAudit& audit, const JudgeAuditFacts& facts) {
  for (const VerdictRecord& record : facts.verdicts) {
    if (record.judge != facts.judge.text) continue;
    const bool marked = std::holds_alternative<Marks>(record.verdict.finding);
    ++(marked ? audit.marked : audit.unmarked);
  }
}

void count_pairs(JudgeAudit& audit, const AuditPairs& pairs) {
  audit.comparisons = pairs.own.comparisons;
  audit.pairs = pairs.own.pairs.size();
  audit.unscored = pairs.own.unscored;
  audit.lone = pairs.own.lone;
  std::set<std::string> judges;
  for (const Rater& rater : pairs.others) {
    if (rater.people) {
      audit.votes += rater.pairs.size();
    } else {
      judges.insert(rater.judge);
    }
  }
  audit.other_judges = judges.size();
}

std::vector<AuditFlag> flags_of(const PositionAudit& position, const StyleAudit& style,
                                const FamilyAudit& family, double level) {
  const std::array findings = {
      BiasFinding{.name = "position",
                  .effect = position.first_bias,
                  .p = position.p,
                  .more = "it favours what is shown first",
                  .less = "it favours what is shown second",
                  .unknown = "no pairs in both orders from at least two scenarios"},
      BiasFinding{.name = "length",
                  .effect = style.length,
                  .p = style.p,
                  .more = "it favours the longer reply",
                  .less = "it favours the shorter reply",
                  .unknown = style.why},
      BiasFinding{.name = "self-preference",
                  .effect = family.own,
                  .p = family.p,
                  .more = "it favours its own family more than others do",
                  .less = "it favours its own family less than others do",
                  .unknown = family.why}};
  return audit_flags(findings, level);
}

std::string flag_note(double level) {
  return fmt::format(
      "a bias is found where it would be a surprise of {0:.4g} % or less with all three asked "
      "together (Holm): of judges without any, about {0:.4g} % or fewer have one found. Intervals "
      "are for "
      "one figure at a time",
      100 * (1 - level));
}

void add_notes(JudgeAudit& audit, const AuditPairs& pairs, const std::vector<std::string>& more) {
  audit.notes.push_back(flag_note(audit.bootstrap.level));
  audit.notes.emplace_back("a comparison counts by who won it, however clearly, and a tie as half");
  audit.notes.insert(audit.notes.end(), more.begin(), more.end());
  if (pairs.without_rule > 0)
    audit.notes.push_back(fmt::format(
        "{} comparisons of scorers that are not known here are left out", pairs.without_rule));
}

}  // namespace

JudgeAudit make_judge_audit(const JudgeAuditFacts& facts, const Bootstrap& bootstrap) {
  const AuditPairs pairs = audit_pairs(facts);
  JudgeAudit audit{.judge = facts.judge,
                   .family = family_of(facts.judge),
                   .pack = facts.pack,
                   .pack_digest = facts.pack_digest,
                   .scorer = facts.scorer,
                   .bootstrap = bootstrap};
  count_verdicts(audit, facts);
  count_pairs(audit, pairs);
  const PositionAudit position = audit_position(pairs, bootstrap);
  const StyleAudit style = audit_style(pairs, bootstrap.level);
  const FamilyAudit family = audit_family(pairs, bootstrap);
  audit.flags = flags_of(position, style, family, bootstrap.level);
  audit.parts = {position.part,
                 style.part,
                 family.part,
                 audit_verdicts(pairs, facts, bootstrap),
                 audit_agreement(pairs, bootstrap),
                 audit_marks(facts, bootstrap)};
  std::vector<std::string> notes = style.notes;
  notes.insert(notes.end(), family.notes.begin(), family.notes.end());
  add_notes(audit, pairs, notes);
  return audit;
}

const AuditFigure* find_figure(const JudgeAudit& audit, std::string_view name) {
  for (const AuditPart& part : audit.parts) {
    const auto found = std::ranges::find(part.figures, name, &AuditFigure::name);
    if (found != part.figures.end()) return &*found;
  }
  return nullptr;
}

}  // namespace attune
