#include "results/render/json.h"

#include <optional>

#include <nlohmann/json.hpp>

#include "results/render/cells.h"
#include "results/render/json_parts.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

Json outcomes(const Standing& row) {
  Json counts = Json::object();
  for (const auto& [outcome, count] : row.outcomes) counts[one_line(outcome)] = count;
  return counts;
}

Json criteria(const Standing& row) {
  Json figures = Json::object();
  for (const auto& [name, figure] : row.criteria) figures[one_line(name)] = estimate_json(figure);
  return figures;
}

Json groups(const Standing& row) {
  Json tags = Json::object();
  for (const auto& [tag, values] : row.groups) {
    for (const auto& [value, figure] : values)
      tags[one_line(tag)][one_line(value)] = estimate_json(figure);
  }
  return tags;
}

Json cited(const std::vector<Cited>& results) {
  Json list = Json::array();
  for (const Cited& each : results) {
    list.push_back({{"subject", one_line(each.subject)},
                    {"value", number_json(each.value)},
                    {"source", one_line(each.source)},
                    {"date", one_line(each.date)},
                    {"note", one_line(each.note)}});
  }
  return list;
}

Json baselines(const std::vector<Baseline>& known) {
  Json list = Json::array();
  for (const Baseline& each : known)
    list.push_back({{"name", one_line(each.name)}, {"points", number_json(each.points)}});
  return list;
}

Json parts(const std::vector<CompositePart>& composite) {
  Json list = Json::array();
  for (const CompositePart& each : composite) {
    list.push_back({{"pack",
                     {{"id", one_line(each.pack.text)},
                      {"version", one_line(each.version)},
                      {"digest", one_line(each.digest)}}},
                    {"scorer", one_line(each.scorer)},
                    {"judge", one_line(each.judge)},
                    {"weight", number_json(each.weight)}});
  }
  return list;
}

Json unscored(const Standing& row) {
  Json reasons = Json::array();
  for (const auto& [why, count] : row.reasons) {
    reasons.push_back({{"why", one_line(why)}, {"count", count}});
  }
  return {{"count", row.unscored}, {"reasons", std::move(reasons)}};
}

Json bounds(const Standing& row) {
  if (!row.bounds) return nullptr;
  return {{"worst", number_json(row.bounds->worst)}, {"best", number_json(row.bounds->best)}};
}

Json place(const Standing& row, std::size_t Place::*member) {
  if (!row.place) return nullptr;
  return (*row.place).*member;
}

Json standing(const Standing& row) {
  Json made;
  made["rank"] = place(row, &Place::rank);
  made["rank_low"] = place(row, &Place::low);
  made["rank_high"] = place(row, &Place::high);
  made["subject"] = one_line(row.subject.text);
  made["release"] = one_line(row.release);
  made["score"] = row.score ? estimate_json(*row.score) : Json(nullptr);
  made["missing"] = row.missing;
  made["outcomes"] = outcomes(row);
  made["cost_usd"] = number_json(row.cost_usd);
  made["criteria"] = criteria(row);
  made["unscored"] = unscored(row);
  made["bounds"] = bounds(row);
  made["failed"] = row.failed ? Json(one_line(*row.failed)) : Json(nullptr);
  made["stub"] = row.stub;
  made["cost_known"] = row.cost_known;
  made["planned"] = row.planned;
  if (!row.groups.empty()) made["groups"] = groups(row);
  made["latency_ms"] = row.latency ? Json(row.latency->count()) : Json(nullptr);
  return made;
}

Json standings(const std::vector<Standing>& rows) {
  Json list = Json::array();
  for (const Standing& row : rows) list.push_back(standing(row));
  return list;
}

Json leaderboard(const Leaderboard& board) {
  Json made;
  made["schema"] = "attune.leaderboard/1";
  made["pack"] = {{"id", one_line(board.pack.text)},
                  {"version", one_line(board.version)},
                  {"digest", one_line(board.digest)}};
  made["scorer"] = one_line(board.scorer);
  made["rows"] = standings(board.rows);
  made["notes"] = Json::array();
  for (const std::string& note : board.notes) made["notes"].push_back(one_line(note));
  made["judge"] = one_line(board.judge);
  made["title"] = one_line(board.title);
  made["stub_rows"] = standings(board.stub_rows);
  made["resamples"] = board.bootstrap.resamples;
  made["seed"] = board.bootstrap.seed;
  if (!board.cited.empty()) made["cited"] = cited(board.cited);
  made["least_difference"] = number_json(board.least_difference);
  if (!board.baselines.empty()) made["baselines"] = baselines(board.baselines);
  if (!board.parts.empty()) made["parts"] = parts(board.parts);
  return made;
}

}  // namespace

std::string to_json(const Leaderboard& board) {
  return json_text(leaderboard(board));
}

std::string to_json(std::span<const Leaderboard> boards) {
  Json made;
  made["schema"] = "attune.leaderboards/1";
  made["leaderboards"] = Json::array();
  for (const Leaderboard& board : boards) made["leaderboards"].push_back(leaderboard(board));
  return json_text(made);
}

}  // namespace attune
