#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "results/render/cells.h"
#include "results/render/csv.h"
#include "results/render/rating_formats.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::string_view kHeading =
    "pack,version,digest,scorer,judge,ability,method,stub,rank,rank_low,rank_high,subject,release,"
    "rating,low,high,level,samples,clusters,unrated,wins,ties,losses,opponents,abilities,resamples,"
    "seed\r\n";

// A name inside a list inside a field.
std::string item(std::string_view name) {
  std::string safe = one_line(name);
  std::ranges::replace_if(
      safe, [](char letter) { return letter == ':' || letter == ';'; }, ' ');
  return safe;
}

std::string number(const std::optional<double>& value) {
  return value ? shortest(*value) : "";
}

std::string abilities_text(const RatingRow& row) {
  std::vector<std::string> items;
  for (const auto& [name, rating] : row.abilities) {
    items.push_back(fmt::format("{}:{}:{}:{}:{}:{}", item(name), shortest(rating.point),
                                number(rating.low), number(rating.high), rating.samples,
                                rating.clusters));
  }
  return join(items, ";");
}

void add_place(std::vector<std::string>& fields, const RatingRow& row) {
  const auto text = [&row](std::size_t Place::*member) {
    return row.place ? std::to_string((*row.place).*member) : std::string();
  };
  fields.insert(fields.end(), {text(&Place::rank), text(&Place::low), text(&Place::high)});
}

void add_rating(std::vector<std::string>& fields, const std::optional<Estimate>& rating) {
  if (!rating) {
    fields.insert(fields.end(), 6, "");
    return;
  }
  fields.insert(fields.end(), {shortest(rating->point), number(rating->low), number(rating->high),
                               shortest(rating->level), std::to_string(rating->samples),
                               std::to_string(rating->clusters)});
}

std::string record_of(const RatingBoard& board, const RatingRow& row) {
  std::vector<std::string> fields = {board.pack.text, board.version, board.digest, board.scorer,
                                     board.judge,     board.ability, board.method};
  fields.emplace_back(row.stub ? "true" : "false");
  add_place(fields, row);
  fields.insert(fields.end(), {row.subject.text, row.release});
  add_rating(fields, row.rating);
  fields.insert(
      fields.end(),
      {row.unrated.value_or(""), std::to_string(row.tally.wins), std::to_string(row.tally.ties),
       std::to_string(row.tally.losses), std::to_string(row.opponents), abilities_text(row),
       std::to_string(board.bootstrap.resamples), std::to_string(board.bootstrap.seed)});
  std::ranges::transform(fields, fields.begin(), csv_field);
  return join(fields, ",") + "\r\n";
}

}  // namespace

std::string to_csv(std::span<const RatingBoard> boards) {
  std::string text(kHeading);
  for (const RatingBoard& board : boards) {
    for (const RatingRow& row : board.rows) text += record_of(board, row);
    for (const RatingRow& row : board.stub_rows) text += record_of(board, row);
  }
  return text;
}

}  // namespace attune
