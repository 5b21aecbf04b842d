#include "results/page/methods_section.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "results/charts/markup.h"
#include "results/page/command_lines.h"
#include "results/page/glossary.h"
#include "results/page/html_table.h"
#include "results/page/names.h"
#include "results/render/cells.h"
#include "scenarios/load/json_members.h"

namespace attune {
namespace {

using Kind = HtmlColumn::Kind;

// JSON as it was written down, with an entry a line; as it is where it is none.
std::string pretty(const std::string& json) {
  const auto parsed = stored_json(json);
  if (parsed.is_discarded()) return json;
  return parsed.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string definition(std::string_view word, std::string_view meaning) {
  if (meaning.empty()) return {};
  return fmt::format("<dt>{}</dt><dd>{}</dd>\n", word, escaped(visible_line(meaning)));
}

std::string made_by(const Leaderboard& board) {
  std::string line =
      fmt::format("attune leaderboard --pack {} --scorer {}", shell_word(board.pack.text),
                  shell_word(board.scorer.substr(0, board.scorer.find('@'))));
  if (!board.judge.empty()) line += " --judge " + shell_word(board.judge);
  return line + fmt::format(" --seed {}", board.bootstrap.seed);
}

std::string made_by(const RatingBoard& board) {
  return fmt::format("attune ratings --pack {} --scorer {} --seed {}", shell_word(board.pack.text),
                     shell_word(board.scorer.substr(0, board.scorer.find('@'))),
                     board.bootstrap.seed);
}

std::string interval_words(const Bootstrap& bootstrap) {
  return fmt::format("{:g} %, {} draws, seed {}", 100 * bootstrap.level,
                     count_words(bootstrap.resamples), bootstrap.seed);
}

std::string pack_methods(const PackReport& pack) {
  std::string text = fmt::format("<h4>{}</h4>\n<dl>\n", name_html(pack.id.text));
  text += definition("Version", pack.version) + definition("Digest", pack.digest);
  if (pack.board) {
    text += definition("Scorer", pack.board->scorer) + definition("Judge", pack.board->judge) +
            definition("Intervals", interval_words(pack.board->bootstrap)) +
            definition("Leaderboard again", made_by(*pack.board));
  }
  if (pack.ratings) {
    const std::string judge =
        pack.ratings->judge.empty() ? "all judges, pooled" : pack.ratings->judge;
    text += definition("Scorer of pairs", pack.ratings->scorer) +
            definition("Judges of pairs", judge) + definition("Ratings by", pack.ratings->method) +
            definition("Ratings again", made_by(*pack.ratings));
  }
  return text + definition("Licence", pack.words.licence) +
         definition("Reference answers", pack.words.references) +
         definition("Limits", pack.words.limits) + "</dl>\n";
}

std::string served_html(const ModelCalls& calls) {
  std::string text;
  for (const auto& [served, count] : calls.served) {
    if (!text.empty()) text += "<br>";
    text += (served.empty() ? "<span class=\"soft\">not said</span>" : name_html(served)) +
            (calls.served.size() > 1 ? " × " + count_words(count) : "");
  }
  return text;
}

std::string tokens_words(const std::optional<std::int64_t>& tokens) {
  return tokens ? count_words(static_cast<std::size_t>(*tokens)) : "-";
}

std::string calls_table(const std::vector<ModelCalls>& calls) {
  if (calls.empty()) return {};
  HtmlTable table{.caption_html =
                      "Calls that were answered <span class=\"soft\">over all runs; who was "
                      "asked, what for, and what the endpoint said it is</span>",
                  .label = "calls",
                  .columns = {{"Model"},
                              {"Asked by"},
                              {"Served as"},
                              {"Calls", Kind::Number},
                              {"Median latency", Kind::Number},
                              {"Tokens in", Kind::Number},
                              {"Tokens out", Kind::Number},
                              {"Cost", Kind::Number}}};
  for (const ModelCalls& each : calls) {
    table.rows.push_back({.cells = {{name_html(each.model.text)},
                                    {name_html(each.purpose == "play" ? "the pack" : each.purpose)},
                                    {served_html(each)},
                                    {count_words(each.answered)},
                                    {latency_words(each.latency)},
                                    {tokens_words(each.tokens_in)},
                                    {tokens_words(each.tokens_out)},
                                    {each.cost_usd ? "$" + fixed(*each.cost_usd, 2) : "-"}}});
  }
  return to_html(table);
}

std::string run_html(const ReportedRun& run) {
  const std::string release =
      run.run.release.empty()
          ? ""
          : fmt::format(" <span class=\"tag\">{}</span>", name_html(run.run.release));
  std::string text = fmt::format("<details><summary><code>{}</code> {} · {}{}</summary>\n",
                                 escaped(visible_line(run.run.id.text)),
                                 time_words(run.run.started), name_html(run.run.command), release);
  const std::string command = repeat_command(run);
  if (!command.empty())
    text += fmt::format("<p class=\"command\">The same again: <code>{}</code></p>\n",
                        escaped(visible_line(command)));
  text += fmt::format(
      "<p class=\"small soft\">Seed {}. Settings that decide its results:</p><pre>{}</pre>\n",
      run.run.seed, escaped(pretty(run.run.settings)));
  text += fmt::format("<p class=\"small soft\">Made with:</p><pre>{}</pre>\n</details>\n",
                      escaped(pretty(run.run.provenance)));
  return text;
}

}  // namespace

std::string methods_section(const Report& report) {
  std::string text = "<section class=\"part\" id=\"methods\">\n<h2>Methods</h2>\n";
  text +=
      paragraph(fmt::format("Everything above is computed from stored facts by attune {} with seed "
                            "{}; the same facts give the same page, byte for byte.",
                            report.attune, report.seed));
  text += "<h3>Packs, scorers and judges</h3>\n";
  for (const PackReport& pack : report.packs) text += pack_methods(pack);
  text += "<h3>Calls</h3>\n" + calls_table(report.calls);
  text += "<h3>Runs</h3>\n" +
          paragraph(
              "A run's id is a digest of all that decides its results. Addresses, keys and "
              "prices are in none of them.");
  for (const ReportedRun& run : report.runs) text += run_html(run);
  return text + "<h3 id=\"words\">Words</h3>\n" + glossary_html() + "</section>\n";
}

}  // namespace attune
