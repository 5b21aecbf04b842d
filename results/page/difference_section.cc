#include "results/page/difference_section.h"

#include <fmt/format.h>

#include "results/charts/markup.h"
#include "results/charts/paired_plot.h"
#include "results/charts/whisker.h"
#include "results/page/command_lines.h"
#include "results/page/html_table.h"
#include "results/page/names.h"
#include "results/page/picture.h"
#include "results/render/cells.h"
#include "results/render/difference_cells.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

using Kind = HtmlColumn::Kind;
using Order = HtmlColumn::Order;

std::string words_of(const Side& side) {
  return subject_words(side.subject, side.release);
}

std::string html_of(const Side& side) {
  return subject_html(side.subject, side.release, side.stub);
}

// "lab/a@v1", as the command line names it.
std::string named(const Side& side) {
  return shell_word(side.release.empty() ? side.subject.text
                                         : side.subject.text + "@" + side.release);
}

std::string signed_words(double value) {
  const std::string text = fixed(value, 1);
  return value > 0 && text != "0.0" ? "+" + text : text;
}

std::string estimate_html(const Estimate& estimate) {
  std::string text = fmt::format("<span class=\"score\">{}</span>", signed_words(estimate.point));
  if (estimate.low && estimate.high)
    text += fmt::format("<br><span class=\"range\">{} to {}</span>", signed_words(*estimate.low),
                        signed_words(*estimate.high));
  return text;
}

ChartAxis axis_of(const std::vector<DifferenceReport>& reports) {
  std::vector<Whisker> whiskers = {{.point = 0}};
  for (const DifferenceReport& report : reports) {
    for (const Difference& each : report.differences)
      whiskers.push_back(whisker_of(each.difference));
  }
  return chart_axis(whiskers, 3);
}

std::string short_words(const Difference& each) {
  if (each.failed || !each.difference) return "<span class=\"soft\">nothing in common</span>";
  if (!each.shown) return "<span class=\"soft\">no difference</span>";
  return each.difference->point > 0 ? "<span class=\"tag\">first is better</span>"
                                    : "<span class=\"tag\">second is better</span>";
}

HtmlRow row_of(const DifferenceReport& report, const Difference& each, const ChartAxis& axis) {
  const std::string pair = words_of(report.first) + " less " + words_of(each.second);
  std::optional<double> points;
  if (each.difference) points = each.difference->point;
  return {.cells = {{html_of(report.first)},
                    {html_of(each.second)},
                    {each.difference ? estimate_html(*each.difference) : "-", points},
                    {inline_whisker(whisker_of(each.difference), axis, pair)},
                    {escaped(p_text(each.adjusted)), each.adjusted},
                    {wins_text(each.wins), static_cast<double>(each.wins.won)},
                    {each.detectable.after ? fixed(*each.detectable.after, 1) : "-",
                     each.detectable.after},
                    {short_words(each)}},
          .name = words_of(report.first) + " " + words_of(each.second)};
}

std::string table_of(const std::vector<DifferenceReport>& reports) {
  const ChartAxis axis = axis_of(reports);
  HtmlTable table{
      .caption_html =
          "Is the difference real? <span class=\"soft\">first less second, in points, on the "
          "scenarios and repeats both have; won-tied-lost counts scenarios</span>",
      .label = "differences",
      .look = "board",
      .columns = {{"First", Kind::Text, Order::Ascending},
                  {"Second", Kind::Text, Order::Ascending},
                  {"Difference", Kind::Number, Order::Descending},
                  {"Interval" + inline_axis(axis, "points"), Kind::Picture},
                  {"p, adjusted", Kind::Number, Order::Ascending},
                  {"Won-tied-lost", Kind::Number, Order::Descending},
                  {"Would be found", Kind::Number, Order::Ascending},
                  {"Shown", Kind::Text, Order::Ascending}}};
  for (const DifferenceReport& report : reports) {
    for (const Difference& each : report.differences)
      table.rows.push_back(row_of(report, each, axis));
  }
  return to_html(table);
}

std::string criteria_table(const Difference& each) {
  if (each.criteria.empty()) return {};
  HtmlTable table{
      .caption_html = "By criterion, on the scorer's own scale",
      .label = "differences by criterion",
      .columns = {{"Criterion"}, {"Difference", Kind::Number}, {"p, adjusted", Kind::Number}}};
  for (const CriterionDifference& criterion : each.criteria) {
    table.rows.push_back({.cells = {{name_html(criterion.name)},
                                    {estimate_html(criterion.difference)},
                                    {escaped(p_text(criterion.adjusted))}}});
  }
  return fmt::format("<details><summary>By criterion</summary>{}</details>\n", to_html(table));
}

std::string pair_html(const DifferenceReport& report, const Difference& each, bool open) {
  if (each.points.empty()) return {};
  PairedPlot plot{.title = fmt::format("{} less {}, scenario by scenario", words_of(report.first),
                                       words_of(each.second)),
                  .first = words_of(report.first),
                  .second = words_of(each.second),
                  .mean = whisker_of(each.difference),
                  .level = report.bootstrap.level};
  if (report.margin) plot.equivalence = report.margin;
  for (const DifferencePoint& point : each.points) {
    plot.spots.push_back({.scenario = point.title.empty() ? point.scenario.text : point.title,
                          .first = point.first,
                          .second = point.second});
  }
  std::string text = fmt::format("<details class=\"pair\"{}><summary>{} against {}</summary>\n",
                                 open ? " open" : "", html_of(report.first), html_of(each.second));
  text += fmt::format("<p class=\"verdict\">{}</p>\n", escaped(difference_words(report, each)));
  text += picture(plot, paired_plot) + criteria_table(each) + notes_html(each.notes);
  return text +
         command_html(fmt::format("attune compare {} {} --pack {} --seed {}", named(report.first),
                                  named(each.second), shell_word(report.pack.text),
                                  report.bootstrap.seed)) +
         "</details>\n";
}

}  // namespace

std::string difference_words(const DifferenceReport& report, const Difference& difference) {
  return join(answer_texts(report, difference), " ");
}

std::string difference_section(const std::vector<DifferenceReport>& reports,
                               const std::string& id) {
  if (reports.empty()) return {};
  std::string text =
      fmt::format("<h3 id=\"{}-differences\">Differences</h3>\n", id) + table_of(reports);
  bool open = true;
  for (const DifferenceReport& report : reports) {
    for (const Difference& each : report.differences) {
      text += pair_html(report, each, open);
      open = false;
    }
  }
  return text + notes_html(reports.front().notes);
}

}  // namespace attune
