#include "results/reports/composite.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "results/reports/composite_side.h"
#include "results/reports/placing.h"
#include "results/stats/weighted.h"
#include "scenarios/base/digest.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

std::vector<PackSide> sides_of(const std::vector<WeightedFacts>& parts,
                               const Bootstrap& bootstrap) {
  double sum = 0;
  for (const WeightedFacts& part : parts) sum += part.weight;
  std::vector<PackSide> sides;
  for (const WeightedFacts& part : parts)
    sides.push_back(make_side(part.facts, part.weight / sum, bootstrap));
  return sides;
}

void add_counts(Standing& row, const Standing& part) {
  row.planned += part.planned;
  row.missing += part.missing;
  row.unscored += part.unscored;
  row.reasons.insert(row.reasons.end(), part.reasons.begin(), part.reasons.end());
  for (const auto& [outcome, count] : part.outcomes) row.outcomes[outcome] += count;
  if (part.cost_usd) row.cost_usd = row.cost_usd.value_or(0) + *part.cost_usd;
  row.cost_known = row.cost_known && part.cost_known;
}

// Where the point would lie with what is missing; of a pack that has no bounds, its point stands.
void add_bounds(Standing& row, const std::vector<PackSide>& sides, const Player& who) {
  Bounds bounds;
  for (const PackSide& side : sides) {
    const Standing& part = *standing_on(side, who);
    if (part.missing > 0 && !part.bounds) return;
    bounds.worst += side.share * (part.bounds ? part.bounds->worst : part.score->point);
    bounds.best += side.share * (part.bounds ? part.bounds->best : part.score->point);
  }
  if (row.missing > 0) row.bounds = bounds;
}

// Why there is no composite, or nothing.
std::optional<std::string> gap_in(const std::vector<PackSide>& sides, const Player& who) {
  std::vector<std::string> gaps;
  for (const PackSide& side : sides) {
    const Standing* part = standing_on(side, who);
    const std::string& pack = side.facts->pack.id.text;
    if (part == nullptr) {
      gaps.push_back(fmt::format("not played on {}", pack));
    } else if (!part->score) {
      gaps.push_back(
          fmt::format("no score on {}{}", pack, part->failed ? " (" + *part->failed + ")" : ""));
    }
  }
  if (gaps.empty()) return std::nullopt;
  return join(gaps, "; ");
}

Standing counted(const std::vector<PackSide>& sides, const Player& who) {
  Standing row{
      .subject = who.first, .release = who.second, .cost_known = true, .stub = who.first.is_stub()};
  for (const PackSide& side : sides) {
    const Standing* part = standing_on(side, who);
    if (part == nullptr) {
      row.cost_known = false;
      continue;
    }
    add_counts(row, *part);
    if (part->score) row.criteria.emplace(side.facts->pack.id.text, *part->score);
  }
  std::ranges::stable_sort(row.reasons, std::ranges::greater(),
                           &std::pair<std::string, std::size_t>::second);
  if (row.reasons.size() > 3) row.reasons.resize(3);
  row.failed = gap_in(sides, who);
  return row;
}

// REQUIRES: a score on every side.
Estimate score_of(const std::vector<PackSide>& sides, const Player& who, double level) {
  Estimate score{.level = level};
  std::vector<DrawnFigure> draws;
  for (const PackSide& side : sides) draws.push_back(own_draws(side, who));
  std::vector<WeightedFigure> terms;
  for (std::size_t at = 0; at < sides.size(); ++at) {
    const Estimate& part = *standing_on(sides[at], who)->score;
    score.point += sides[at].share * part.point;
    score.samples += part.samples;
    score.clusters += part.clusters;
    terms.push_back({.weight = sides[at].share, .point = part.point, .drawn = &draws[at]});
  }
  if (const std::optional<Interval> interval = weighted_interval(terms, level)) {
    score.low = interval->low;
    score.high = interval->high;
  }
  return score;
}

