#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "results/store/store.h"
#include "scenarios/base/compact_json.h"
#include "scenarios/load/json_members.h"

// The Store's part for comparisons and cited figures.

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kColumns =
    "SELECT c.run, c.pack, c.pack_digest, c.scenario, c.repeat, c.first, c.second, c.turned, "
    "c.scorer, c.judge, c.asked, c.raw, c.margins, c.unscored, c.rationale, c.source, "
    "c.first_length, c.second_length, c.when_ms, c.margins IS NULL, c.first_run, c.second_run, "
    "c.first_style, c.second_style, c.session, c.chance, c.cost_usd, "
    "coalesce(f.release, ''), coalesce(s.release, '') FROM comparisons c "
    "LEFT JOIN runs f ON f.id = c.first_run LEFT JOIN runs s ON s.id = c.second_run ";

// A list of pairs, since two criteria may have one name.
std::string to_json(const Margins& margins) {
  Json json = Json::array();
  for (const Margin& margin : margins.margins) json.push_back({margin.criterion, margin.value});
  return compact_json(json);
}

bool skip(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

bool skip_number(std::string_view& text, double& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || !std::isfinite(number)) return false;
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  return true;
}

// Margins as we write them, [["warmth",2.0],["insight",-1.0]]; absent where anything stands
// otherwise. A rating reads a million of these.
std::optional<Margins> plain_margins(std::string_view text) {
  Margins margins;
  if (text == "[]") return margins;
  margins.margins.reserve(static_cast<std::size_t>(std::ranges::count(text, '[')));
  for (std::string_view before = "[[\""; skip(text, before); before = ",[\"") {
    const auto end = text.find('"');
    if (end == std::string_view::npos || text.substr(0, end).find('\\') != std::string_view::npos)
      return std::nullopt;
    Margin& margin = margins.margins.emplace_back(Margin{std::string(text.substr(0, end)), 0});
    text.remove_prefix(end + 1);
    if (!skip(text, ",") || !skip_number(text, margin.value) || !skip(text, "]"))
      return std::nullopt;
  }
  return text == "]" ? std::optional(std::move(margins)) : std::nullopt;
}

Margins margins_from(const std::string& text) {
  if (auto plain = plain_margins(text)) return *std::move(plain);
  Margins margins;
  const Json json = stored_json(text);
  for (const Json& entry : json) {
    if (entry.is_array() && entry.size() == 2 && entry[0].is_string() && entry[1].is_number())
      margins.margins.push_back({entry[0].get<std::string>(), entry[1].get<double>()});
  }
  return margins;
}

std::optional<std::string> to_json(const std::optional<ReplyStyle>& style) {
  if (!style) return std::nullopt;
  return Json{style->headers, style->lists, style->bold}.dump();
}

// [0.0,2.5,0.0], as we write it.
std::optional<ReplyStyle> plain_style(std::string_view text) {
  std::array<double, 3> numbers = {};
  for (std::size_t at = 0; at < numbers.size(); ++at) {
    if (!skip(text, at == 0 ? "[" : ",") || !skip_number(text, numbers[at])) return std::nullopt;
  }
  if (text != "]") return std::nullopt;
  return ReplyStyle{numbers[0], numbers[1], numbers[2]};
}

std::optional<ReplyStyle> style_from(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (const auto plain = plain_style(text)) return plain;
  const Json json = stored_json(text);
  const auto number = [](const Json& item) { return item.is_number(); };
  if (!json.is_array() || json.size() != 3 || !std::ranges::all_of(json, number))
    return std::nullopt;
  return ReplyStyle{json[0].get<double>(), json[1].get<double>(), json[2].get<double>()};
}

