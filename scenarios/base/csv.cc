#include "scenarios/base/csv.h"

#include <algorithm>

namespace attune {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

CsvReader::CsvReader(std::string_view text) : text_(text) {
  if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
}

bool CsvReader::at_line_end() const {
  return at_ == text_.size() || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n";
}

void CsvReader::take_line_end() {
  if (at_ == text_.size()) return;
  at_ += text_[at_] == '\r' ? 2 : 1;
  ++line_;
}

// Between two quotes everything but a quote is copied at once.
Result<Done> CsvReader::read_quoted(std::string& cell) {
  ++at_;
  while (true) {
    const std::size_t quote = text_.find('"', at_);
    if (quote == std::string_view::npos) return fix_input("a quoted cell does not end");
    const std::string_view piece = text_.substr(at_, quote - at_);
    line_ += static_cast<int>(std::ranges::count(piece, '\n'));
    cell += piece;
    at_ = quote + 1;
    if (at_ == text_.size() || text_[at_] != '"') break;
    cell += '"';
    ++at_;
  }
  if (at_line_end() || text_[at_] == ',') return Done{};
  return fix_input("expected a comma or the line's end after a quoted cell");
}

Result<bool> CsvReader::next(std::vector<std::string>& cells) {
  cells.clear();
  while (at_ < text_.size() && at_line_end()) take_line_end();
  begin_ = line_;
  if (at_ == text_.size()) return false;
  while (true) {
    std::string& cell = cells.emplace_back();
    if (at_ < text_.size() && text_[at_] == '"') {
      Result<Done> read = read_quoted(cell);
      if (!read) return std::move(read).error();
    } else {
      const std::size_t start = at_;
      while (!at_line_end() && text_[at_] != ',') ++at_;
      cell = text_.substr(start, at_ - start);
    }
    if (at_line_end()) break;
    ++at_;  // the comma
  }
  take_line_end();
  return true;
}

}  // namespace attune
