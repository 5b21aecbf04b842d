#include "harness/run/report_differences.h"

#include <algorithm>

#include "results/differences/make_differences.h"
#include "results/stats/multiplicity.h"
#include "scenarios/load/pack_json.h"

namespace attune {
namespace {

SideFacts side_of(const Standing& row, const RowFacts& facts) {
  SideFacts side{.side = {.subject = row.subject, .release = row.release, .stub = row.stub},
                 .planned = row.planned};
  const auto of_row = [&row](const auto& record) {
    return record.key.subject == row.subject && record.release == row.release;
  };
  std::ranges::copy_if(*facts.samples, std::back_inserter(side.samples), of_row);
  for (const VerdictRecord& verdict : *facts.verdicts) {
    if (!of_row(verdict)) continue;
    side.verdicts.push_back(verdict);
    side.verdicts.back().verdict.rationale.clear();
  }
  return side;
}

bool excludes_zero(const Estimate& estimate) {
  return estimate.low && (*estimate.low > 0 || *estimate.high < 0);
}

// Holm over all that one table shows.
void adjust_together(std::vector<DifferenceReport>& reports) {
  std::vector<Difference*> tested;
  std::vector<double> p;
  for (DifferenceReport& report : reports) {
    for (Difference& each : report.differences) {
      if (!each.p) continue;
      tested.push_back(&each);
      p.push_back(*each.p);
    }
  }
  const std::vector<double> adjusted = holm(p);
  for (std::size_t i = 0; i < tested.size(); ++i) {
    Difference& each = *tested[i];
    each.adjusted = adjusted[i];
    each.shown = each.difference && excludes_zero(*each.difference) &&
                 adjusted[i] <= 1 - reports.front().bootstrap.level;
  }
}

// What all reports of a pack have in common.
Result<DifferenceFacts> common_facts(const ReportSources& sources, const Leaderboard& board) {
  DifferenceFacts facts{.scorer = board.scorer, .judge = board.judge};
  auto entry = sources.scorers.find(board.scorer);
  if (!entry) return std::move(entry).error();
  facts.rule = (*entry)->rule;
  auto record = sources.store.pack(board.digest);
  if (!record) return std::move(record).error();
  if (!*record) return give_up("the board's pack is not in the store");
  facts.pack = **std::move(record);
  if (const auto pack = pack_from_json(facts.pack.body)) {
    for (const Scenario& scenario : pack->scenarios) facts.titles[scenario.id] = scenario.title;
  }
  return facts;
}

}  // namespace

Result<Done> add_differences(const ReportSources& sources, const RowFacts& of, std::uint64_t seed,
                             PackReport& pack) {
  if (!pack.board) return Done{};
  std::vector<SideFacts> sides;
  for (const Standing& row : pack.board->rows) {
    if (row.score && sides.size() <= kNeighbours) sides.push_back(side_of(row, of));
  }
  if (sides.size() < 2) return Done{};
  auto facts = common_facts(sources, *pack.board);
  if (!facts) return std::move(facts).error();
  const DifferenceOptions options{.bootstrap = {.seed = seed}};
  const auto add = [&](std::size_t first, std::size_t last) {
    facts->sides.assign(sides.begin() + static_cast<std::ptrdiff_t>(first),
                        sides.begin() + static_cast<std::ptrdiff_t>(last));
    pack.differences.push_back(make_differences(*facts, options));
  };
  add(0, std::min(sides.size(), kRivals + 1));
  for (std::size_t i = 1; i + 1 < sides.size(); ++i) add(i, i + 2);
  adjust_together(pack.differences);
  return Done{};
}

}  // namespace attune
