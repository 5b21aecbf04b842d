#include "results/render/formats.h"

#include <cassert>

#include "results/render/csv.h"
#include "results/render/json.h"
#include "results/render/latex.h"
#include "results/render/markdown.h"
#include "results/render/table.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

using Boards = std::vector<Leaderboard>;

template <std::string (*to_text)(const Leaderboard&)>
std::string one_after_another(const Boards& boards, bool) {
  std::string text;
  for (const Leaderboard& board : boards) text += (text.empty() ? "" : "\n") + to_text(board);
  return text;
}

std::string table(const Boards& boards, bool) {
  return to_tables(boards, {});
}

std::string csv(const Boards& boards, bool) {
  return to_csv(boards);
}

std::string json(const Boards& boards, bool single) {
  assert(!single || boards.size() == 1);
  return single ? to_json(boards.front()) : to_json(std::span(boards));
}

}  // namespace

const std::vector<Format>& formats() {
  static const std::vector<Format> kFormats = {
      {"table", "aligned text, as wide as the terminal, else 80 columns", table},
      {"markdown", "pipe tables with notes", one_after_another<to_markdown>},
      {"csv", "one record per row with its figures (RFC 4180)", csv},
      {"json", "attune.leaderboard/1 with every figure", json},
      {"latex", "tables for a paper, with booktabs' rules", one_after_another<to_latex>},
  };
  return kFormats;
}

std::string to_tables(const std::vector<Leaderboard>& boards, const TableLook& look) {
  std::string text;
  for (const Leaderboard& board : boards)
    text += (text.empty() ? "" : "\n") + to_table(board, look);
  return text;
}

Result<const Format*> find_format(std::string_view name) {
  std::vector<std::string> names;
  for (const Format& format : formats()) {
    if (format.name == name) return &format;
    names.push_back(format.name);
  }
  return fix_input(no_such("format", name, names));
}

}  // namespace attune