Comparison comparison_from(const Statement& row) {
  Comparison comparison{.run = {row.text(0)},
                        .pack = {row.text(1)},
                        .pack_digest = row.text(2),
                        .scenario = {row.text(3)},
                        .repeat = static_cast<int>(row.integer(4)),
                        .first = {row.text(5)},
                        .second = {row.text(6)},
                        .first_run = {row.text(20)},
                        .second_run = {row.text(21)},
                        .first_release = row.text(27),
                        .second_release = row.text(28),
                        .turned = row.integer(7) != 0,
                        .scorer = row.text(8),
                        .judge = row.text(9),
                        .asked = static_cast<int>(row.integer(10)),
                        .raw = row.text(11),
                        .rationale = row.text(14),
                        .source = row.text(15),
                        .first_length = row.optional_real(16),
                        .second_length = row.optional_real(17),
                        .first_style = style_from(row.text(22)),
                        .second_style = style_from(row.text(23)),
                        .session = row.text(24),
                        .chance = row.optional_real(25),
                        .cost_usd = row.optional_real(26),
                        .when = {row.integer(18)}};
  if (row.integer(19) != 0) {
    comparison.finding = Unscored{row.text(13)};
  } else {
    comparison.finding = margins_from(row.text(12));
  }
  return comparison;
}

constexpr std::string_view kColumnsToRate =
    "SELECT run, pack, scenario, repeat, first, second, first_run, second_run, turned, scorer, "
    "judge, asked, margins, unscored, source, first_length, second_length, first_style, "
    "second_style, session, when_ms, margins IS NULL FROM comparisons WHERE pack_digest = ?1 "
    "ORDER BY id";

Comparison to_rate(const Statement& row) {
  Comparison comparison{.run = {row.text(0)},
                        .pack = {row.text(1)},
                        .scenario = {row.text(2)},
                        .repeat = static_cast<int>(row.integer(3)),
                        .first = {row.text(4)},
                        .second = {row.text(5)},
                        .first_run = {row.text(6)},
                        .second_run = {row.text(7)},
                        .turned = row.integer(8) != 0,
                        .scorer = row.text(9),
                        .judge = row.text(10),
                        .asked = static_cast<int>(row.integer(11)),
                        .source = row.text(14),
                        .first_length = row.optional_real(15),
                        .second_length = row.optional_real(16),
                        .first_style = style_from(row.text(17)),
                        .second_style = style_from(row.text(18)),
                        .session = row.text(19),
                        .when = {row.integer(20)}};
  if (row.integer(21) != 0) {
    comparison.finding = Unscored{row.text(13)};
  } else {
    comparison.finding = margins_from(row.text(12));
  }
  return comparison;
}

// By run.
Result<std::unordered_map<std::string, std::string>> releases_of(Statement statement) {
  std::unordered_map<std::string, std::string> releases;
  while (statement.row()) releases.emplace(statement.text(0), statement.text(1));
  Result<Done> done = statement.done();
  if (!done) return std::move(done).error();
  return releases;
}

Result<std::vector<Comparison>> all_comparisons(Statement statement) {
  std::vector<Comparison> comparisons;
  while (statement.row()) comparisons.push_back(comparison_from(statement));
  Result<Done> done = statement.done();
  if (!done) return std::move(done).error();
  return comparisons;
}

// What SQL makes of "?": text, or NULL where there is none.
void bind_text_or_null(Statement& statement, const std::optional<std::string>& text) {
  if (text) {
    statement << *text;
  } else {
    statement << std::optional<std::int64_t>();
  }
}

}  // namespace

