#include "results/render/latex.h"

#include <fmt/format.h>

#include "results/render/cells.h"

namespace attune {
namespace {

// Further tables of a paper are as wide as they are: nothing is cut or turned for them.
constexpr GridLimits kLimits = {.width = 100, .name = 100};

// What stands for a letter that means something to LaTeX; empty: itself. Brackets and stars stand
// in braces, for a row that begins with one would be an argument of the \\ before.
std::string_view stand_in(char letter) {
  switch (letter) {
    case '\\':
      return "\\textbackslash{}";
    case '~':
      return "\\textasciitilde{}";
    case '^':
      return "\\textasciicircum{}";
    case '{':
      return "\\{";
    case '}':
      return "\\}";
    case '$':
      return "\\$";
    case '&':
      return "\\&";
    case '#':
      return "\\#";
    case '%':
      return "\\%";
    case '_':
      return "\\_";
    case '[':
      return "{[}";
    case ']':
      return "{]}";
    case '*':
      return "{*}";
    case '<':
      return "\\textless{}";
    case '>':
      return "\\textgreater{}";
    case '|':
      return "\\textbar{}";
    case '"':
      return "\\textquotedbl{}";
    default:
      return {};
  }
}

// Whether two letters would be printed as one other: "--" as a dash, "?`" as an inverted mark.
bool is_ligature(char before, char letter) {
  if (letter == '`' && (before == '?' || before == '!')) return true;
  return before == letter && (letter == '-' || letter == '\'' || letter == '`' || letter == ',');
}

std::string label_of(std::string_view name) {
  std::string label = "tab:";
  for (const char letter : name) {
    const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                       (letter >= '0' && letter <= '9');
    if (plain || letter == '-') label += letter;
  }
  return label;
}

// Columns that a board need not have.
struct Extras {
  std::vector<MarkColumn> marks;
  bool latency = false;
  bool cost = false;

  [[nodiscard]] std::size_t columns() const {
    return 6 + marks.size() + (latency ? 1 : 0) + (cost ? 1 : 0);
  }
};

// What any row has.
Extras extras_of(const Leaderboard& board) {
  Extras extras;
  for (const MarkColumn& column : kMarkColumns) {
    if (any_has(board.rows, column) || any_has(board.stub_rows, column))
      extras.marks.push_back(column);
  }
  for (const std::vector<Standing>* rows : {&board.rows, &board.stub_rows}) {
    for (const Standing& row : *rows) {
      extras.latency = extras.latency || row.latency;
      extras.cost = extras.cost || row.cost_usd;
    }
  }
  return extras;
}

std::string row_line(const Standing& row, const Extras& extras) {
  const std::size_t samples = row.score ? row.score->samples : row.planned - row.missing;
  std::vector<std::string> cells = {latex_cell(place_text(row)), latex_escaped(subject_text(row)),
                                    latex_cell(score_text(row)), latex_cell(interval_text(row))};
  for (const MarkColumn& mark : extras.marks) cells.push_back(latex_cell(mark_text(row, mark)));
  cells.push_back(std::to_string(samples));
  cells.push_back(std::to_string(row.missing));
  if (extras.latency) cells.push_back(latex_cell(latency_text(row)));
  if (extras.cost) cells.push_back(latex_cell(cost_text(row)));
  return latex_line(cells);
}

// A reference line: a name and a figure, without rank or interval.
std::string reference_line(const std::string& name, double points, std::size_t columns) {
  std::vector<std::string> cells(columns);
  cells[1] = "\\emph{" + latex_escaped(name) + "}";
  cells[2] = latex_cell(fixed(points, 2));
  return latex_line(cells);
}

std::string heading_lines(const Extras& extras, double level) {
  std::vector<std::string> headings = {"Rank", "Subject", "Score",
                                       fmt::format("{:.4g}\\,\\% interval", 100 * level)};
  for (const MarkColumn& mark : extras.marks) headings.push_back(latex_escaped(mark.heading));
  headings.insert(headings.end(), {"$n$", "Missing"});
  if (extras.latency) headings.emplace_back("Latency");
  if (extras.cost) headings.emplace_back("Cost");
  return fmt::format("\\begin{{tabular}}{{rlrc{}}}\n\\toprule\n{}\\midrule\n",
                     std::string(extras.columns() - 4, 'r'), latex_line(headings));
}

std::string main_tabular(const Leaderboard& board) {
  const Extras extras = extras_of(board);
  const std::size_t columns = extras.columns();
  std::string text = heading_lines(extras, board.bootstrap.level);
  for (const Standing& row : board.rows) text += row_line(row, extras);
  if (!board.stub_rows.empty()) text += latex_banner(kStubTitle, columns);
  for (const Standing& row : board.stub_rows) text += row_line(row, extras);
  if (!board.baselines.empty()) text += latex_banner(kBaselineTitle, columns);
  for (const Baseline& each : board.baselines)
    text += reference_line(one_line(each.name), each.points, columns);
  if (!board.cited.empty()) text += latex_banner(kCitedTitle, columns);
  for (const Cited& each : board.cited)
    text += reference_line(subject_text(each), each.value, columns);
  return text + "\\bottomrule\n\\end{tabular}";
}

std::vector<std::string> notes_of(const Leaderboard& board) {
  std::vector<std::string> notes = row_remarks(board.rows);
  for (std::string& remark : row_remarks(board.stub_rows)) notes.push_back(std::move(remark));
  for (const Cited& each : board.cited) {
    if (const std::string origin = origin_text(each); !origin.empty())
      notes.push_back(subject_text(each) + ": " + origin);
  }
  notes.insert(notes.end(), board.notes.begin(), board.notes.end());
  return notes;
}

std::string grid_tables(const Leaderboard& board, const std::vector<Standing>& rows,
                        const std::string& name) {
  std::string text;
  std::size_t number = 0;
  for (const GroupGrid& group : breakdowns(board, rows, kLimits)) {
    text += "\n" + latex_table({.caption = heading_text(board) + ". " + group.title,
                                .name = fmt::format("{}-{}", name, ++number),
                                .body = latex_tabular(group.grid)});
  }
  return text;
}

}  // namespace

std::string latex_escaped(std::string_view text) {
  std::string safe;
  char before = ' ';
  for (const char letter : one_line(text)) {
    const std::string_view other = stand_in(letter);
    if (is_ligature(before, letter)) safe += "{}";
    before = letter;
    if (other.empty()) {
      safe += letter;
    } else {
      safe += other;
    }
  }
  // A sign of which text fonts have no letter.
  constexpr std::string_view kPlusMinus = "±";
  for (std::size_t at = safe.find(kPlusMinus); at != std::string::npos;
       at = safe.find(kPlusMinus, at))
    safe.replace(at, kPlusMinus.size(), "$\\pm$");
  return safe;
}

std::string latex_cell(std::string_view text) {
  if (text == "-") return "--";
  const auto digit = [&](std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
  };
  const bool date = text.size() == 10 && text[4] == '-' && text[7] == '-';  // "2026-11-23"
  std::string made;
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '-' || !digit(at + 1)) continue;
    const bool inside = at > 0 && digit(at - 1);
    const std::string_view dash = !inside ? "$-$" : date ? "-" : "--";
    made += latex_escaped(text.substr(done, at - done)).append(dash);
    done = at + 1;
  }
  return made + latex_escaped(text.substr(done));
}

