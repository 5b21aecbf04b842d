// Models, endpoints and authors write what attune shows. Whatever bytes that is, none of them may
// pass for markup, for a cell, for a line or for a command to a terminal.
#include <array>
#include <cctype>

#include <nlohmann/json.hpp>

#include "harness/calls/one_line.h"
#include "results/charts/markup.h"
#include "results/charts/whisker.h"
#include "results/facts/transcript_json.h"
#include "results/page/html_table.h"
#include "results/page/names.h"
#include "results/page/transcript_article.h"
#include "results/render/cells.h"
#include "results/render/csv.h"
#include "results/render/json.h"
#include "results/render/jsonl.h"
#include "results/render/junit.h"
#include "results/render/latex.h"
#include "results/render/listing.h"
#include "results/render/markdown.h"
#include "results/render/sample_page.h"
#include "results/render/table.h"
#include "results/render/xml_text.h"
#include "scenarios/base/csv.h"
#include "tests/fuzz/checks.h"
#include "tests/support/latex_reader.h"
#include "tests/support/xml.h"

namespace {

using attune::fuzz::is_utf8;
using attune::fuzz::require;

bool has_line_end(std::string_view text) {
  return text.find_first_of("\r\n") != std::string_view::npos;
}

// Fit for a terminal: printable() would change nothing, and that is held to a rule of its own here.
void check_terminal(std::string_view text) {
  require(is_utf8(text) && attune::printable(text) == text);
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    require((byte >= 0x20 && byte != 0x7F) || letter == '\n' || letter == '\t');
  }
  // C1 controls and direction overrides, as UTF-8 has them.
  for (const std::string_view bad : {"\u009b", "\u0085", "\u202e", "\u2066", "\u2028"})
    require(text.find(bad) == std::string_view::npos);
}

void check_base(const std::string& text) {
  const std::string valid = attune::valid_utf8(text);
  require(attune::valid_utf8(valid) == valid);
  check_terminal(attune::printable(text));
  const std::size_t columns = attune::columns(valid);
  require(attune::characters(valid) <= valid.size());
  for (const std::size_t width : {std::size_t{0}, std::size_t{1}, std::size_t{7}, columns}) {
    const std::string cut = attune::clipped(valid, width);
    require(is_utf8(cut) && attune::columns(cut) <= width);
    if (width == columns) require(cut == valid);
  }
}

void check_lines(const std::string& text) {
  const std::string line = attune::one_line(text);
  check_terminal(line);
  require(!has_line_end(line) && line.find('\t') == std::string::npos);
  constexpr std::size_t kWidth = 30;
  const std::string short_line = attune::one_line(text, kWidth);
  check_terminal(short_line);
  require(!has_line_end(short_line) && attune::columns(short_line) <= kWidth);
  require(attune::masked(attune::masked(text)) == attune::masked(text));
  const std::string visible = attune::visible_line(text);
  require(!has_line_end(visible) && attune::visible(visible) == visible);
}

// Markup whose elements close and whose text has no bare '<' or '&'. Nothing in it is a control.
void check_markup(const std::string& markup) {
  check_terminal(markup);
  const std::string document =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<all>" + markup + "</all>";
  require(attune::parse_xml(document).has_value());
}

void check_escapes(const std::string& text) {
  const std::string shown = attune::visible(text);
  check_terminal(shown);
  require(attune::visible(shown) == shown);
  for (const std::string& escaped :
       {attune::escaped(text), attune::escaped_line(text, 12), attune::name_html(text)}) {
    check_markup(escaped);
  }
  const std::string attribute = attune::escaped(text);
  require(attribute.find_first_of("<>\"'") == std::string::npos);
  require(!has_line_end(attune::escaped_line(text, 40)));
}

void check_xml(const std::string& text) {
  const std::string document = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"" +
                               attune::xml_attribute(text) + "\">" + attune::xml_text(text) +
                               "</a>";
  const auto root = attune::parse_xml(document);
  require(root && root->children.empty());
  require(root->text == root->attributes.at("b"));
  require(!has_line_end(attune::xml_attribute(text)));
}

