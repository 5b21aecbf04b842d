#include "results/page/transcript_section.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "results/charts/markup.h"
#include "results/page/html_table.h"
#include "results/page/names.h"
#include "results/page/transcript_sheets.h"
#include "results/render/cells.h"

namespace attune {
namespace {

// Shades of points: nine steps of the charts' own scale.
int shade_of(double points) {
  return static_cast<int>(std::clamp(points / 100 * 9, 0.0, 8.0));
}

// What a cell without points says.
std::string word_of(const IndexCell& cell) {
  if (cell.outcome == Outcome::Ok) return "unscored";
  return std::string(to_text(cell.outcome));
}

void add_cell(const TranscriptIndex& index, const IndexCell& cell, std::string& text) {
  const std::string words = cell.points ? fixed(*cell.points, 0) : word_of(cell);
  auto out = std::back_inserter(text);
  if (cell.points) fmt::format_to(out, "<td class=\"heat{}\">", shade_of(*cell.points));
  if (!cell.points) text += "<td class=\"out\">";
  if (cell.place.empty()) {
    fmt::format_to(out, "<span>{}</span></td>", words);
    return;
  }
  const bool inside = cell.place.front() == '#';
  fmt::format_to(out, "<a href=\"{}{}{}\">{}</a></td>", inside ? "" : index.folder,
                 inside ? "" : "/", cell.place, words);
}

std::string grid_html(const TranscriptIndex& index, const std::string& id) {
  std::string text = fmt::format(
      "<table class=\"grid\" id=\"{}-grid\"><caption>Points of every "
      "sample</caption>\n<thead><tr><th scope=\"col\">Scenario</th>",
      id);
  for (const Contestant& subject : index.subjects) {
    text += fmt::format("<th scope=\"col\"><span>{}</span></th>",
                        name_html(subject_words(subject.subject, subject.release)));
  }
  text += "</tr></thead>\n<tbody>\n";
  for (std::size_t i = 0; i < index.scenarios.size(); ++i) {
    const std::string name = name_html(index.scenarios[i].text);
    text += fmt::format("<tr><th scope=\"row\" title=\"{}\">{}</th>",
                        escaped(visible_line(index.scenarios[i].text)), name);
    for (const auto& cell : index.cells[i]) {
      if (!cell) text += "<td></td>";
      if (cell) add_cell(index, *cell, text);
    }
    text += "</tr>\n";
  }
  return scroll_box(text + "</tbody></table>", "points of every sample");
}

// Words that cells without points have, each once.
std::set<std::string> words_of(const TranscriptIndex& index) {
  std::set<std::string> words;
  for (const auto& row : index.cells) {
    for (const auto& cell : row) {
      if (cell && !cell->points) words.insert(word_of(*cell));
    }
  }
  return words;
}

std::string tools_html(const TranscriptIndex& index, const std::string& id) {
  std::string text = fmt::format(
      "<div class=\"tools\" data-grid=\"{}-grid\" data-script hidden>\n"
      "<label>Scenario<input type=\"search\" name=\"scenario\"></label>\n"
      "<label>Subject<input type=\"search\" name=\"subject\"></label>\n"
      "<label>Outcome<select name=\"outcome\"><option value=\"\">any</option>"
      "<option value=\"scored\">scored</option>",
      id);
  for (const std::string& word : words_of(index)) text += fmt::format("<option>{}</option>", word);
  return text +
         "</select></label>\n"
         "<label>Points from<input type=\"number\" name=\"least\" step=\"any\"></label>\n"
         "<label>to<input type=\"number\" name=\"most\" step=\"any\"></label>\n"
         "<output></output></div>\n";
}

std::string legend(const TranscriptIndex& index) {
  std::string text = "<p class=\"legend\">";
  for (int shade = 0; shade <= 8; ++shade) {
    text += fmt::format("<span class=\"swatch heat{}\">{}</span>", shade,
                        static_cast<int>(std::ceil(shade * 100.0 / 9)));
  }
  text += "<span>points and more. A cell is the mean of all repeats of a scenario";
  return text + (index.shown ? "; it opens the transcript.</span></p>\n" : ".</span></p>\n");
}

std::string files_html(const TranscriptIndex& index) {
  std::string text;
  for (const TranscriptFile& file : index.files) {
    const std::string link = index.folder + "/" + file.name;
    text += fmt::format(
        "<details class=\"transcript\" data-src=\"{0}\"><summary>{1} <span class=\"soft small\">{2}"
        "</span></summary><p class=\"small\"><a href=\"{0}\">Open as a page of its "
        "own</a></p></details>\n",
        link, name_html(file.title), count_words(file.samples, "transcript"));
  }
  return text;
}

std::string transcripts_html(const TranscriptIndex& index, const std::string& id) {
  if (!index.shown) return "<p class=\"soft\">Transcripts were left out of this report.</p>\n";
  if (index.articles.empty())
    return fmt::format("<details id=\"{}-read\"><summary>All transcripts</summary>\n{}</details>\n",
                       id, files_html(index));
  std::string text = "<div class=\"reading\">\n";
  for (const std::string& article : index.articles) text += article;
  return text + "</div>\n";
}

}  // namespace

std::string transcript_section(const TranscriptIndex& index, const std::string& id) {
  if (index.scenarios.empty() || index.subjects.empty()) return {};
  return fmt::format("<h3 id=\"{}-samples\">{}</h3>\n", id,
                     index.shown ? "Samples and transcripts" : "Samples") +
         tools_html(index, id) + legend(index) + grid_html(index, id) + transcripts_html(index, id);
}

}  // namespace attune
