#include "results/reports/composite_side.h"

#include "results/reports/values.h"
#include "results/reports/whole.h"

namespace attune {
namespace {

Figure mean_figure(const std::vector<std::optional<double>>& means) {
  return [&means](std::span<const std::uint32_t> drawn) -> std::optional<double> {
    double sum = 0;
    for (const std::uint32_t at : drawn) sum += *means[at];
    return sum / static_cast<double>(drawn.size());
  };
}

// The figure of FirstOrRevised for the scenarios drawn, by the estimate's own rule.
Figure iterations_figure(const std::vector<Iteration>& iterations) {
  return [&iterations](std::span<const std::uint32_t> drawn) -> std::optional<double> {
    std::vector<Iteration> chosen(iterations.size());
    for (std::size_t at = 0; at < iterations.size(); ++at) {
      for (const std::uint32_t scenario : drawn) chosen[at].push_back(iterations[at][scenario]);
    }
    const auto estimate = estimate_iterations(chosen, {.resamples = 1});
    return estimate ? std::optional(estimate->point) : std::nullopt;
  };
}

}  // namespace

PackSide make_side(const BoardFacts& facts, double share, const Bootstrap& bootstrap) {
  PackSide side{
      .facts = &facts, .share = share, .bootstrap = bootstrap, .players = players_of(facts)};
  side.bootstrap.seed = Rng::named(bootstrap.seed, "composite over " + facts.pack.id.text).next();
  for (const auto& [who, played] : side.players)
    side.rows.emplace(who, make_standing(played, facts.rule, {}, bootstrap));
  return side;
}

const Standing* standing_on(const PackSide& side, const Player& who) {
  const auto found = side.rows.find(who);
  return found == side.rows.end() ? nullptr : &found->second.standing;
}

DrawnFigure own_draws(const PackSide& side, const Player& who) {
  const ScoreRule& rule = side.facts->rule;
  const Unplaced& row = side.rows.at(who);
  if (rule.headline == ScoreRule::Headline::Whole)
    return std::move(
        whole_field(std::vector<std::vector<Scored>>{row.scored}, rule, side.bootstrap).front());
  if (rule.headline == ScoreRule::Headline::FirstOrRevised) {
    Played played = side.players.at(who);
    const Values values = values_of(repeats_of(played.samples), played.verdicts, rule.headline);
    return drawn_figure(iterations_figure(values.iterations),
                        std::vector<bool>(values.scenarios.size(), true), side.bootstrap);
  }
  std::vector<std::optional<double>> means;
  for (const auto& [scenario, mean] : row.means) means.emplace_back(mean);
  return drawn_figure(mean_figure(means), std::vector<bool>(means.size(), true), side.bootstrap);
}

SideField::SideField(const PackSide& side, const std::vector<Player>& who) {
  std::vector<const Unplaced*> rows;
  for (const Player& each : who) rows.push_back(&side.rows.at(each));
  for (const Unplaced* row : rows) points_.push_back(row->standing.score->point);
  if (side.facts->rule.headline == ScoreRule::Headline::Whole) {
    std::vector<std::vector<Scored>> scored;
    for (const Unplaced* row : rows) scored.push_back(row->scored);
    wholes_ = whole_field(scored, side.facts->rule, side.bootstrap);
  } else {
    means_ = means_by_scenario(rows);
    paired_ = std::make_unique<PairedField>(means_, side.bootstrap);
  }
}

bool SideField::gap(std::size_t first, std::size_t second, DrawnGap& gap) const {
  if (paired_) return paired_->gap(first, second, gap);
  return drawn_gap(wholes_[first], wholes_[second], points_[first] - points_[second], gap);
}

}  // namespace attune
