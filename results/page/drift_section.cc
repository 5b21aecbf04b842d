#include "results/page/drift_section.h"

#include <fmt/format.h>

#include "results/charts/markup.h"
#include "results/charts/time_lines.h"
#include "results/charts/whisker.h"
#include "results/page/command_lines.h"
#include "results/page/html_table.h"
#include "results/page/names.h"
#include "results/page/picture.h"
#include "results/render/cells.h"

namespace attune {
namespace {

using Kind = HtmlColumn::Kind;

TimeEventKind kind_of(const IdChange& change) {
  if (change.what.starts_with("judge")) return TimeEventKind::Judge;
  if (change.what.starts_with("served") || change.what.starts_with("fingerprint"))
    return TimeEventKind::Served;
  return TimeEventKind::Other;
}

std::string chart_of(const Drift& drift) {
  const std::string name = visible_line(drift.of.subject.text);
  TimeLines chart{.title = fmt::format("{} over its releases", name),
                  .level = drift.bootstrap.level};
  TimeLine line{.name = name};
  for (const ReleasePoint& release : drift.releases)
    line.spots.push_back({release.when, release.name, whisker_of(release.score)});
  chart.lines.push_back(std::move(line));
  for (const Change& step : drift.steps) {
    for (const IdChange& id : step.ids) {
      chart.events.push_back({.time = drift.releases[step.to].when,
                              .text = fmt::format("{}: {} → {}", id.what, id.before, id.after),
                              .kind = kind_of(id)});
    }
  }
  return fmt::format("<figure>{}</figure>\n", picture(chart, time_lines));
}

std::string change_words(const std::optional<Estimate>& change) {
  if (!change) return "-";
  const std::string text = estimate_text(*change);
  return change->point > 0 ? "+" + text : text;
}

HtmlRow row_of(const Drift& drift, const Change& change) {
  return {
      .cells = {
          {name_html(drift.releases[change.from].name + " → " + drift.releases[change.to].name)},
          {change_words(change.total)},
          {change_words(change.model)},
          {change_words(change.judge)},
          {change.noise ? "±" + fixed(change.noise->half_width, 1) : "-"},
          {fmt::format("<span class=\"tag{}\">{}</span>",
                       change.cause == Cause::None || change.cause == Cause::Unknown ? "" : " warn",
                       to_text(change.cause))},
          {name_html(change.sentence.empty() ? change.why : change.sentence)}}};
}

std::string table_of(const Drift& drift) {
  HtmlTable table{.caption_html =
                      "Whose the change is <span class=\"soft\">in points; total = model + "
                      "judge; noise: what nothing changing would show</span>",
                  .label = "changes of " + drift.of.subject.text,
                  .columns = {{"Releases"},
                              {"Total", Kind::Number},
                              {"Model", Kind::Number},
                              {"Judge", Kind::Number},
                              {"Noise", Kind::Number},
                              {"Cause"},
                              {"In words"}}};
  for (const Change& step : drift.steps) table.rows.push_back(row_of(drift, step));
  if (drift.whole && drift.steps.size() > 1) table.rows.push_back(row_of(drift, *drift.whole));
  return to_html(table);
}

// The parts of the whole change beside each other.
std::string split_of(const Drift& drift) {
  if (!drift.whole || !drift.whole->model || !drift.whole->judge) return {};
  const Change& whole = *drift.whole;
  WhiskerChart chart{
      .title = fmt::format("Change of {}, taken apart", visible_line(drift.of.subject.text)),
      .lines = {{"no change", 0}},
      .level = drift.bootstrap.level,
      .value_heading = "Points",
      .place_heading = ""};
  const auto add = [&chart](const char* name, const std::optional<Estimate>& part) {
    chart.rows.push_back({.name = name, .figure = whisker_of(part), .value = change_words(part)});
  };
  add("total", whole.total);
  add("model", whole.model);
  add("judge", whole.judge);
  return fmt::format("<figure>{}</figure>\n", picture(chart, whisker_chart));
}

std::string drift_html(const Drift& drift) {
  const bool stub = drift.of.subject.provider() == "stub";
  return fmt::format("<h4>{}</h4>\n", subject_html(drift.of.subject, "", stub)) + chart_of(drift) +
         table_of(drift) + split_of(drift) + notes_html(drift.notes) +
         command_html(fmt::format("attune drift {} --pack {} --seed {}",
                                  shell_word(drift.of.subject.text), shell_word(drift.of.pack.text),
                                  drift.bootstrap.seed));
}

}  // namespace

std::string drift_section(const std::vector<Drift>& drifts, const std::string& id) {
  if (drifts.empty()) return {};
  std::string text = fmt::format("<h3 id=\"{}-drift\">Drift</h3>\n", id);
  for (const Drift& drift : drifts) text += drift_html(drift);
  return text;
}

}  // namespace attune
