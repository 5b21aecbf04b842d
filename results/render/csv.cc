#include "results/render/csv.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "results/render/cells.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::string_view kHeading =
    "pack,version,digest,scorer,judge,stub,rank,rank_low,rank_high,subject,release,point,low,high,"
    "level,samples,clusters,planned,missing,unscored,reasons,worst,best,outcomes,cost_usd,cost_"
    "known,"
    "failed,criteria,resamples,seed,latency_ms\r\n";

bool is_number(std::string_view text) {
  double value = 0;
  const std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() && std::isfinite(value);
}

bool runs_as_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos &&
         !is_number(text);
}

// A name inside a list inside a field.
std::string item(std::string_view name) {
  std::string safe = one_line(name);
  std::ranges::replace_if(
      safe, [](char letter) { return letter == ':' || letter == ';'; }, ' ');
  return safe;
}

template <class Counts>
std::string counts_text(const Counts& counts) {
  std::vector<std::string> items;
  for (const auto& [name, count] : counts) items.push_back(fmt::format("{}:{}", item(name), count));
  return join(items, ";");
}

std::string number(const std::optional<double>& value) {
  return value ? shortest(*value) : "";
}

std::string criteria_text(const Standing& row) {
  std::vector<std::string> items;
  for (const auto& [name, mark] : row.criteria) {
    items.push_back(fmt::format("{}:{}:{}:{}:{}:{}", item(name), shortest(mark.point),
                                number(mark.low), number(mark.high), mark.samples, mark.clusters));
  }
  return join(items, ";");
}

void add_place(std::vector<std::string>& fields, const Standing& row) {
  const auto text = [&row](std::size_t Place::*member) {
    return row.place ? std::to_string((*row.place).*member) : std::string();
  };
  fields.insert(fields.end(), {text(&Place::rank), text(&Place::low), text(&Place::high)});
}

void add_score(std::vector<std::string>& fields, const std::optional<Estimate>& score) {
  if (!score) {
    fields.insert(fields.end(), 6, "");
    return;
  }
  fields.insert(fields.end(), {shortest(score->point), number(score->low), number(score->high),
                               shortest(score->level), std::to_string(score->samples),
                               std::to_string(score->clusters)});
}

void add_counts(std::vector<std::string>& fields, const Standing& row) {
  fields.insert(
      fields.end(),
      {std::to_string(row.planned), std::to_string(row.missing), std::to_string(row.unscored),
       counts_text(row.reasons), row.bounds ? shortest(row.bounds->worst) : "",
       row.bounds ? shortest(row.bounds->best) : "", counts_text(row.outcomes)});
}

std::string record_of(const Leaderboard& board, const Standing& row) {
  std::vector<std::string> fields = {board.pack.text, board.version, board.digest,
                                     board.scorer,    board.judge,   row.stub ? "true" : "false"};
  add_place(fields, row);
  fields.insert(fields.end(), {row.subject.text, row.release});
  add_score(fields, row.score);
  add_counts(fields, row);
  fields.insert(fields.end(),
                {number(row.cost_usd), row.cost_known ? "true" : "false", row.failed.value_or(""),
                 criteria_text(row), std::to_string(board.bootstrap.resamples),
                 std::to_string(board.bootstrap.seed),
                 row.latency ? std::to_string(row.latency->count()) : ""});
  std::ranges::transform(fields, fields.begin(), csv_field);
  return join(fields, ",") + "\r\n";
}

}  // namespace

std::string csv_field(std::string_view text) {
  std::string field = one_line(text);
  if (runs_as_formula(field)) field.insert(field.begin(), '\'');
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string quoted = "\"";
  for (const char letter : field) quoted += letter == '"' ? "\"\"" : std::string(1, letter);
  return quoted + "\"";
}

std::string to_csv(std::span<const Leaderboard> boards) {
  std::string text(kHeading);
  for (const Leaderboard& board : boards) {
    for (const Standing& row : board.rows) text += record_of(board, row);
    for (const Standing& row : board.stub_rows) text += record_of(board, row);
  }
  return text;
}

}  // namespace attune
