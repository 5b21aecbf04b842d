#include "results/page/html_table.h"

#include <fmt/format.h>

#include "results/charts/markup.h"

namespace attune {
namespace {

std::string_view look_of(HtmlColumn::Kind kind) {
  switch (kind) {
    case HtmlColumn::Kind::Text:
      return "text";
    case HtmlColumn::Kind::Number:
      return "number";
    case HtmlColumn::Kind::Picture:
      return "picture";
  }
  return {};
}

std::string_view word_of(HtmlColumn::Order order) {
  switch (order) {
    case HtmlColumn::Order::None:
      return "no";
    case HtmlColumn::Order::Ascending:
      return "ascending";
    case HtmlColumn::Order::Descending:
      return "descending";
  }
  return {};
}

std::string heading(const HtmlColumn& column, bool sortable) {
  std::string text = fmt::format("<th scope=\"col\" class=\"{}\"", look_of(column.kind));
  if (sortable) text += fmt::format(" data-sort=\"{}\"", word_of(column.first));
  if (sortable && column.sorted) text += fmt::format(" aria-sort=\"{}\"", word_of(column.first));
  return text + ">" + column.html + "</th>";
}

std::string cell_html(const HtmlCell& cell, const HtmlColumn& column, bool head) {
  const std::string_view name = head ? "th" : "td";
  std::string text =
      fmt::format("<{}{} class=\"{}\"", name, head ? " scope=\"row\"" : "", look_of(column.kind));
  if (column.kind == HtmlColumn::Kind::Number && column.first != HtmlColumn::Order::None)
    text += cell.value ? fmt::format(" data-value=\"{}\"", *cell.value) : " data-value=\"\"";
  return text + fmt::format(">{}</{}>", cell.html, name);
}

std::string row_html(const HtmlRow& row, const HtmlTable& table) {
  std::string text =
      row.name.empty() ? "<tr>" : fmt::format("<tr data-name=\"{}\">", escaped(row.name));
  for (std::size_t i = 0; i < table.columns.size() && i < row.cells.size(); ++i)
    text += cell_html(row.cells[i], table.columns[i], i == table.head);
  return text + "</tr>\n";
}

}  // namespace

std::string scroll_box(std::string_view html, std::string_view label) {
  return fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">{}</div>\n",
      escaped(visible_line(label)), html);
}

std::string to_html(const HtmlTable& table) {
  const bool sortable = table.look == "board";
  std::string text = "<table";
  if (!table.look.empty()) text += fmt::format(" class=\"{}\"", table.look);
  if (sortable) text += " data-sortable";
  text += fmt::format(">\n<caption><span>{}</span></caption>\n<thead><tr>", table.caption_html);
  for (const HtmlColumn& column : table.columns) text += heading(column, sortable);
  text += "</tr></thead>\n<tbody>\n";
  for (const HtmlRow& row : table.rows) text += row_html(row, table);
  return scroll_box(text + "</tbody>\n</table>", table.label);
}

std::string paragraph(std::string_view text, std::string_view look) {
  if (text.empty()) return {};
  const std::string words = escaped(visible_line(text));
  if (look.empty()) return fmt::format("<p>{}</p>\n", words);
  return fmt::format("<p class=\"{}\">{}</p>\n", look, words);
}

std::string notes_html(const std::vector<std::string>& notes) {
  if (notes.empty()) return {};
  std::string text = "<ul class=\"notes\">\n";
  for (const std::string& note : notes)
    text += fmt::format("<li>{}</li>\n", escaped(visible_line(note)));
  return text + "</ul>\n";
}

}  // namespace attune
