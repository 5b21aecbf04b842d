#include "results/render/rating_formats.h"

#include <cassert>

#include "scenarios/base/words.h"

namespace attune {
namespace {

using Boards = std::vector<RatingBoard>;

template <std::string (*to_text)(const RatingBoard&)>
std::string one_after_another(const Boards& boards, bool) {
  std::string text;
  for (const RatingBoard& board : boards) text += (text.empty() ? "" : "\n") + to_text(board);
  return text;
}

std::string table(const Boards& boards, bool) {
  return to_tables(boards, {});
}

std::string csv(const Boards& boards, bool) {
  return to_csv(std::span(boards));
}

std::string json(const Boards& boards, bool single) {
  assert(!single || boards.size() == 1);
  return single ? to_json(boards.front()) : to_json(std::span(boards));
}

}  // namespace

const std::vector<RatingFormat>& rating_formats() {
  static const std::vector<RatingFormat> kFormats = {
      {"table", "aligned text, as wide as the terminal, else 80 columns", table},
      {"markdown", "pipe tables with notes", one_after_another<to_markdown>},
      {"csv", "one record per row with its figures (RFC 4180)", csv},
      {"json", "attune.ratings/1 with every figure", json},
      {"latex", "tables for a paper, with booktabs' rules", one_after_another<to_latex>},
  };
  return kFormats;
}

std::string to_tables(const std::vector<RatingBoard>& boards, const TableLook& look) {
  std::string text;
  for (const RatingBoard& board : boards)
    text += (text.empty() ? "" : "\n") + to_table(board, look);
  return text;
}

Result<const RatingFormat*> find_rating_format(std::string_view name) {
  std::vector<std::string> names;
  for (const RatingFormat& format : rating_formats()) {
    if (format.name == name) return &format;
    names.push_back(format.name);
  }
  return fix_input(no_such("format", name, names));
}

}  // namespace attune