Result<Done> Store::save(const Comparison& comparison) {
  const auto* margins = std::get_if<Margins>(&comparison.finding);
  const auto* unscored = std::get_if<Unscored>(&comparison.finding);
  Statement statement = db_.prepare(
      "INSERT INTO comparisons VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
      "ON CONFLICT DO UPDATE SET turned = excluded.turned, raw = excluded.raw, "
      "margins = excluded.margins, unscored = excluded.unscored, rationale = excluded.rationale, "
      "source = excluded.source, first_length = excluded.first_length, "
      "second_length = excluded.second_length, first_style = excluded.first_style, "
      "second_style = excluded.second_style, session = excluded.session, "
      "chance = excluded.chance, cost_usd = excluded.cost_usd, when_ms = excluded.when_ms "
      "WHERE comparisons.margins IS NULL");
  statement << comparison.run.text << comparison.pack.text << comparison.pack_digest
            << comparison.scenario.text << comparison.repeat << comparison.first.text
            << comparison.second.text << comparison.first_run.text << comparison.second_run.text
            << (comparison.turned ? 1 : 0) << comparison.scorer << comparison.judge
            << comparison.asked << comparison.raw;
  bind_text_or_null(
      statement, margins == nullptr ? std::nullopt : std::optional<std::string>(to_json(*margins)));
  statement << (unscored == nullptr ? std::string_view() : std::string_view(unscored->why))
            << comparison.rationale << comparison.source << comparison.first_length
            << comparison.second_length;
  bind_text_or_null(statement, to_json(comparison.first_style));
  bind_text_or_null(statement, to_json(comparison.second_style));
  statement << comparison.session << comparison.chance << comparison.cost_usd
            << comparison.when.millis;
  return statement.done();
}

Result<Done> Store::save(const CitedRecord& cited) {
  Statement statement = db_.prepare("INSERT OR IGNORE INTO cited VALUES (?,?,?,?,?,?,?,?,?)");
  statement << cited.pack_digest << cited.subject.text << cited.figure
            << std::optional<double>(cited.value) << cited.low << cited.high << cited.source
            << cited.date << cited.note;
  return statement.done();
}

Result<std::vector<Comparison>> Store::comparisons_of_pack(const std::string& pack_digest) {
  Statement statement =
      db_.prepare(std::string(kColumns) + "WHERE c.pack_digest = ?1 ORDER BY c.id");
  statement << pack_digest;
  return all_comparisons(std::move(statement));
}

Result<std::vector<Comparison>> Store::comparisons_to_rate(const std::string& pack_digest) {
  auto releases = releases_of(db_.prepare("SELECT id, release FROM runs"));
  if (!releases) return std::move(releases).error();
  Statement count = db_.prepare("SELECT count(*) FROM comparisons WHERE pack_digest = ?1");
  count << pack_digest;
  std::vector<Comparison> comparisons;
  if (count.row()) comparisons.reserve(static_cast<std::size_t>(count.integer(0)));
  Statement row = db_.prepare(kColumnsToRate);
  row << pack_digest;
  while (row.row()) {
    Comparison& made = comparisons.emplace_back(to_rate(row));
    made.pack_digest = pack_digest;
    made.first_release = (*releases)[made.first_run.text];
    made.second_release = (*releases)[made.second_run.text];
  }
  Result<Done> done = row.done();
  if (!done) return std::move(done).error();
  return comparisons;
}

Result<std::vector<Comparison>> Store::comparisons_of_run(const RunId& run) {
  Statement statement = db_.prepare(std::string(kColumns) + "WHERE c.run = ?1 ORDER BY c.id");
  statement << run.text;
  return all_comparisons(std::move(statement));
}

Result<std::vector<CitedRecord>> Store::cited_of_pack(const std::string& pack_digest) {
  Statement statement = db_.prepare(
      "SELECT pack_digest, subject, figure, value, low, high, source, date, note FROM cited "
      "WHERE pack_digest = ?1 ORDER BY subject, figure, source, date");
  statement << pack_digest;
  std::vector<CitedRecord> cited;
  while (statement.row()) {
    cited.push_back({.pack_digest = statement.text(0),
                     .subject = {statement.text(1)},
                     .figure = statement.text(2),
                     .value = statement.optional_real(3).value_or(0),
                     .low = statement.optional_real(4),
                     .high = statement.optional_real(5),
                     .source = statement.text(6),
                     .date = statement.text(7),
                     .note = statement.text(8)});
  }
  Result<Done> done = statement.done();
  if (!done) return std::move(done).error();
  return cited;
}

}  // namespace attune
