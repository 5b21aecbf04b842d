#include "results/render/judge_audit_page.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "results/render/cells.h"
#include "results/render/csv.h"
#include "results/render/markdown.h"
#include "results/render/text_lines.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::size_t kWidth = 80;
// Of the columns of a figure: what it is, its value, its interval, what it was made of.
constexpr std::array<std::size_t, 3> kColumns = {40, 10, 18};

// The words in lines of at most `width` columns, all but the first begun with `indent` spaces.
std::string wrapped(const std::string& text, std::size_t width, std::size_t indent) {
  std::string made;
  std::string line;
  for (const std::string& word : split(text, ' ')) {
    if (word.empty()) continue;
    const std::string shown = clipped(word, width - indent);
    if (!line.empty() && columns(line) + 1 + columns(shown) > width) {
      made += line + "\n";
      line = std::string(indent, ' ') + shown;
    } else {
      line += (line.empty() ? "" : " ") + shown;
    }
  }
  return made + line + "\n";
}

std::string made_of(const AuditFigure& figure) {
  return fmt::format("{}/{}", figure.estimate->samples, figure.estimate->clusters);
}

std::string value_text(const AuditFigure& figure) {
  const std::string value = figure_text(figure.estimate->point, figure.unit);
  return figure.unit == "%" ? value + " %" : value;
}

std::string title_text(const AuditFigure& figure) {
  const bool shown = figure.unit == "%" || figure.unit.empty();
  return one_line(shown ? figure.title : fmt::format("{} ({})", figure.title, figure.unit));
}

// Titles that need more room stand on a line of their own.
std::string line_of(const AuditFigure& figure) {
  const std::string title = title_text(figure);
  const std::string cells =
      padded(value_text(figure), kColumns[1], false) +
      padded(figure_interval(figure), kColumns[2], false) +
      padded(made_of(figure), kWidth - 2 - kColumns[0] - kColumns[1] - kColumns[2], false);
  if (columns(title) <= kColumns[0]) return "  " + padded(title, kColumns[0], true) + cells + "\n";
  return "  " + clipped(title, kWidth - 2) + "\n" + std::string(kColumns[0] + 2, ' ') + cells +
         "\n";
}

// What there is, then what is not known, with each reason once.
std::string lines_of(const AuditPart& part) {
  std::string text;
  std::vector<std::pair<std::string, std::string>> unknown;  // a reason, and the titles it is of
  for (const AuditFigure& figure : part.figures) {
    if (figure.estimate) {
      text += line_of(figure);
      continue;
    }
    const auto same =
        std::ranges::find(unknown, figure.why, &std::pair<std::string, std::string>::first);
    if (same == unknown.end()) {
      unknown.emplace_back(figure.why, title_text(figure));
    } else {
      same->second += "; " + title_text(figure);
    }
  }
  for (const auto& [why, titles] : unknown)
    text += "  " + wrapped(fmt::format("{}: not known, {}", titles, one_line(why)), kWidth - 2, 6);
  return text;
}

std::string p_text(const AuditFlag& flag) {
  if (!flag.p) return "";
  return *flag.p < 0.0005 ? ", p < 0.001" : fmt::format(", p {}", fixed(*flag.p, 3));
}

std::string heading(const JudgeAudit& audit) {
  return fmt::format("Judge {} (family {}) on {}", one_line(audit.judge.text),
                     one_line(audit.family), one_line(audit.pack.text));
}

std::vector<std::string> counts(const JudgeAudit& audit) {
  std::vector<std::string> lines;
  lines.push_back(
      fmt::format("{} comparisons{}: {} pairs; {} unscored, {} without their other order",
                  audit.comparisons, audit.scorer.empty() ? "" : " by " + one_line(audit.scorer),
                  audit.pairs, audit.unscored, audit.lone));
  lines.push_back(
      fmt::format("{} other judges, {} votes of people; {} verdicts with marks, {} without",
                  audit.other_judges, audit.votes, audit.marked, audit.unmarked));
  return lines;
}

std::string level_heading(const JudgeAudit& audit) {
  return fmt::format("{:.4g} % interval", 100 * audit.bootstrap.level);
}

}  // namespace

