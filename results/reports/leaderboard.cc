#include "results/reports/leaderboard.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "results/reports/placing.h"
#include "results/reports/whole.h"
#include "results/stats/paired.h"

namespace attune {
namespace {

Played& player(Players& players, const SubjectId& subject, const std::string& release) {
  Played& played = players[{subject, release}];
  played.subject = subject;
  played.release = release;
  return played;
}

}  // namespace

Players players_of(const BoardFacts& facts) {
  Players players;
  for (const auto& [who, planned] : facts.planned) {
    player(players, who.first, who.second).planned = planned;
  }
  for (const SampleCount& each : facts.samples) {
    if (each.pack_digest != facts.pack.digest) continue;
    player(players, each.subject, each.release).samples.push_back(each);
  }
  std::vector<Played*> of_part;  // null: of another board
  for (const MarkedPart& part : facts.marked.parts) {
    const bool of_this_board = part.pack_digest == facts.pack.digest &&
                               part.scorer == facts.scorer && part.judge == facts.judge;
    of_part.push_back(of_this_board ? &player(players, part.subject, part.release) : nullptr);
  }
  for (const BoardVerdict& each : facts.marked.verdicts) {
    if (Played* played = of_part[each.part]) {
      played->verdicts.push_back(
          {&facts.marked.part_of(each).run, &each.scenario, each.repeat, &each.finding});
    }
  }
  return players;
}

namespace {

// Rows in order and in place, and how finely this field can be told apart.
struct Half {
  std::vector<Unplaced> rows;
  std::size_t units = 0;        // what was resampled: scenarios, or clusters of them
  std::optional<double> least;  // points
};

void place_means(Half& section, std::span<Standing* const> rows, const Bootstrap& bootstrap) {
  std::vector<const Unplaced*> scored;
  for (const Unplaced& row : section.rows) {
    if (row.standing.score) scored.push_back(&row);
  }
  const std::vector<ScenarioMeans> field = means_by_scenario(scored);
  if (field.empty()) return;
  section.units = field.front().size();
  const PairedField drawn(field, bootstrap);
  section.least = place_together(
      rows, [&drawn](auto first, auto second, auto& gap) { return drawn.gap(first, second, gap); },
      bootstrap.level);
}

void place_wholes(Half& section, std::span<Standing* const> rows, const ScoreRule& rule,
                  const Bootstrap& bootstrap) {
  std::vector<std::vector<Scored>> subjects;
  std::vector<double> points;
  for (const Unplaced& row : section.rows) {
    if (!row.standing.score) continue;
    subjects.push_back(row.scored);
    points.push_back(row.standing.score->point);
  }
  const std::vector<DrawnFigure> field = whole_field(subjects, rule, bootstrap);
  if (field.empty()) return;
  section.units = field.front().has.size();
  const auto gap_of = [&](std::size_t first, std::size_t second, DrawnGap& gap) {
    return drawn_gap(field[first], field[second], points[first] - points[second], gap);
  };
  section.least = place_together(rows, gap_of, bootstrap.level);
}

Half make_section(std::vector<Unplaced> rows, const ScoreRule& rule, const Bootstrap& bootstrap) {
  std::ranges::sort(rows, stands_before, &Unplaced::standing);
  Half section{.rows = std::move(rows)};
  std::vector<Standing*> standings;
  for (Unplaced& row : section.rows) standings.push_back(&row.standing);
  if (rule.headline == ScoreRule::Headline::Whole) {
    place_wholes(section, standings, rule, bootstrap);
  } else {
    place_means(section, standings, bootstrap);
  }
  return section;
}

std::vector<Standing> standings_of(std::vector<Unplaced> rows) {
  std::vector<Standing> standings;
  standings.reserve(rows.size());
  for (Unplaced& row : rows) standings.push_back(std::move(row.standing));
  return standings;
}

// Whether any scenarios are drawn together: only where the score is a whole.
bool drawn_in_clusters(const BoardFacts& facts) {
  if (facts.rule.headline != ScoreRule::Headline::Whole) return false;
  return std::ranges::any_of(facts.marked.verdicts, [](const BoardVerdict& each) {
    return each.scenario.text.find('/') != std::string::npos;
  });
}

std::string interval_note(const BoardFacts& facts, const Bootstrap& bootstrap) {
  const bool choice = facts.rule.headline == ScoreRule::Headline::FirstOrRevised;
  return fmt::format(
      "interval: {:.4g} % bootstrap over {} (expanded percentile, Hesterberg 2015), {} "
      "resamples, seed {}{}",
      100 * bootstrap.level,
      drawn_in_clusters(facts) ? "clusters of scenarios alike before the slash" : "scenarios",
      bootstrap.resamples, bootstrap.seed,
      choice ? ", given the choice between first pass and revision" : "");
}

void add_section_notes(std::vector<std::string>& notes, const Half& section, std::string_view units,
                       double level) {
  if (section.least) {
    notes.push_back(fmt::format(
        "places hold together: in {:.4g} % of such boards all true ones lie inside", 100 * level));
    notes.push_back(
        fmt::format("differences below about {:.2f} points cannot be told apart with {} {} "
                    "(80 % power at "
                    "5 %, median pair)",
                    *section.least, section.units, units));
  }
  for (const Unplaced& row : section.rows) {
    if (row.blank_iterations == 0 || !row.standing.score) continue;
    notes.push_back(fmt::format("{}: {} of its iterations had no readable answer and count 0",
                                row.standing.subject.text, row.blank_iterations));
  }
}

void add_notes(Leaderboard& board, const BoardFacts& facts, const Half& measured,
               const Half& stubs) {
  board.notes = facts.pack.notes;
  board.notes.push_back(interval_note(facts, board.bootstrap));
  add_section_notes(board.notes, measured.rows.empty() ? stubs : measured,
                    drawn_in_clusters(facts) ? "clusters of scenarios" : "scenarios",
                    board.bootstrap.level);
  if (SubjectId{facts.judge}.provider() == "stub") {
    board.notes.emplace_back("the judge is attune's stub: these marks measure no model");
  }
  if (!stubs.rows.empty()) {
    board.notes.emplace_back("stub rows are attune's own test endpoint, not a model");
  }
}

Leaderboard heading_of(const BoardFacts& facts) {
  Leaderboard board;
  board.pack = facts.pack.id;
  board.version = facts.pack.version;
  board.title = facts.pack.title;
  board.digest = facts.pack.digest;
  board.scorer = facts.scorer;
  board.judge = facts.judge;
  board.cited = facts.cited;
  const auto stands_before = [](const Cited& a, const Cited& b) {
    return a.value != b.value ? a.value > b.value : a.subject < b.subject;
  };
  std::ranges::stable_sort(board.cited, stands_before);
  return board;
}

}  // namespace

Leaderboard make_leaderboard(const BoardFacts& facts, const BoardOptions& options) {
  std::vector<Unplaced> measured;
  std::vector<Unplaced> stubs;
  Players players = players_of(facts);
  for (auto& [who, played] : players) {
    Unplaced row = make_standing(std::move(played), facts.rule, facts.groupings, options.bootstrap);
    if (const auto found = facts.latencies.find(who); found != facts.latencies.end())
      row.standing.latency = found->second;
    (row.standing.stub ? stubs : measured).push_back(std::move(row));
  }
  Half models = make_section(std::move(measured), facts.rule, options.bootstrap);
  Half own = make_section(std::move(stubs), facts.rule, options.bootstrap);

  Leaderboard board = heading_of(facts);
  board.bootstrap = options.bootstrap;
  board.least_difference = models.rows.empty() ? own.least : models.least;
  add_notes(board, facts, models, own);
  board.rows = standings_of(std::move(models.rows));
  board.stub_rows = standings_of(std::move(own.rows));
  if (board.rows.empty()) board.rows.swap(board.stub_rows);
  return board;
}

}  // namespace attune