void check_csv(const std::string& text) {
  const std::string field = attune::csv_field(text);
  require(is_utf8(field) && !has_line_end(field));
  const std::string line = "x," + field + ",x";
  attune::CsvReader reader(line);
  std::vector<std::string> cells;
  const auto read = reader.next(cells);
  require(read && *read && cells.size() == 3);
  const std::string plain = attune::one_line(text);
  require(cells[1] == plain || cells[1] == "'" + plain);
  require(cells[1].empty() || std::string_view("=@").find(cells[1].front()) == std::string::npos);
}

// Signs that mean something in Markdown, other than behind a backslash or as an entity.
std::size_t bare_signs(std::string_view text, std::string_view signs) {
  std::size_t bare = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (signs.find(text[at]) != std::string_view::npos) {
      ++bare;
    }
  }
  return bare;
}

void check_markdown(const std::string& text) {
  const std::string escaped = attune::markdown_escaped(text);
  check_terminal(escaped);
  require(!has_line_end(escaped) && bare_signs(escaped, "`*_{}[]|~#!$<>") == 0);
}

void check_latex(const std::string& text) {
  for (const std::string& escaped : {attune::latex_escaped(text), attune::latex_cell(text)}) {
    require(is_utf8(escaped) && !has_line_end(escaped));
    require(attune::LatexReader::faults_of(escaped).empty());
    require(bare_signs(escaped, "%&#_^~") == 0);
  }
  const std::string table =
      attune::latex_table({.caption = text,
                           .name = text,
                           .body = attune::latex_tabular({{text, "n"}, {"x", text}}),
                           .notes = {text}});
  require(attune::LatexReader::faults_of(table).empty());
}

attune::SampleRecord a_sample(const std::string& text) {
  attune::Transcript transcript;
  attune::Turn turn{attune::text_message(attune::Role::User, text), text, text};
  turn.aside = attune::Aside{.internal = text, .state = {{text, 4}}, .nudge = text};
  transcript.turns.push_back(std::move(turn));
  return {.run = {text},
          .key = {{text}, {text}, {"lab/" + text}, 2},
          .pack_digest = text,
          .release = text,
          .outcome = attune::Outcome::Truncated,
          .why = text,
          .transcript = attune::to_json(transcript)};
}

std::vector<attune::VerdictRecord> some_verdicts(const std::string& text) {
  attune::VerdictRecord scored{.judge = text};
  scored.verdict = {text, attune::Marks{70, {{text, 3}}}, text};
  attune::VerdictRecord unscored{.judge = text};
  unscored.verdict = {text, attune::Unscored{text}, ""};
  return {scored, unscored};
}

void check_page(const std::string& text) {
  const attune::SampleRecord sample = a_sample(text);
  const auto verdicts = some_verdicts(text);
  const std::vector<const attune::VerdictRecord*> found = {verdicts.data(), &verdicts.back()};
  const attune::TranscriptOf of{.sample = &sample, .verdicts = found};
  check_markup(attune::transcript_article(of, 3));
  check_markup(attune::folded_transcript(of, "t-3"));
  attune::HtmlTable table{.caption_html = attune::escaped(text),
                          .label = text,
                          .look = "plain",
                          .columns = {{.html = "Name"}},
                          .rows = {{.cells = {{attune::name_html(text)}}, .name = text}}};
  check_markup(attune::to_html(table) + attune::notes_html({text}) + attune::paragraph(text));
  check_markup(attune::whisker_chart({.title = text,
                                      .rows = {{text, {.point = 3}, text, text}},
                                      .lines = {{text, 2}},
                                      .unit = text}));
  const std::string page = attune::sample_page(sample, verdicts, {});
  check_terminal(attune::printable(page));
  for (const auto& [kind, what] : attune::jsonl_exporters()) {
    const std::string lines = attune::to_jsonl(
        kind, {.pack = "", .samples = {&sample, 1}, .verdicts = verdicts, .calls = {}});
    require(lines.empty() || nlohmann::json::accept(lines.substr(0, lines.find('\n'))));
  }
}

