#include "results/reports/leaderboard.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

#include "results/reports/whole.h"
#include "results/stats/paired.h"

namespace attune {
namespace {

// z for 5 % two-sided plus z for a power of 80 %: 1.96 + 0.84 (Miller 2024; Cohen 1988).
constexpr double kDetectable = 2.8;

using Players = std::map<std::pair<SubjectId, std::string>, Played>;

Played& player(Players& players, const SubjectId& subject, const std::string& release) {
  Played& played = players[{subject, release}];
  played.subject = subject;
  played.release = release;
  return played;
}

Players players_of(const BoardFacts& facts) {
  Players players;
  for (const auto& [who, planned] : facts.planned) {
    player(players, who.first, who.second).planned = planned;
  }
  for (const SampleRecord& sample : facts.samples) {
    if (sample.pack_digest != facts.pack.digest) continue;
    player(players, sample.key.subject, sample.release).samples.push_back(&sample);
  }
  for (const VerdictRecord& each : facts.verdicts) {
    const bool of_this_board = each.pack_digest == facts.pack.digest &&
                               each.verdict.scorer == facts.scorer && each.judge == facts.judge;
    if (!of_this_board) continue;
    player(players, each.key.subject, each.release).verdicts.push_back(&each);
  }
  return players;
}

// Points as they are compared: rounding far below what is printed, so that the last bits of a sum,
// which may differ between machines, decide no place.
double comparable(const Standing& standing) {
  return std::round(standing.score->point * 1e6);
}

bool stands_before(const Unplaced& a, const Unplaced& b) {
  const Standing& left = a.standing;
  const Standing& right = b.standing;
  if (left.score.has_value() != right.score.has_value()) return left.score.has_value();
  if (left.score && comparable(left) != comparable(right)) {
    return comparable(left) > comparable(right);
  }
  return std::tie(left.subject, left.release) < std::tie(right.subject, right.release);
}

std::vector<ScenarioMeans> means_of(const std::vector<Unplaced>& rows) {
  std::set<ScenarioId> scenarios;
  for (const Unplaced& row : rows) {
    if (!row.standing.score) continue;
    for (const auto& [scenario, mean] : row.means) scenarios.insert(scenario);
  }
  std::vector<ScenarioMeans> field;
  for (const Unplaced& row : rows) {
    if (!row.standing.score) continue;
    ScenarioMeans& means = field.emplace_back();
    for (const ScenarioId& scenario : scenarios) {
      const auto found = row.means.find(scenario);
      means.push_back(found == row.means.end() ? std::nullopt : std::optional(found->second));
    }
  }
  return field;
}

// REQUIRES: `rows` in order, `ranges` for those with a score.
void place(std::vector<Unplaced>& rows, const std::vector<RankRange>& ranges) {
  std::size_t rank = 1;
  for (std::size_t at = 0; at < ranges.size(); ++at) {
    Standing& row = rows[at].standing;
    if (at > 0 && comparable(row) != comparable(rows[at - 1].standing)) rank = at + 1;
    // Where scenarios are missing, common scenarios may say otherwise than all: keep both.
    row.place = Place{.rank = rank,
                      .low = std::min(rank, ranges[at].low),
                      .high = std::max(rank, ranges[at].high)};
  }
}

// What a field of scored rows, in order, says of its pairs.
struct Field {
  std::vector<RankRange> ranges;
  std::size_t units = 0;        // what was resampled: scenarios, or clusters of them
  std::optional<double> error;  // half of all pairs have a standard error of the difference below
};

template <class Each, class Error>
std::optional<double> median_error(const std::vector<Each>& field, Error error_of) {
  std::vector<double> errors;
  for (std::size_t first = 0; first < field.size(); ++first) {
    for (std::size_t second = first + 1; second < field.size(); ++second) {
      const std::optional<double> error = error_of(field[first], field[second]);
      if (error) errors.push_back(*error);
    }
  }
  if (errors.empty()) return std::nullopt;
  return quantile(errors, 0.5);
}

Field field_of_means(const std::vector<Unplaced>& rows, const Bootstrap& bootstrap) {
  const std::vector<ScenarioMeans> field = means_of(rows);
  return {.ranges = rank_ranges(field, bootstrap),
          .units = field.empty() ? 0 : field.front().size(),
          .error = median_error(field, paired_standard_error)};
}

Field field_of_wholes(const std::vector<Unplaced>& rows, const ScoreRule& rule,
                      const Bootstrap& bootstrap) {
  std::vector<std::vector<Scored>> subjects;
  for (const Unplaced& row : rows) {
    if (row.standing.score) subjects.push_back(row.scored);
  }
  const std::vector<DrawnFigure> field = whole_field(subjects, rule, bootstrap);
  return {.ranges = rank_ranges(field, bootstrap.level),
          .units = field.empty() ? 0 : field.front().has.size(),
          .error = median_error(field, drawn_standard_error)};
}

// Rows in order and in place, and how finely this field can be told apart.
struct Half {
  std::vector<Unplaced> rows;
  std::size_t units = 0;
  std::optional<double> detectable;  // points
};

Half make_section(std::vector<Unplaced> rows, const ScoreRule& rule, const Bootstrap& bootstrap) {
  std::ranges::sort(rows, stands_before);
  const Field field = rule.headline == ScoreRule::Headline::Whole
                          ? field_of_wholes(rows, rule, bootstrap)
                          : field_of_means(rows, bootstrap);
  place(rows, field.ranges);
  Half section{.rows = std::move(rows), .units = field.units};
  if (field.error) section.detectable = kDetectable * *field.error;
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
  return std::ranges::any_of(facts.verdicts, [](const VerdictRecord& each) {
    return each.key.scenario.text.find('/') != std::string::npos;
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

void add_section_notes(std::vector<std::string>& notes, const Half& section,
                       std::string_view units) {
  if (section.detectable) {
    notes.push_back(
        fmt::format("differences below about {:.2f} points cannot be told apart with {} {} "
                    "(80 % power at "
                    "5 %, median pair)",
                    *section.detectable, section.units, units));
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
                    drawn_in_clusters(facts) ? "clusters of scenarios" : "scenarios");
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
    (row.standing.stub ? stubs : measured).push_back(std::move(row));
  }
  Half models = make_section(std::move(measured), facts.rule, options.bootstrap);
  Half own = make_section(std::move(stubs), facts.rule, options.bootstrap);

  Leaderboard board = heading_of(facts);
  board.bootstrap = options.bootstrap;
  add_notes(board, facts, models, own);
  board.rows = standings_of(std::move(models.rows));
  board.stub_rows = standings_of(std::move(own.rows));
  if (board.rows.empty()) board.rows.swap(board.stub_rows);
  return board;
}

}  // namespace attune
