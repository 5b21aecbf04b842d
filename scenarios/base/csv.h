#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/base/result.h"

namespace attune {

// Reads comma-separated values record by record (RFC 4180): a cell in quotes may hold commas, line
// ends and quotes, which stand doubled. Lines end in LF or CRLF. A byte order mark and blank lines
// are passed over; a quote within a cell that does not begin with one is a character like others.
//
// Ownership: keeps a view of the text.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text);

  // Reads the next record into `cells`; false where there is none. FixInput with a short sentence
  // for a quote that does not end, or that something other than a comma follows.
  Result<bool> next(std::vector<std::string>& cells);

  // Where the record that was read last begins, from 1.
  [[nodiscard]] int line() const { return begin_; }

 private:
  Result<Done> read_quoted(std::string& cell);
  [[nodiscard]] bool at_line_end() const;
  void take_line_end();

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;   // of the next character
  int begin_ = 1;  // of the last record
};

}  // namespace attune
