#include "scenarios/load/table_rows.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"
#include "scenarios/load/json_members.h"

namespace attune {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_nothing(const TableCell& cell) {
  return cell.value.empty() || (cell.json && cell.value == "null");
}

int line_ends(std::string_view text) {
  return static_cast<int>(std::ranges::count(text, '\n'));
}

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

// A name that stands twice, or empty.
std::string twice_in(const std::vector<std::string>& names) {
  std::set<std::string> seen;
  for (const std::string& name : names) {
    if (!seen.insert(name).second) return name;
  }
  return {};
}

}  // namespace

std::optional<std::string> text_of(const TableCell& cell) {
  if (is_nothing(cell)) return std::nullopt;
  if (!cell.json) return valid_utf8(cell.value);
  if (cell.value.front() == '{' || cell.value.front() == '[') return std::nullopt;
  const auto json = json_value(cell.value);
  if (!json) return std::nullopt;
  return json->is_string() ? json->get<std::string>() : std::string(cell.value);
}

std::optional<double> number_of(const TableCell& cell) {
  const auto text = text_of(cell);
  if (!text) return std::nullopt;
  const std::string_view digits = trim(*text);
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<bool> truth_of(const TableCell& cell) {
  const auto text = text_of(cell);
  if (text == "true" || text == "True" || text == "1") return true;
  if (text == "false" || text == "False" || text == "0") return false;
  return std::nullopt;
}

std::optional<TableCell> TableRow::find(std::string_view column) const {
  const auto found = std::ranges::find(columns_, column, &Column::name);
  if (found == columns_.end() || is_nothing(found->cell)) return std::nullopt;
  return found->cell;
}

bool TableRow::has(std::string_view column) const {
  return std::ranges::find(columns_, column, &Column::name) != columns_.end();
}

TableReader::TableReader(const PackFile& file)
    : file_(file), csv_(file.text), rest_(without_mark(file.text)) {
  const std::string_view start = trim(std::string_view(rest_).substr(0, rest_.find_first_of("{[")));
  const bool json = start.empty() && rest_.find_first_of("{[") != std::string_view::npos;
  if (json) form_ = rest_[rest_.find_first_of("{[")] == '[' ? Form::List : Form::Lines;
}

Result<bool> TableReader::next(TableRow& row) {
  switch (form_) {
    case Form::Csv:
      return next_record(row);
    case Form::Lines:
      return next_line(row);
    case Form::List:
      break;
  }
  return next_item(row);
}

Result<bool> TableReader::next_record(TableRow& row) {
  const auto place = [&] { return fmt::format("{}:{}", file_.name, csv_.line()); };
  if (names_.empty()) {
    const auto read = csv_.next(names_);
    if (!read) return Error(read.error()).within(place());
    if (!*read) return fix_input(place() + ": expected a table: CSV or JSON");
    const std::string twice = twice_in(names_);
    if (!twice.empty())
      return fix_input(fmt::format("{}: column '{}' stands twice", place(), printable(twice)));
  }
  auto read = csv_.next(cells_);
  if (!read) return Error(read.error()).within(place());
  if (!*read) return false;
  row.place = place();
  if (cells_.size() != names_.size())
    return fix_input(
        fmt::format("{}: expected {} cells, found {}", row.place, names_.size(), cells_.size()));
  row.columns_.clear();
  for (std::size_t i = 0; i < names_.size(); ++i)
    row.columns_.push_back({names_[i], {.value = cells_[i], .json = false}});
  return true;
}

Result<bool> TableReader::take_object(std::string_view text, TableRow& row) {
  auto members = json_members(text);
  if (!members) return std::move(members).error().within(row.place);
  row.json_ = text;
  row.columns_.clear();
  names_.clear();
  for (JsonMember& member : *members) names_.push_back(std::move(member.name));
  for (std::size_t i = 0; i < names_.size(); ++i)
    row.columns_.push_back({names_[i], {.value = (*members)[i].value, .json = true}});
  return true;
}

Result<bool> TableReader::next_line(TableRow& row) {
  while (!rest_.empty()) {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    const std::string_view line = trim(rest_.substr(0, end));
    row.place = fmt::format("{}:{}", file_.name, line_);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++line_;
    if (!line.empty()) return take_object(line, row);
  }
  return false;
}

Result<bool> TableReader::next_item(TableRow& row) {
  if (!items_) {
    auto items = json_items(rest_);
    if (!items) return std::move(items).error().within(file_.name);
    items_ = *std::move(items);
  }
  if (item_ == items_->size()) return false;
  const std::string_view item = (*items_)[item_++];
  const auto before = static_cast<std::size_t>(item.data() - rest_.data());
  line_ += line_ends(rest_.substr(0, before));
  rest_.remove_prefix(before);
  row.place = fmt::format("{}:{}: item {}", file_.name, line_, item_);
  return take_object(item, row);
}

}  // namespace attune
