#include "results/page/audit_section.h"

#include <fmt/format.h>

#include "results/charts/markup.h"
#include "results/page/command_lines.h"
#include "results/page/html_table.h"
#include "results/page/names.h"
#include "results/render/judge_audit_page.h"

namespace attune {
namespace {

using Kind = HtmlColumn::Kind;

std::string flags_table(const JudgeAudit& audit) {
  HtmlTable table{.caption_html = "Does anything but quality move it?",
                  .label = "biases of " + audit.judge.text,
                  .columns = {{"Question"}, {"Bias"}, {"p, adjusted", Kind::Number}, {"Finding"}}};
  for (const AuditFlag& flag : audit.flags) {
    std::string bias(to_text(flag.bias));
    if (flag.bias == Bias::Found) bias = fmt::format("<span class=\"tag warn\">{}</span>", bias);
    table.rows.push_back({.cells = {{name_html(flag.name)},
                                    {bias},
                                    {flag.p ? escaped(p_words(*flag.p)) : "-"},
                                    {name_html(flag.sentence)}}});
  }
  return to_html(table);
}

void add_figure(const AuditFigure& figure, HtmlTable& table) {
  if (!figure.estimate) {
    table.rows.push_back(
        {.cells = {{name_html(figure.title)}, {"-"}, {name_html(figure.why)}, {"-"}}});
    return;
  }
  table.rows.push_back({.cells = {{name_html(figure.title)},
                                  {escaped(figure_text(figure.estimate->point, figure.unit) +
                                           (figure.unit.empty() ? "" : " " + figure.unit))},
                                  {escaped(figure_interval(figure))},
                                  {count_words(figure.estimate->samples)}}});
}

std::string figures_tables(const JudgeAudit& audit) {
  std::string text;
  for (const AuditPart& part : audit.parts) {
    if (part.figures.empty()) continue;
    HtmlTable table{.caption_html = name_html(part.title),
                    .label = part.title,
                    .columns = {{"Figure"},
                                {"Estimate", Kind::Number},
                                {fmt::format("{:g} % interval", 100 * audit.bootstrap.level)},
                                {"Samples", Kind::Number}}};
    for (const AuditFigure& figure : part.figures) add_figure(figure, table);
    text += to_html(table);
  }
  return text;
}

std::string audit_html(const JudgeAudit& audit) {
  std::string text = fmt::format("<h4>{}</h4>\n", name_html(audit.judge.text));
  text += paragraph(
      fmt::format("{} by this judge ({} without a finding) make {}; {} with marks, {} without.",
                  count_words(audit.comparisons, "comparison"), count_words(audit.unscored),
                  count_words(audit.pairs, "pair"), count_words(audit.marked, "verdict"),
                  count_words(audit.unmarked)),
      "subtitle");
  if (!audit.flags.empty()) text += flags_table(audit);
  text += fmt::format("<details><summary>Every figure of this audit</summary>\n{}</details>\n",
                      figures_tables(audit));
  text += notes_html(audit.notes);
  return text + command_html(fmt::format("attune audit {} --pack {} --seed {}",
                                         shell_word(audit.judge.text), shell_word(audit.pack.text),
                                         audit.bootstrap.seed));
}

}  // namespace

std::string audit_section(const std::vector<JudgeAudit>& audits, const std::string& id) {
  if (audits.empty()) return {};
  std::string text = fmt::format("<h3 id=\"{}-judges\">Judges</h3>\n", id);
  for (const JudgeAudit& audit : audits) text += audit_html(audit);
  return text;
}

}  // namespace attune