std::string figure_text(double value, const std::string& unit) {
  return fixed(value, unit == "%" || unit == "points" ? 1 : 3);
}

std::string figure_interval(const AuditFigure& figure) {
  if (!figure.estimate || !figure.estimate->low || !figure.estimate->high) return "-";
  return fmt::format("{} to {}", figure_text(*figure.estimate->low, figure.unit),
                     figure_text(*figure.estimate->high, figure.unit));
}

std::string to_table(const JudgeAudit& audit) {
  std::string text = wrapped(heading(audit), kWidth, 2);
  for (const std::string& line : counts(audit)) text += wrapped(line, kWidth, 2);
  text += "\n";
  for (const AuditFlag& flag : audit.flags) {
    text += wrapped(fmt::format("{}: {}, {}{}", flag.name, to_text(flag.bias),
                                one_line(flag.sentence), p_text(flag)),
                    kWidth, 2);
  }
  text += "\n" + std::string(kColumns[0] + 2, ' ') + padded("Figure", kColumns[1], false) +
          padded(level_heading(audit), kColumns[2], false) + padded("n/scen.", 10, false) + "\n";
  for (const AuditPart& part : audit.parts) {
    text += part.title + "\n" + lines_of(part);
  }
  text += "\n";
  for (const std::string& note : audit.notes) text += wrapped("- " + one_line(note), kWidth, 2);
  return text;
}

std::string to_markdown(const JudgeAudit& audit) {
  std::string text = "## " + markdown_escaped(heading(audit)) + "\n\n";
  for (const std::string& line : counts(audit)) text += markdown_escaped(line) + ".\n";
  text += "\n| Leaning | Found | p (Holm) | |\n|:--|:--|--:|:--|\n";
  for (const AuditFlag& flag : audit.flags) {
    text += fmt::format("| {} | {} | {} | {} |\n", flag.name, to_text(flag.bias),
                        flag.p ? fixed(*flag.p, 4) : "-", markdown_escaped(flag.sentence));
  }
  for (const AuditPart& part : audit.parts) {
    text += fmt::format("\n### {}\n\n| Figure | | {} | n | Scenarios |\n|:--|--:|:-:|--:|--:|\n",
                        markdown_escaped(part.title), level_heading(audit));
    for (const AuditFigure& figure : part.figures) {
      const std::string title = markdown_escaped(title_text(figure));
      text += figure.estimate ? fmt::format("| {} | {} | {} | {} | {} |\n", title,
                                            value_text(figure), figure_interval(figure),
                                            figure.estimate->samples, figure.estimate->clusters)
                              : fmt::format("| {} | not known: {} | - | - | - |\n", title,
                                            markdown_escaped(figure.why));
    }
  }
  text += "\n";
  for (const std::string& note : audit.notes) text += "- " + markdown_escaped(note) + "\n";
  return text;
}

std::string to_csv(const JudgeAudit& audit) {
  std::string text =
      "judge,pack,part,name,title,unit,point,low,high,level,samples,clusters,why\r\n";
  const auto add = [&](std::vector<std::string> fields) {
    fields.insert(fields.begin(), {audit.judge.text, audit.pack.text});
    std::ranges::transform(fields, fields.begin(), csv_field);
    text += join(fields, ",") + "\r\n";
  };
  const auto number = [](const std::optional<double>& value) {
    return value ? shortest(*value) : "";
  };
  for (const AuditFlag& flag : audit.flags)
    add({"flag", flag.name, std::string(to_text(flag.bias)), "p", number(flag.p), "", "", "", "",
         "", flag.sentence});
  for (const AuditPart& part : audit.parts) {
    for (const AuditFigure& figure : part.figures) {
      std::vector<std::string> fields = {part.title, figure.name, figure.title, figure.unit};
      const auto& estimate = figure.estimate;
      if (estimate) {
        fields.insert(fields.end(),
                      {shortest(estimate->point), number(estimate->low), number(estimate->high),
                       shortest(estimate->level), std::to_string(estimate->samples),
                       std::to_string(estimate->clusters), ""});
      } else {
        fields.insert(fields.end(), 6, "");
        fields.push_back(figure.why);
      }
      add(std::move(fields));
    }
  }
  return text;
}

}  // namespace attune
