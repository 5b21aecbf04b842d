#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

// A table of a page. Whatever is named html is markup that was made safe before.

struct HtmlColumn {
  enum class Kind { Text, Number, Picture };
  enum class Order { None, Ascending, Descending };  // None: cannot be sorted by
  std::string html;                                  // heading
  Kind kind = Kind::Text;
  Order first = Order::None;  // the order that sorting by it begins with
  bool sorted = false;        // rows are in that order already
};

struct HtmlCell {
  std::string html;
  std::optional<double> value = std::nullopt;  // of a Number: what it is sorted by
};

struct HtmlRow {
  std::vector<HtmlCell> cells;  // of every column
  std::string name = {};        // what the page's filter looks at; empty: not filtered
};

struct HtmlTable {
  std::string caption_html;
  std::string label;      // what the box that it scrolls in is called; foreign text
  std::string_view look;  // class; "board" is sortable
  std::vector<HtmlColumn> columns;
  std::size_t head = 0;  // the column whose cells head their rows
  std::vector<HtmlRow> rows;
};

// In a box of its own that scrolls where the table is too wide. Every heading has a scope. Buttons
// for sorting are the script's.
std::string to_html(const HtmlTable& table);

// In such a box, which the keyboard can reach.
std::string scroll_box(std::string_view html, std::string_view label);

// "<p class=…>…</p>" of foreign text; a list of such; "" for none.
std::string paragraph(std::string_view text, std::string_view look = {});
std::string notes_html(const std::vector<std::string>& notes);

}  // namespace attune
