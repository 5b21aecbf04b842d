#include "results/render/rating_cells.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "results/render/cells.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::size_t kJudges = 12;  // that have a line; the rest are counted
constexpr std::size_t kNamed = 12;   // names that one remark holds

Standing standing_of(const RatingRow& row) {
  Standing standing;
  standing.subject = row.subject;
  standing.release = row.release;
  standing.stub = row.stub;
  standing.place = row.place;
  return standing;
}

std::string range_text(const std::optional<double>& low, const std::optional<double>& high) {
  if (!low || !high) return "-";
  return fmt::format("{} to {}", fixed(*low, 0), fixed(*high, 0));
}

// "0.25 ±0.14": the interval by the end that lies farther off.
std::string spread_text(const Estimate& estimate, int decimals) {
  std::string point = fixed(estimate.point, decimals);
  if (!estimate.low || !estimate.high) return point;
  const double far =
      std::max({*estimate.high - estimate.point, estimate.point - *estimate.low, 0.0});
  return fmt::format("{} ±{}", point, fixed(far, decimals));
}

std::string farther_end(const RatingBoard& board) {
  return fmt::format("± the farther end of the {:.4g} % interval", 100 * board.bootstrap.level);
}

TitledGrid ability_grid(const RatingBoard& board, std::size_t name) {
  TitledGrid made{.title = fmt::format("By ability (rating, {})", farther_end(board)),
                  .grid = {{"Subject"}}};
  for (const std::string& ability : board.abilities)
    made.grid.front().push_back(clipped(one_line(ability), name));
  for (const RatingRow& row : board.rows) {
    if (row.abilities.empty()) continue;
    std::vector<std::string> line = {subject_text(row, name)};
    for (const std::string& ability : board.abilities) {
      const auto found = row.abilities.find(ability);
      line.push_back(found == row.abilities.end() ? "-" : spread_text(found->second, 0));
    }
    made.grid.push_back(std::move(line));
  }
  return made;
}

TitledGrid factor_grid(const RatingBoard& board, std::size_t name) {
  TitledGrid made{.title = fmt::format("Beside strength ({})", farther_end(board)),
                  .grid = {{"Factor", "Log-odds", "Wins between equals"}}};
  for (const FactorEffect& effect : board.effects) {
    const std::string what = fmt::format("{}: {}", one_line(effect.name), effect.when);
    made.grid.push_back({clipped(what, name + name / 2), spread_text(effect.log_odds, 2),
                         effect.share ? spread_text(*effect.share, 1) + " %" : "-"});
  }
  return made;
}

TitledGrid judge_grid(const RatingBoard& board, std::size_t name) {
  TitledGrid made{.title = "Judges (each alone beside all together)",
                  .grid = {{"Judge", "Pairs", "Rated", "Spearman", "Places off"}}};
  for (const JudgeView& view : board.judges) {
    if (made.grid.size() > kJudges) break;
    const std::string judge = view.judge.empty() ? "(not named)" : one_line(view.judge);
    made.grid.push_back({clipped(judge, name), std::to_string(view.pairs),
                         view.rated == 0 ? "-" : std::to_string(view.rated),
                         view.spearman ? fixed(*view.spearman, 3) : "-",
                         view.spearman ? std::to_string(view.farthest) : "-"});
  }
  return made;
}

// Who is not rated, by reason.
void add_unrated(std::vector<std::string>& remarks, const std::vector<RatingRow>& rows) {
  std::map<std::string, std::vector<std::string>> names;
  for (const RatingRow& row : rows) {
    if (row.unrated) names[*row.unrated].push_back(subject_text(row));
  }
  for (auto& [why, who] : names) {
    const std::size_t more = who.size() > kNamed ? who.size() - kNamed : 0;
    who.resize(who.size() - more);
    remarks.push_back(fmt::format("not rated, {}: {}{}", one_line(why), join(who, ", "),
                                  more > 0 ? fmt::format(" and {} more", more) : ""));
  }
}

}  // namespace

std::string subject_text(const RatingRow& row) {
  return subject_text(standing_of(row));
}

std::string subject_text(const RatingRow& row, std::size_t width) {
  return subject_text(standing_of(row), width);
}

std::string place_text(const RatingRow& row) {
  return place_text(standing_of(row));
}

std::string rating_text(const RatingRow& row) {
  return row.rating ? fixed(row.rating->point, 1) : "-";
}

std::string interval_text(const RatingRow& row) {
  return row.rating ? range_text(row.rating->low, row.rating->high) : "-";
}

std::string tally_text(const RatingRow& row) {
  return fmt::format("{}-{}-{}", row.tally.wins, row.tally.ties, row.tally.losses);
}

std::string comparisons_text(const RatingRow& row) {
  return row.rating ? std::to_string(row.rating->samples) : "-";
}

std::string heading_text(const RatingBoard& board) {
  const std::string id = one_line(board.pack.text) + " " + one_line(board.version);
  const std::string pack =
      board.title.empty() ? id : fmt::format("{} ({})", one_line(board.title), id);
  std::string text = fmt::format("{}, compared by {}", pack, one_line(board.scorer));
  if (!board.judge.empty()) text += " with " + one_line(board.judge);
  if (!board.ability.empty()) text += fmt::format("; {} alone", one_line(board.ability));
  if (board.method == to_text(RatingMethod::Elo)) text += "; online Elo";
  if (board.method == to_text(RatingMethod::TrueSkill)) text += "; EQ-Bench 3's TrueSkill";
  return text;
}

std::vector<TitledGrid> rating_grids(const RatingBoard& board, std::size_t name) {
  std::vector<TitledGrid> grids;
  if (!board.abilities.empty()) grids.push_back(ability_grid(board, name));
  if (!board.effects.empty()) grids.push_back(factor_grid(board, name));
  if (!board.judges.empty()) grids.push_back(judge_grid(board, name));
  return grids;
}

std::string cited_value(const CitedRecord& cited) {
  return fixed(cited.value, 1);
}

std::string cited_interval(const CitedRecord& cited) {
  return range_text(cited.low, cited.high);
}

std::string cited_origin(const CitedRecord& cited) {
  std::vector<std::string> parts;
  for (const std::string& part : {cited.figure, cited.source, cited.date, cited.note}) {
    if (!part.empty()) parts.push_back(one_line(part));
  }
  return join(parts, "; ");
}

std::vector<std::string> rating_notes(const RatingBoard& board) {
  std::vector<std::string> notes;
  add_unrated(notes, board.rows);
  add_unrated(notes, board.stub_rows);
  if (board.judges.size() > kJudges)
    notes.push_back(fmt::format("{} more judges are not listed", board.judges.size() - kJudges));
  if (board.agreement) {
    const Estimate& alpha = *board.agreement;
    notes.push_back(fmt::format(
        "judges agree to a Krippendorff's alpha of {}{}, on {} pairs that several "
        "compared",
        fixed(alpha.point, 2),
        alpha.low ? fmt::format(" ({} to {})", fixed(*alpha.low, 2), fixed(*alpha.high, 2)) : "",
        alpha.samples));
  }
  for (const std::string& note : board.notes) notes.push_back(note);
  return notes;
}

}  // namespace attune
