#include "results/page/rating_section.h"

#include <algorithm>

#include <fmt/format.h>

#include "results/charts/heat_map.h"
#include "results/charts/markup.h"
#include "results/charts/whisker.h"
#include "results/charts/win_grid.h"
#include "results/page/html_table.h"
#include "results/page/names.h"
#include "results/page/picture.h"
#include "results/render/cells.h"
#include "results/render/rating_cells.h"

namespace attune {
namespace {

using Kind = HtmlColumn::Kind;
using Order = HtmlColumn::Order;
using Rows = std::vector<RatingRow>;

ChartAxis axis_of(const Rows& rows) {
  std::vector<Whisker> whiskers;
  for (const RatingRow& row : rows) whiskers.push_back(whisker_of(row.rating));
  return chart_axis(whiskers, 3);
}

std::string rating_html(const RatingRow& row) {
  std::string text = fmt::format("<span class=\"score\">{}</span>", rating_text(row));
  if (row.rating && row.rating->low)
    text += fmt::format("<br><span class=\"range\">{}</span>", interval_text(row));
  if (row.unrated)
    text += fmt::format("<br><span class=\"range\">{}</span>", name_html(*row.unrated));
  return text;
}

HtmlRow row_of(const RatingRow& row, const ChartAxis& axis) {
  const std::string name = subject_words(row.subject, row.release);
  std::optional<double> rank;
  if (row.place) rank = static_cast<double>(row.place->rank);
  std::optional<double> rating;
  if (row.rating) rating = row.rating->point;
  std::optional<double> samples;
  if (row.rating) samples = static_cast<double>(row.rating->samples);
  const double pairs = static_cast<double>(row.tally.wins + row.tally.ties + row.tally.losses);
  const double won =
      static_cast<double>(row.tally.wins) + 0.5 * static_cast<double>(row.tally.ties);
  return {.cells = {{place_text(row), rank},
                    {subject_html(row.subject, row.release, row.stub)},
                    {rating_html(row), rating},
                    {inline_whisker(whisker_of(row.rating), axis, name)},
                    {tally_text(row), pairs > 0 ? std::optional(won / pairs) : std::nullopt},
                    {count_words(row.opponents), static_cast<double>(row.opponents)},
                    {comparisons_text(row), samples}},
          .name = name};
}

std::string table_of(const RatingBoard& board, const Rows& rows, const std::string& caption) {
  const ChartAxis axis = axis_of(rows);
  HtmlTable table{.caption_html = caption,
                  .label = "ratings on " + board.pack.text,
                  .look = "board",
                  .columns = {{"Rank", Kind::Number, Order::Ascending, true},
                              {"Subject", Kind::Text, Order::Ascending},
                              {"Rating", Kind::Number, Order::Descending},
                              {fmt::format("{:g} % interval", 100 * board.bootstrap.level) +
                                   inline_axis(axis, "rating"),
                               Kind::Picture},
                              {"Won-tied-lost", Kind::Number, Order::Descending},
                              {"Opponents", Kind::Number, Order::Descending},
                              {"Comparisons", Kind::Number, Order::Descending}},
                  .head = 1};
  for (const RatingRow& row : rows) table.rows.push_back(row_of(row, axis));
  return to_html(table);
}

std::string caption_of(const RatingBoard& board) {
  const std::string judge = board.judge.empty() ? "all judges" : name_html(board.judge);
  return fmt::format("<span class=\"soft\">Compared by {} with {}; by {}</span>",
                     name_html(board.scorer), judge, name_html(board.method));
}

std::string chart_of(const RatingBoard& board) {
  WhiskerChart chart{.title = fmt::format("Ratings on {}", visible_line(board.pack.text)),
                     .unit = "rating",
                     .level = board.bootstrap.level,
                     .value_heading = "Rating"};
  for (const RatingRow& row : board.rows) {
    chart.rows.push_back({.name = subject_words(row.subject, row.release),
                          .figure = whisker_of(row.rating),
                          .value = rating_text(row),
                          .place = place_text(row),
                          .look = row.stub ? WhiskerLook::Hollow : WhiskerLook::Plain});
  }
  for (const CitedRecord& cited : board.cited) {
    chart.rows.push_back({.name = visible_line(cited.subject.text) + " (cited)",
                          .figure = {cited.value, cited.low, cited.high},
                          .value = fixed(cited.value, 1),
                          .look = WhiskerLook::Hollow});
  }
  return fmt::format("<figure>{}</figure>\n", picture(chart, whisker_chart));
}

std::string wins_part(const RatingBoard& board, const WinMatrix& wins, const std::string& id) {
  if (wins.contestants.size() < 2) return {};
  WinGrid grid{.title = fmt::format("Who wins against whom on {}", visible_line(board.pack.text))};
  for (const Contestant& each : wins.contestants)
    grid.subjects.push_back(subject_words(each.subject, each.release));
  for (const auto& row : wins.meetings) {
    for (const auto& meeting : row) {
      grid.cells.push_back(meeting ? WinCell{100 * meeting->share, meeting->pairs} : WinCell{});
    }
  }
  return fmt::format(
      "<h3 id=\"{}-wins\">Who wins against whom</h3>\n<figure>{}<figcaption>Per cent of the win "
      "that "
      "went to the row, mean over all pairs that both met in; blue: the row, orange: the column. "
      "</figcaption></figure>\n",
      id, scroll_box(win_grid(grid), grid.title));
}

std::string abilities_part(const RatingBoard& board, const std::string& id) {
  if (board.abilities.empty()) return {};
  HeatMap map{.title = "Ratings by ability",
              .columns = board.abilities,
              .decimals = 0,
              .shading = Shading::EachColumn,
              .unit = "rating"};
  for (const RatingRow& row : board.rows) {
    if (!row.rating) continue;
    map.rows.push_back(subject_words(row.subject, row.release));
    for (const std::string& ability : board.abilities) {
      const auto found = row.abilities.find(ability);
      map.cells.push_back(found == row.abilities.end() ? Whisker{} : whisker_of(found->second));
    }
  }
  return fmt::format(
      "<h3 id=\"{}-abilities\">Abilities</h3>\n<figure>{}<figcaption>Ratings by each "
      "criterion alone, on the scale of the whole verdict.</figcaption></figure>\n",
      id, scroll_box(heat_map(map), map.title));
}

std::string factors_part(const RatingBoard& board) {
  if (board.effects.empty()) return {};
  HtmlTable table{
      .caption_html = "Factors beside strength",
      .label = "factors",
      .columns = {
          {"Factor"}, {"Log-odds", Kind::Number}, {"Wins between equals", Kind::Number}, {"When"}}};
  for (const FactorEffect& effect : board.effects) {
    table.rows.push_back({.cells = {{name_html(effect.name)},
                                    {fixed(effect.log_odds.point, 3)},
                                    {effect.share ? estimate_text(*effect.share) + " %" : "-"},
                                    {name_html(effect.when)}}});
  }
  return to_html(table);
}

std::string judges_part(const RatingBoard& board) {
  if (board.judges.empty()) return {};
  HtmlTable table{.caption_html = "What each judge alone makes of the field",
                  .label = "judges",
                  .columns = {{"Judge"},
                              {"Pairs", Kind::Number},
                              {"Subjects rated", Kind::Number},
                              {"Correlation with all", Kind::Number},
                              {"Farthest place", Kind::Number}}};
  for (const JudgeView& view : board.judges) {
    table.rows.push_back({.cells = {{name_html(view.judge)},
                                    {count_words(view.pairs)},
                                    {count_words(view.rated)},
                                    {view.spearman ? fixed(*view.spearman, 2) : "-"},
                                    {count_words(view.farthest)}}});
  }
  return to_html(table);
}

std::string cited_part(const RatingBoard& board) {
  if (board.cited.empty()) return {};
  HtmlTable table{
      .caption_html = std::string(kCitedTitle),
      .label = "cited ratings",
      .columns = {
          {"Subject"}, {"Published rating", Kind::Number}, {"Interval", Kind::Number}, {"From"}}};
  for (const CitedRecord& each : board.cited) {
    table.rows.push_back({.cells = {{name_html(each.subject.text)},
                                    {escaped(cited_value(each))},
                                    {escaped(cited_interval(each))},
                                    {name_html(cited_origin(each))}}});
  }
  return to_html(table);
}

}  // namespace

std::string rating_section(const RatingBoard& board, const WinMatrix& wins, const std::string& id) {
  std::string text = fmt::format("<h3 id=\"{}-ratings\">Ratings</h3>\n", id);
  text += table_of(board, board.rows, caption_of(board));
  if (!board.stub_rows.empty()) text += table_of(board, board.stub_rows, std::string(kStubTitle));
  text += cited_part(board) + chart_of(board) + factors_part(board) + judges_part(board);
  return text + notes_html(rating_notes(board)) + wins_part(board, wins, id) +
         abilities_part(board, id);
}

}  // namespace attune