std::string latex_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& each : cells) line += (&each == &cells.front() ? "" : " & ") + each;
  return line + " \\\\\n";
}

std::string latex_banner(std::string_view title, std::size_t columns) {
  return fmt::format("\\midrule\n\\multicolumn{{{}}}{{l}}{{\\emph{{{}}}}} \\\\\n", columns,
                     latex_escaped(title));
}

std::string latex_tabular(const Grid& grid) {
  std::string text = fmt::format("\\begin{{tabular}}{{l{}}}\n\\toprule\n",
                                 std::string(grid.front().size() - 1, 'r'));
  for (const auto& fields : grid) {
    std::vector<std::string> cells;
    for (const std::string& field : fields) {
      const bool name = cells.empty() || &fields == &grid.front();
      cells.push_back(name ? latex_escaped(field) : latex_cell(field));
    }
    text += latex_line(cells);
    if (&fields == &grid.front()) text += "\\midrule\n";
  }
  return text + "\\bottomrule\n\\end{tabular}";
}

std::string latex_table(const LatexTable& table) {
  std::string text =
      fmt::format("\\begin{{table}}[tb]\n\\centering\n\\caption{{{}}}\n\\label{{{}}}\n{}\n",
                  latex_escaped(table.caption), label_of(table.name), table.body);
  if (!table.notes.empty()) text += "\n\\medskip\n\\begin{minipage}{\\linewidth}\\footnotesize\n";
  for (const std::string& note : table.notes) text += latex_escaped(note) + ".\\par\n";
  if (!table.notes.empty()) text += "\\end{minipage}\n";
  return text + "\\end{table}\n";
}

std::string to_latex(const Leaderboard& board) {
  const std::string name = board.pack.text;
  return std::string(kLatexNeeds) +
         latex_table({.caption = heading_text(board),
                      .name = name,
                      .body = main_tabular(board),
                      .notes = notes_of(board)}) +
         grid_tables(board, board.rows, name) + grid_tables(board, board.stub_rows, name + "-stub");
}

}  // namespace attune
