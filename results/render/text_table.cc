#include "results/render/text_table.h"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::size_t kGap = 2;

bool is_empty(const TextColumn& column) {
  return std::ranges::all_of(column.cells, [](const std::string& cell) { return cell.empty(); });
}

std::size_t natural_width(const TextColumn& column) {
  std::size_t width = columns(column.heading);
  for (const std::string& cell : column.cells) width = std::max(width, columns(cell));
  return width;
}

// The least a column can do with.
std::size_t least_width(const TextColumn& column) {
  const std::size_t natural = natural_width(column);
  return column.yield == Yield::Cut ? std::min(natural, column.least) : natural;
}

std::size_t least_width(const std::vector<TextColumn>& table) {
  std::size_t width = table.empty() ? 0 : kGap * (table.size() - 1);
  for (const TextColumn& column : table) width += least_width(column);
  return width;
}

// The column to go first, or the end.
std::vector<TextColumn>::iterator first_to_go(std::vector<TextColumn>& table) {
  auto first = table.end();
  for (auto column = table.begin(); column != table.end(); ++column) {
    if (column->yield != Yield::Drop) continue;
    if (first == table.end() || column->order > first->order) first = column;
  }
  return first;
}

void drop_what_must_go(FittedColumns& made, std::size_t width) {
  std::vector<TextColumn> all = made.columns;
  while (least_width(made.columns) > width) {
    const auto column = first_to_go(made.columns);
    if (column == made.columns.end()) break;
    made.columns.erase(column);
  }
  for (const TextColumn& column : all) {
    if (std::ranges::find(made.columns, column.heading, &TextColumn::heading) == made.columns.end())
      made.dropped.push_back(column.heading);
  }
}

}  // namespace

FittedColumns fitted(std::vector<TextColumn> columns, std::size_t width) {
  FittedColumns made{.columns = std::move(columns)};
  std::erase_if(made.columns, is_empty);
  drop_what_must_go(made, width);
  const std::size_t least = least_width(made.columns);
  std::size_t left = width > least ? width - least : 0;
  std::vector<std::size_t> by_claim(made.columns.size());
  for (std::size_t at = 0; at < by_claim.size(); ++at) by_claim[at] = at;
  std::ranges::stable_sort(by_claim, {},
                           [&made](std::size_t at) { return made.columns[at].claim; });
  made.widths.resize(made.columns.size());
  for (const std::size_t at : by_claim) {
    const std::size_t narrow = least_width(made.columns[at]);
    const std::size_t more = std::min(left, natural_width(made.columns[at]) - narrow);
    made.widths[at] = narrow + more;
    left -= more;
  }
  return made;
}

std::string laid_out(const FittedColumns& fitted, const TableLook& look) {
  const std::size_t rows = fitted.columns.empty() ? 0 : fitted.columns.front().cells.size();
  std::string text;
  for (std::size_t row = 0; row <= rows; ++row) {
    std::string line;
    for (std::size_t at = 0; at < fitted.columns.size(); ++at) {
      const TextColumn& column = fitted.columns[at];
      const std::string& cell = row == 0 ? column.heading : column.cells[row - 1];
      if (at > 0) line.append(kGap, ' ');
      line += padded(clipped(cell, fitted.widths[at]), fitted.widths[at], column.left);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += (row == 0 ? bold(line, look) : line) + "\n";
  }
  return text;
}

std::string no_room_note(const std::vector<std::string>& dropped) {
  return fmt::format("no room here for {}: a wider terminal has it, or --format json",
                     join(dropped, ", "));
}

}  // namespace attune
