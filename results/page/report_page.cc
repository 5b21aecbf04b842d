#include "results/page/report_page.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "results/charts/markup.h"
#include "results/page/audit_section.h"
#include "results/page/board_section.h"
#include "results/page/difference_section.h"
#include "results/page/drift_section.h"
#include "results/page/html_table.h"
#include "results/page/methods_section.h"
#include "results/page/names.h"
#include "results/page/page_frame.h"
#include "results/page/rating_section.h"
#include "results/page/transcript_section.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

// What the summary says of all packs together.
struct Totals {
  std::set<SubjectId> measured;
  std::set<SubjectId> stubs;
  std::set<std::string> judges;
  std::size_t planned = 0;
  std::size_t missing = 0;
  std::size_t comparisons = 0;
  bool rules = false;
};

void count_row(const Standing& row, Totals& totals) {
  (row.stub ? totals.stubs : totals.measured).insert(row.subject);
  totals.planned += row.planned;
  totals.missing += row.missing;
}

void count_row(const RatingRow& row, Totals& totals) {
  (row.stub ? totals.stubs : totals.measured).insert(row.subject);
  if (row.rating) totals.comparisons += row.rating->samples;
}

Totals totals_of(const Report& report) {
  Totals totals;
  for (const PackReport& pack : report.packs) {
    if (pack.board) {
      for (const Standing& row : pack.board->rows) count_row(row, totals);
      for (const Standing& row : pack.board->stub_rows) count_row(row, totals);
      totals.rules = totals.rules || pack.board->judge.empty();
      if (!pack.board->judge.empty()) totals.judges.insert(pack.board->judge);
    }
    if (pack.ratings) {
      for (const RatingRow& row : pack.ratings->rows) count_row(row, totals);
      for (const RatingRow& row : pack.ratings->stub_rows) count_row(row, totals);
      for (const JudgeView& view : pack.ratings->judges) totals.judges.insert(view.judge);
    }
    for (const JudgeAudit& audit : pack.audits) totals.judges.insert(audit.judge.text);
  }
  totals.comparisons /= 2;  // each counts for both
  return totals;
}

std::string judges_words(const Totals& totals) {
  std::vector<std::string> judges;
  for (const std::string& judge : totals.judges) judges.push_back(visible_line(judge));
  if (judges.size() > 4) return count_words(judges.size(), "judge model");
  std::string words = join(judges, ", ");
  if (totals.rules && !words.empty()) return "fixed rules and by " + words;
  return totals.rules ? "fixed rules" : words;
}

std::string packs_words(const Report& report) {
  std::vector<std::string> titles;
  for (const PackReport& pack : report.packs)
    titles.push_back("“" + visible_line(pack.title.empty() ? pack.id.text : pack.title) + "”");
  if (titles.size() > 4) return count_words(titles.size(), "pack");
  const std::string last = titles.back();
  titles.pop_back();
  return titles.empty() ? last : join(titles, ", ") + " and " + last;
}

std::string missing_words(const Totals& totals) {
  if (totals.planned == 0) return {};
  if (totals.missing == 0) return " None of them is missing.";
  return fmt::format(
      " {} of them {} missing: played without an answer that could be scored, or not "
      "played; each board says whose, and how far the score could move with them.",
      count_words(totals.missing), totals.missing == 1 ? "is" : "are");
}

// What stands in the list of contents for a pack, in the order of the page.
std::vector<std::pair<std::string, std::string>> parts_of(const PackReport& pack) {
  std::vector<std::pair<std::string, std::string>> parts;
  if (pack.board) parts.emplace_back("board", "Leaderboard");
  if (!pack.differences.empty()) parts.emplace_back("differences", "Differences");
  if (pack.ratings) parts.emplace_back("ratings", "Ratings");
  if (!pack.drifts.empty()) parts.emplace_back("drift", "Drift");
  if (!pack.audits.empty()) parts.emplace_back("judges", "Judges");
  if (!pack.transcripts.scenarios.empty())
    parts.emplace_back("samples", pack.transcripts.shown ? "Transcripts" : "Samples");
  return parts;
}

std::string id_of(std::size_t pack) {
  return fmt::format("pack-{}", pack + 1);
}

std::string contents(const Report& report) {
  std::string text = "<ul class=\"contents\">\n";
  for (std::size_t i = 0; i < report.packs.size(); ++i) {
    const PackReport& pack = report.packs[i];
    text += fmt::format("<li><a href=\"#{}\">{}</a>\n<ul>", id_of(i),
                        name_html(pack.title.empty() ? pack.id.text : pack.title));
    for (const auto& [part, words] : parts_of(pack))
      text += fmt::format("<li><a href=\"#{}-{}\">{}</a></li>", id_of(i), part, words);
    text += "</ul></li>\n";
  }
  return text +
         "<li><a href=\"#methods\">Methods</a>\n<ul><li><a "
         "href=\"#words\">Words</a></li></ul></li>\n</ul>\n";
}