void check_junit(const std::string& text) {
  const attune::JunitCase one{.scenario = {text},
                              .planned = 2,
                              .scored = 1,
                              .figures = {{text, 3}},
                              .failed = 1,
                              .error = text,
                              .unscored = text};
  const std::vector<attune::JunitSuite> suites = {
      {.name = text, .classname = text, .properties = {{text, text}}, .cases = {one}}};
  require(attune::parse_xml(attune::to_junit(suites)).has_value());
}

attune::Leaderboard a_board(const std::string& text) {
  attune::Standing row{.subject = {"lab/" + text},
                       .release = text,
                       .score = attune::Estimate{.point = 3, .samples = 1, .clusters = 1},
                       .planned = 3,
                       .missing = 1,
                       .unscored = 1,
                       .reasons = {{text, 1}},
                       .outcomes = {{text, 1}, {"ok", 1}},
                       .criteria = {{text, {.point = 4}}},
                       .groups = {{text, {{text, {.point = 4}}}}}};
  attune::Standing failed{.subject = {"lab/plain"}, .failed = text, .planned = 3, .missing = 3};
  return {.pack = {text},
          .version = text,
          .title = text,
          .scorer = text,
          .judge = text,
          .rows = {row, failed},
          .notes = {text},
          .cited = {{text, 2, text, text, text}},
          .baselines = {{text, 1}}};
}

std::size_t lines_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

// Every row of every table has as many cells as its heading: what is in them adds none.
void check_pipes(const std::string& markdown) {
  std::size_t cells = 0;  // of the table that this line belongs to; 0: none
  for (std::size_t at = 0; at < markdown.size();) {
    const std::size_t end = std::min(markdown.find('\n', at), markdown.size());
    const std::string_view line = std::string_view(markdown).substr(at, end - at);
    const std::size_t bars = line.starts_with('|') ? bare_signs(line, "|") : 0;
    require(bars == 0 || cells == 0 || bars == cells);
    cells = bars;
    at = end + 1;
  }
}

void check_board(const std::string& text) {
  const attune::Leaderboard board = a_board(text);
  check_terminal(attune::to_table(board));
  check_terminal(attune::to_table(board, {.width = 40}));
  const std::string markdown = attune::to_markdown(board);
  check_terminal(markdown);
  check_pipes(markdown);
  static const std::size_t kLines = lines_in(attune::to_markdown(a_board("plain")));
  require(lines_in(markdown) == kLines);
  require(attune::LatexReader::faults_of(attune::to_latex(board)).empty());
  const std::string csv = attune::to_csv({&board, 1});
  attune::CsvReader reader(csv);
  std::vector<std::string> heading;
  std::vector<std::string> cells;
  require(*reader.next(heading));
  for (std::size_t row = 0; row < board.rows.size(); ++row)
    require(*reader.next(cells) && cells.size() == heading.size());
  require(!*reader.next(cells) && lines_in(csv) == 1 + board.rows.size());
  const std::string json = attune::to_json(board);
  check_terminal(json);
  require(nlohmann::json::accept(json));
}

void check_listing(const std::string& text) {
  const attune::Listing listing{
      .what = "runs", .columns = {"name", "more"}, .rows = {{text, "x"}, {"y", text}}};
  const std::string table = attune::to_table(listing);
  check_terminal(table);
  require(lines_in(table) == 1 + listing.rows.size());
  require(nlohmann::json::accept(attune::to_json(listing)));
}

}  // namespace

// The first byte chooses where the text is shown, for all together takes its time.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const attune::fuzz::Input input = attune::fuzz::input_of(bytes, size);
  switch (input.form % 8) {
    case 0:
      check_base(input.text);
      check_lines(input.text);
      check_csv(input.text);
      check_markdown(input.text);
      break;
    case 1:
      check_escapes(input.text);
      check_xml(input.text);
      break;
    case 2:
      check_page(input.text);
      break;
    case 3:
      check_board(input.text);
      break;
    case 4:
      check_latex(input.text);
      break;
    default:
      check_listing(input.text);
      check_junit(input.text);
      break;
  }
  return 0;
}
