#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/base/csv.h"
#include "scenarios/base/result.h"
#include "scenarios/load/parse_pack.h"

namespace attune {

// One cell of a row: of CSV its text, of JSON the value as it stands in the file.
struct TableCell {
  std::string_view value;
  bool json = false;
};

// What a cell says as a text, a number or a truth; absent where it says something else. Numbers are
// finite; true, True and 1 are truths. A text that is not UTF-8 is mended.
std::optional<std::string> text_of(const TableCell& cell);
std::optional<double> number_of(const TableCell& cell);
std::optional<bool> truth_of(const TableCell& cell);

// A row of a table.
//
// Ownership: points into the file and into the TableReader, until its next row is read.
class TableRow {
 public:
  // Absent where there is no such column, and where nothing is in it (null, an empty cell).
  [[nodiscard]] std::optional<TableCell> find(std::string_view column) const;
  // Whether the column is there, be something in it or not.
  [[nodiscard]] bool has(std::string_view column) const;

  [[nodiscard]] std::string_view json() const { return json_; }  // the whole row, or empty

  std::string place;  // "votes.csv:12", "votes.json:1: item 7"

 private:
  friend class TableReader;

  struct Column {
    std::string_view name;
    TableCell cell;
  };

  std::vector<Column> columns_;
  std::string_view json_;
};

// Reads a table row by row, in time in proportion to its size: CSV with a first line of names, JSON
// lines, or one JSON list of objects. Which it is shows in the first character.
//
// Ownership: keeps a reference to the file.
class TableReader {
 public:
  explicit TableReader(const PackFile& file);

  // Reads the next row; false where there is none. FixInput with file:line.
  Result<bool> next(TableRow& row);

 private:
  enum class Form { Csv, Lines, List };

  Result<bool> next_record(TableRow& row);
  Result<bool> next_line(TableRow& row);
  Result<bool> next_item(TableRow& row);
  Result<bool> take_object(std::string_view text, TableRow& row);

  const PackFile& file_;
  Form form_ = Form::Csv;
  CsvReader csv_;
  std::vector<std::string> names_;
  std::vector<std::string> cells_;
  std::string_view rest_;
  int line_ = 1;  // of what is left
  std::optional<std::vector<std::string_view>> items_;
  std::size_t item_ = 0;
};

}  // namespace attune