std::string bar(const Report& report) {
  std::string text =
      "<header class=\"bar\"><div>\n<nav aria-label=\"Packs\"><a href=\"#top\">Top</a>";
  for (std::size_t i = 0; i < report.packs.size(); ++i)
    text += fmt::format("<a href=\"#{}\">{}</a>", id_of(i), name_html(report.packs[i].id.text));
  return text +
         "<a href=\"#methods\">Methods</a></nav>\n<div class=\"controls\" data-script hidden>"
         "<input type=\"search\" id=\"filter\" placeholder=\"Filter subjects\" aria-label=\"Filter "
         "subjects\"><button type=\"button\" id=\"theme\">Dark</button></div>\n</div></header>\n";
}

std::string stub_callout(const Totals& totals) {
  if (totals.stubs.empty()) return {};
  return totals.measured.empty()
             ? "<p class=\"callout\">All of this is of attune's own stub, a test endpoint that is "
               "no model. It shows what a report looks like and measures nothing.</p>\n"
             : "<p class=\"callout\">Rows marked <b>stub</b> are of attune's own test endpoint, "
               "which is no model. They stand apart and count in no rank of a measured "
               "subject.</p>\n";
}

std::string head(const Report& report) {
  return fmt::format(
             "<div class=\"page-head\" id=\"top\">\n<p class=\"kicker\">attune {} · newest fact "
             "{}</p>\n"
             "<h1>{}</h1>\n<p class=\"lead\">{}</p>\n",
             escaped(visible_line(report.attune)), time_words(report.newest),
             name_html(report.title), escaped(summary_words(report))) +
         stub_callout(totals_of(report)) + contents(report) + "</div>\n";
}

std::string pack_html(const PackReport& pack, const std::string& id) {
  std::string text = fmt::format(
      "<section class=\"pack\" id=\"{}\">\n<h2>{}</h2>\n<p class=\"subtitle\">{} {}</p>\n", id,
      name_html(pack.title.empty() ? pack.id.text : pack.title), name_html(pack.id.text),
      name_html(pack.version));
  if (pack.board) text += board_section(*pack.board, id);
  text += difference_section(pack.differences, id);
  if (pack.ratings) text += rating_section(*pack.ratings, pack.wins, id);
  text += drift_section(pack.drifts, id) + audit_section(pack.audits, id) +
          transcript_section(pack.transcripts, id) + notes_html(pack.notes);
  return text + "</section>\n";
}

constexpr std::string_view kReader =
    "<dialog id=\"reader\" aria-label=\"Transcript\"><header><strong></strong>"
    "<button type=\"button\" data-step=\"0 -1\" aria-label=\"Subject to the left\">←</button>"
    "<button type=\"button\" data-step=\"0 1\" aria-label=\"Subject to the right\">→</button>"
    "<button type=\"button\" data-step=\"-1 0\" aria-label=\"Scenario above\">↑</button>"
    "<button type=\"button\" data-step=\"1 0\" aria-label=\"Scenario below\">↓</button>"
    "<button type=\"button\" data-close>Close</button></header><div "
    "tabindex=\"0\"></div></dialog>\n";

}  // namespace

std::string summary_words(const Report& report) {
  const Totals totals = totals_of(report);
  std::string who = count_words(totals.measured.size(), "model");
  if (totals.measured.empty())
    who = count_words(totals.stubs.size(), "stub");
  else if (!totals.stubs.empty())
    who += " and " + count_words(totals.stubs.size(), "stub");
  std::string text =
      fmt::format("How {} read and handled human feeling in {}.", who, packs_words(report));
  if (totals.planned > 0)
    text += fmt::format(" {} were planned, marked by {}.", count_words(totals.planned, "sample"),
                        judges_words(totals));
  text += missing_words(totals);
  if (totals.comparisons > 0)
    text += fmt::format(" {} of two samples count in ratings.",
                        count_words(totals.comparisons, "comparison"));
  return text + " Every figure stands with its interval and the samples it was made from.";
}

std::string report_page(const Report& report) {
  std::string body = "<a class=\"skip\" href=\"#top\">To the results</a>\n" + bar(report) +
                     "<main>\n" + head(report);
  if (report.composite)
    body += "<section class=\"pack\" id=\"composite\">\n<h2>All packs together</h2>\n" +
            board_section(*report.composite, "composite") + "</section>\n";
  for (std::size_t i = 0; i < report.packs.size(); ++i)
    body += pack_html(report.packs[i], id_of(i));
  body += methods_section(report) + "</main>\n";
  body +=
      "<footer class=\"page-foot\">Made with attune. Open, print or copy it: it needs no "
      "network.</footer>\n";
  return framed({.title = report.title, .body = body + std::string(kReader), .script = true});
}

}  // namespace attune
