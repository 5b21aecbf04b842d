#include "scenarios/generate/personas.h"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "scenarios/base/rng.h"
#include "scenarios/base/words.h"
#include "scenarios/generate/fit.h"

namespace attune {
namespace {

Faults unknown_dimensions(const Registry& registry, const std::vector<StateDimension>& dimensions) {
  std::vector<std::string> known;
  known.reserve(dimensions.size());
  for (const StateDimension& dimension : dimensions) known.push_back(dimension.name);
  Faults faults;
  for (const Block& block : registry.blocks) {
    for (const StateShift& shift : block.state) {
      if (std::ranges::find(known, shift.dimension) != known.end()) continue;
      faults.push_back(fmt::format("{}: {}.state: {}", to_text(shift.place), block.name(),
                                   no_such("dimension", shift.dimension, known)));
    }
  }
  return faults;
}

double shift_of(const Block& block, const std::string& dimension) {
  double shift = 0;
  for (const StateShift& part : block.state) shift += part.dimension == dimension ? part.by : 0;
  return shift;
}

std::vector<std::pair<std::string, double>> state_of(
    const Persona& persona, const std::vector<StateDimension>& dimensions) {
  std::vector<std::pair<std::string, double>> state;
  for (const StateDimension& dimension : dimensions) {
    double start = dimension.start;
    for (const auto& blocks : persona.blocks) {
      for (const Block* block : blocks) start += shift_of(*block, dimension.name);
    }
    start = std::clamp(start, 0.0, 10.0);
    if (start != dimension.start) state.emplace_back(dimension.name, start);
  }
  return state;
}

class Dealer {
 public:
  Dealer(const Registry& registry, const Draw& draw)
      : registry_(registry), draw_(draw), fit_(registry) {
    for (std::size_t issue = 0; issue < registry.issues.size(); ++issue) {
      if (registry.issues[issue].split == draw.split) issues_.push_back(issue);
    }
  }

  [[nodiscard]] bool empty() const { return issues_.empty(); }

  // The persona at an index; those before it were made before it.
  Result<Persona> next(std::size_t index) {
    const std::size_t round = index / issues_.size();
    if (index % issues_.size() == 0) shuffle_deck(round);
    const std::size_t issue = deck_[index % issues_.size()];
    const CoreIssue& told = registry_.issues[issue];
    const std::size_t opening = (first_opening(told) + round) % told.openings.size();
    Rng rng = stream(fmt::format("persona/{}", index));
    auto cast = draw_cast(registry_, fit_, wanted(issue, opening, rng), rng);
    if (!cast) {
      return std::move(cast).error().within(
          fmt::format("{}: core issue '{}'", to_text(told.place), told.id));
    }
    used_.emplace(issue, opening, (*cast)[0].front(), (*cast)[1].front(), (*cast)[2].front());
    Persona persona{.number = index + 1, .issue = &told, .opening = told.openings[opening]};
    for (std::size_t kind = 0; kind < kBlockKinds; ++kind) {
      for (const std::size_t block : (*cast)[kind])
        persona.blocks[kind].push_back(&registry_.blocks[block]);
    }
    persona.state = state_of(persona, draw_.dimensions);
    return persona;
  }

 private:
  // Each use has a stream of its own, so that no persona moves another.
  [[nodiscard]] Rng stream(const std::string& use) const {
    return Rng::named(draw_.seed, fmt::format("generate/{}/{}", to_text(draw_.split), use));
  }

  void shuffle_deck(std::size_t round) {
    deck_ = issues_;
    stream(fmt::format("deck/{}", round)).shuffle(deck_);
  }

  [[nodiscard]] std::size_t first_opening(const CoreIssue& issue) const {
    return stream("opening/" + issue.id).below(issue.openings.size());
  }

  CastWanted wanted(std::size_t issue, std::size_t opening, Rng& rng) const {
    CastWanted wanted{.issue = issue};
    wanted.most.fill(1);
    for (const BlockKind kind :
         {BlockKind::Sensitivity, BlockKind::Preference, BlockKind::Backfire})
      wanted.most[static_cast<std::size_t>(kind)] += rng.below(2);
    wanted.taken = [this, issue, opening](std::size_t relationship, std::size_t trust,
                                          std::size_t defence) {
      return used_.contains({issue, opening, relationship, trust, defence});
    };
    return wanted;
  }

  const Registry& registry_;
  const Draw& draw_;
  Fit fit_;
  std::vector<std::size_t> issues_;  // of the split
  std::vector<std::size_t> deck_;    // those still to be dealt in this round, and those that were
  // Issue, opening, relationship, trust, defence.
  std::set<std::tuple<std::size_t, std::size_t, std::size_t, std::size_t, std::size_t>> used_;
};

}  // namespace

Result<std::vector<Persona>> generate_personas(const Registry& registry, const Draw& draw) {
  const Faults faults = unknown_dimensions(registry, draw.dimensions);
  if (!faults.empty()) return to_error(faults);
  Dealer dealer(registry, draw);
  if (dealer.empty())
    return fix_input(fmt::format("no core issue of split '{}'", to_text(draw.split)));
  std::vector<Persona> personas;
  for (std::size_t index = 0; index < draw.count; ++index) {
    auto persona = dealer.next(index);
    if (!persona) return std::move(persona).error();
    personas.push_back(*std::move(persona));
  }
  return personas;
}

}  // namespace attune
