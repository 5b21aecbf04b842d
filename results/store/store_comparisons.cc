#include <algorithm>

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

Margins margins_from(const std::string& text) {
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

std::optional<ReplyStyle> style_from(const std::string& text) {
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