std::optional<double> place(std::vector<Standing>& rows, const std::vector<PackSide>& sides,
                            double level) {
  std::vector<Player> who;
  std::vector<Standing*> standings;
  for (Standing& row : rows) {
    standings.push_back(&row);
    if (row.score) who.emplace_back(row.subject, row.release);
  }
  if (who.empty()) return std::nullopt;
  std::vector<std::unique_ptr<SideField>> fields;
  std::vector<double> shares;
  for (const PackSide& side : sides) {
    fields.push_back(std::make_unique<SideField>(side, who));
    shares.push_back(side.share);
  }
  std::vector<DrawnGap> gaps(sides.size());
  const auto gap_of = [&](std::size_t first, std::size_t second, DrawnGap& gap) {
    for (std::size_t at = 0; at < fields.size(); ++at) {
      if (!fields[at]->gap(first, second, gaps[at])) return false;
    }
    gap = weighted_gap(gaps, shares);
    return true;
  };
  return place_together(standings, gap_of, level);
}

std::string percent(double share) {
  return fmt::format("{:.4g} %", 100 * share);
}

std::vector<std::string> notes_of(const std::vector<PackSide>& sides, const Leaderboard& board) {
  std::vector<std::string> notes;
  for (const CompositePart& part : board.parts) {
    notes.push_back(fmt::format("{} of the score: {} {} ({}), marked by {}{}", percent(part.weight),
                                part.pack.text, part.version, short_digest(part.digest),
                                part.scorer, part.judge.empty() ? "" : " with " + part.judge));
  }
  notes.push_back(fmt::format(
      "interval: {:.4g} % bootstrap over the scenarios of each pack by themselves (expanded "
      "percentile), {} resamples, seed {}; places hold together",
      100 * board.bootstrap.level, board.bootstrap.resamples, board.bootstrap.seed));
  if (board.least_difference) {
    notes.push_back(
        fmt::format("differences below about {:.2f} points cannot be told apart (80 % power at 5 "
                    "%, median pair)",
                    *board.least_difference));
  }
  const auto by_stub = [](const PackSide& side) { return SubjectId{side.facts->judge}.is_stub(); };
  if (std::ranges::any_of(sides, by_stub))
    notes.emplace_back("a judge is attune's stub: its marks measure no model");
  if (!board.stub_rows.empty())
    notes.emplace_back("stub rows are attune's own test endpoint, not a model");
  return notes;
}

Leaderboard heading_of(const std::vector<PackSide>& sides, const Bootstrap& bootstrap) {
  Leaderboard board;
  board.pack = {"composite"};
  board.scorer = "weighted-mean@1";
  board.bootstrap = bootstrap;
  Digester digester;
  std::set<std::string> judges;
  for (const PackSide& side : sides) {
    const BoardFacts& facts = *side.facts;
    board.parts.push_back({facts.pack.id, facts.pack.version, facts.pack.digest, facts.scorer,
                           facts.judge, side.share});
    digester.add(facts.pack.digest).add(facts.scorer).add(facts.judge);
    digester.add(fmt::format("{:.9g}", side.share));
    if (!facts.judge.empty()) judges.insert(facts.judge);
  }
  board.digest = digester.text();
  if (judges.size() == 1) board.judge = *judges.begin();
  board.title = fmt::format("Composite of {} packs", sides.size());
  return board;
}

}  // namespace

Leaderboard make_composite(const std::vector<WeightedFacts>& parts, const BoardOptions& options) {
  assert(!parts.empty());
  const std::vector<PackSide> sides = sides_of(parts, options.bootstrap);
  std::set<Player> everybody;
  for (const PackSide& side : sides) {
    for (const auto& [who, row] : side.rows) everybody.insert(who);
  }
  Leaderboard board = heading_of(sides, options.bootstrap);
  for (const Player& who : everybody) {
    Standing row = counted(sides, who);
    if (!row.failed) {
      row.score = score_of(sides, who, options.bootstrap.level);
      add_bounds(row, sides, who);
    }
    (row.stub ? board.stub_rows : board.rows).push_back(std::move(row));
  }
  std::ranges::sort(board.rows, stands_before);
  std::ranges::sort(board.stub_rows, stands_before);
  if (board.rows.empty()) board.rows.swap(board.stub_rows);
  board.least_difference = place(board.rows, sides, options.bootstrap.level);
  place(board.stub_rows, sides, options.bootstrap.level);
  board.notes = notes_of(sides, board);
  return board;
}

}  // namespace attune
