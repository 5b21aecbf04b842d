#include <optional>

#include <nlohmann/json.hpp>

#include "results/render/cells.h"
#include "results/render/json_parts.h"
#include "results/render/rating_formats.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

Json abilities(const RatingRow& row) {
  Json figures = Json::object();
  for (const auto& [name, figure] : row.abilities) figures[one_line(name)] = estimate_json(figure);
  return figures;
}

Json place(const RatingRow& row, std::size_t Place::*member) {
  if (!row.place) return nullptr;
  return (*row.place).*member;
}

Json row_of(const RatingRow& row) {
  Json made;
  made["rank"] = place(row, &Place::rank);
  made["rank_low"] = place(row, &Place::low);
  made["rank_high"] = place(row, &Place::high);
  made["subject"] = one_line(row.subject.text);
  made["release"] = one_line(row.release);
  made["rating"] = estimate_json(row.rating);
  made["unrated"] = row.unrated ? Json(one_line(*row.unrated)) : Json(nullptr);
  made["wins"] = row.tally.wins;
  made["ties"] = row.tally.ties;
  made["losses"] = row.tally.losses;
  made["opponents"] = row.opponents;
  made["abilities"] = abilities(row);
  made["stub"] = row.stub;
  return made;
}

Json rows_of(const std::vector<RatingRow>& rows) {
  Json list = Json::array();
  for (const RatingRow& row : rows) list.push_back(row_of(row));
  return list;
}

Json effects_of(const RatingBoard& board) {
  Json list = Json::array();
  for (const FactorEffect& effect : board.effects) {
    list.push_back({{"factor", one_line(effect.name)},
                    {"log_odds", estimate_json(effect.log_odds)},
                    {"wins_between_equals", estimate_json(effect.share)},
                    {"when", one_line(effect.when)}});
  }
  return list;
}

Json judges_of(const RatingBoard& board) {
  Json list = Json::array();
  for (const JudgeView& view : board.judges) {
    list.push_back({{"judge", one_line(view.judge)},
                    {"pairs", view.pairs},
                    {"rated", view.rated},
                    {"spearman", number_json(view.spearman)},
                    {"farthest", view.spearman ? Json(view.farthest) : Json(nullptr)}});
  }
  return list;
}

Json cited_of(const RatingBoard& board) {
  Json list = Json::array();
  for (const CitedRecord& each : board.cited) {
    list.push_back({{"subject", one_line(each.subject.text)},
                    {"figure", one_line(each.figure)},
                    {"value", number_json(each.value)},
                    {"low", number_json(each.low)},
                    {"high", number_json(each.high)},
                    {"source", one_line(each.source)},
                    {"date", one_line(each.date)},
                    {"note", one_line(each.note)}});
  }
  return list;
}

Json board_of(const RatingBoard& board) {
  Json made;
  made["schema"] = "attune.ratings/1";
  made["pack"] = {{"id", one_line(board.pack.text)},
                  {"version", one_line(board.version)},
                  {"digest", one_line(board.digest)}};
  made["scorer"] = one_line(board.scorer);
  made["rows"] = rows_of(board.rows);
  made["notes"] = Json::array();
  for (const std::string& note : board.notes) made["notes"].push_back(one_line(note));
  made["judge"] = one_line(board.judge);
  made["title"] = one_line(board.title);
  made["ability"] = one_line(board.ability);
  made["method"] = board.method;
  made["stub_rows"] = rows_of(board.stub_rows);
  made["effects"] = effects_of(board);
  made["judges"] = judges_of(board);
  made["agreement"] = estimate_json(board.agreement);
  made["cited"] = cited_of(board);
  made["resamples"] = board.bootstrap.resamples;
  made["seed"] = board.bootstrap.seed;
  return made;
}

}  // namespace

std::string to_json(const RatingBoard& board) {
  return json_text(board_of(board));
}

std::string to_json(std::span<const RatingBoard> boards) {
  Json made;
  made["schema"] = "attune.ratings-list/1";
  made["boards"] = Json::array();
  for (const RatingBoard& board : boards) made["boards"].push_back(board_of(board));
  return json_text(made);
}

}  // namespace attune
