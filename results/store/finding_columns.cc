#include "results/store/finding_columns.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "scenarios/base/compact_json.h"
#include "scenarios/load/json_members.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

// Marks as we write them, {"name":8,"other":3.5}; absent where anything stands otherwise. A board
// reads a million of these.
std::optional<std::vector<Mark>> plain_marks(std::string_view text) {
  std::vector<Mark> marks;
  for (char before = '{'; text.starts_with(before); before = ',') {
    text.remove_prefix(1);
    const auto end = text.find("\":");
    if (!text.starts_with('"') || end == 0 || end == std::string_view::npos) return std::nullopt;
    Mark& mark = marks.emplace_back(Mark{std::string(text.substr(1, end - 1)), 0});
    if (mark.name.find_first_of("\"\\") != std::string::npos) return std::nullopt;
    text.remove_prefix(end + 2);
    const auto read = std::from_chars(text.data(), text.data() + text.size(), mark.value);
    if (read.ec != std::errc() || !std::isfinite(mark.value)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  }
  return text == "}" ? std::optional(std::move(marks)) : std::nullopt;
}

std::vector<Mark> marks_from(std::string_view text) {
  if (auto plain = plain_marks(text)) return *std::move(plain);
  std::vector<Mark> marks;
  const Json json = stored_json(std::string(text));
  if (!json.is_object()) return marks;
  for (const auto& [name, value] : json.items()) {
    if (value.is_number()) marks.push_back({name, value.get<double>()});
  }
  return marks;
}

}  // namespace

std::string marks_to_json(const Verdict& verdict) {
  Json json = Json::object();
  if (const auto* marks = std::get_if<Marks>(&verdict.finding)) {
    for (const Mark& mark : marks->marks) json[mark.name] = mark.value;
  }
  return compact_json(json);
}

std::variant<Marks, Unscored> finding_from(const Statement& row, int column) {
  const auto points = row.optional_real(column);
  if (!points) return Unscored{row.text(column + 2)};
  return Marks{*points, marks_from(row.view(column + 1))};
}

}  // namespace attune
