#include "results/reports/rating_board.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "results/reports/rating_judges.h"
#include "results/reports/rating_notes.h"
#include "results/reports/rating_other.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

// The comparisons of one board, by whom they are of.
struct Parts {
  std::vector<const Comparison*> measured;
  std::vector<const Comparison*> stubs;
  std::size_t mixed = 0;
};

Parts parts_of(const RatingFacts& facts) {
  Parts parts;
  for (const Comparison& each : facts.comparisons) {
    const bool of_this_board = each.pack_digest == facts.pack.digest &&
                               each.scorer == facts.scorer &&
                               (facts.judge.empty() || each.judge == facts.judge);
    if (!of_this_board) continue;
    if (each.first.is_stub() != each.second.is_stub()) {
      ++parts.mixed;
    } else {
      (each.first.is_stub() ? parts.stubs : parts.measured).push_back(&each);
    }
  }
  return parts;
}

// Anchors of the stub belong to its own rows, all others to the measured ones.
RatingOptions options_for(const RatingOptions& options, bool stubs) {
  RatingOptions own = options;
  std::erase_if(own.anchors, [stubs](const NamedAnchor& each) {
    return SubjectId{each.subject}.is_stub() != stubs;
  });
  return own;
}

// The names that an ability can have.
Result<Done> check_ability(const RatingFacts& facts, const std::string& ability) {
  if (ability.empty()) return Done{};
  std::set<std::string> known;
  for (const Comparison& each : facts.comparisons) {
    const auto* finding = std::get_if<Margins>(&each.finding);
    if (finding == nullptr || each.scorer != facts.scorer) continue;
    for (const Margin& margin : finding->margins) known.insert(margin.criterion);
  }
  if (known.contains(ability)) return Done{};
  return fix_input(
      no_such("ability", ability, std::vector<std::string>(known.begin(), known.end())));
}

// A part of a board, rated, and the pairs that it was rated by.
struct Part {
  JudgedPairs judged;
  RatingField field;
};

std::vector<Comparison> copied(const std::vector<const Comparison*>& comparisons) {
  std::vector<Comparison> made;
  made.reserve(comparisons.size());
  for (const Comparison* each : comparisons) made.push_back(*each);
  return made;
}

Result<Part> rate(const std::vector<const Comparison*>& comparisons, const PairRule& rule,
                  const RatingOptions& options) {
  Part part{.judged = judged_pairs(comparisons)};
  if (comparisons.empty()) return part;
  auto field = Result<RatingField>(RatingField{});
  switch (options.method) {
    case RatingMethod::BradleyTerry:
      field = rate_field(part.judged, rule, options);
      break;
    case RatingMethod::Elo:
      field = elo_field(part.judged, rule, options);
      break;
    case RatingMethod::TrueSkill:
      field = eqbench3_field(copied(comparisons), part.judged, rule, options);
      break;
  }
  if (!field) return std::move(field).error();
  part.field = *std::move(field);
  return part;
}

RatingBoard heading_of(const RatingFacts& facts, const RatingOptions& options) {
  RatingBoard board;
  board.pack = facts.pack.id;
  board.version = facts.pack.version;
  board.title = facts.pack.title;
  board.digest = facts.pack.digest;
  board.scorer = facts.scorer;
  board.judge = facts.judge;
  board.ability = options.contests.ability;
  board.method = to_text(options.method);
  board.bootstrap = options.bootstrap;
  board.cited = facts.cited;
  std::ranges::sort(board.cited, [](const CitedRecord& a, const CitedRecord& b) {
    if (a.value != b.value) return a.value > b.value;
    return std::tie(a.subject, a.figure, a.source, a.date) <
           std::tie(b.subject, b.figure, b.source, b.date);
  });
  return board;
}

bool any_stub_judge(const JudgedPairs& judged) {
  return std::ranges::any_of(judged.pairs, [](const JudgedPair& pair) {
    return SubjectId{pair.orders.front()->judge}.is_stub();
  });
}

void add_notes(RatingBoard& board, const Part& shown, const RatingOptions& options,
               std::size_t mixed) {
  board.notes = method_notes(shown.field, options);
  for (std::string& note : count_notes(shown.judged, board.judges))
    board.notes.push_back(std::move(note));
  if (mixed > 0)
    board.notes.push_back(fmt::format(
        "{} comparisons of a stub with a measured subject count in neither table", mixed));
  if (any_stub_judge(shown.judged))
    board.notes.emplace_back("a judge is attune's stub: these comparisons measure no model");
  if (!board.stub_rows.empty())
    board.notes.emplace_back("stub rows are attune's own test endpoint, not a model");
}

}  // namespace

std::string to_text(RatingMethod method) {
  switch (method) {
    case RatingMethod::BradleyTerry:
      return "bradley-terry";
    case RatingMethod::Elo:
      return "elo";
    case RatingMethod::TrueSkill:
      return "trueskill";
  }
  return "";
}

Result<RatingBoard> make_rating_board(const RatingFacts& facts, const RatingOptions& options) {
  Result<Done> ability = check_ability(facts, options.contests.ability);
  if (!ability) return std::move(ability).error();
  const Parts parts = parts_of(facts);
  const bool only_stubs = parts.measured.empty();
  const RatingOptions for_stubs = options_for(options, true);
  const RatingOptions for_shown = only_stubs ? options : options_for(options, false);

  auto shown = rate(only_stubs ? parts.stubs : parts.measured, facts.rule, for_shown);
  if (!shown) return std::move(shown).error();
  RatingBoard board = heading_of(facts, options);
  if (!only_stubs) {
    auto stubs = rate(parts.stubs, facts.rule, for_stubs);
    if (!stubs) return std::move(stubs).error().within("stub rows");
    board.stub_rows = std::move(stubs->field.rows);
  }
  board.judges = judge_views(shown->judged, facts.rule, options, shown->field);
  board.agreement = judges_agreement(shown->judged, facts.rule, options);
  add_notes(board, *shown, for_shown, parts.mixed);
  board.abilities = shown->field.abilities;
  board.effects = std::move(shown->field.effects);
  board.rows = std::move(shown->field.rows);
  return board;
}

}  // namespace attune
