#include "results/render/listing.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "results/render/cells.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

constexpr std::size_t kWidest = 72;

std::string cell(const std::string& text) {
  return clipped(one_line(text), kWidest);
}

void add_row(const std::vector<std::string>& row, const std::vector<std::size_t>& widths,
             std::string& text) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string shown = cell(row[i]);
    text += shown;
    if (i + 1 < row.size()) text.append(widths[i] - columns(shown) + 2, ' ');
  }
  text += '\n';
}

}  // namespace

std::string to_table(const Listing& listing) {
  std::vector<std::size_t> widths(listing.columns.size());
  for (std::size_t i = 0; i < widths.size(); ++i) {
    widths[i] = columns(cell(listing.columns[i]));
    for (const auto& row : listing.rows) widths[i] = std::max(widths[i], columns(cell(row[i])));
  }
  std::string text;
  add_row(listing.columns, widths, text);
  for (const auto& row : listing.rows) add_row(row, widths, text);
  return text;
}

std::string to_json(const Listing& listing) {
  using Json = nlohmann::ordered_json;
  Json rows = Json::array();
  for (const auto& row : listing.rows) {
    Json object = Json::object();
    for (std::size_t i = 0; i < row.size(); ++i) object[listing.columns[i]] = row[i];
    rows.push_back(std::move(object));
  }
  const Json json = {{"schema", "attune." + listing.what + "/1"}, {"rows", rows}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace attune
