#pragma once

#include "results/reports/rating_board.h"

namespace attune {

// Rows made by hand: two rated ones, one of a hostile name that is not, and a stub.
inline RatingBoard some_rating_board() {
  RatingBoard board;
  board.pack = {"tiny"};
  board.version = "1.0";
  board.title = "Tiny pack";
  board.digest = "sha256:00";
  board.scorer = "pairwise@1";
  board.method = "bradley-terry";
  board.notes = {"scale: the mean of all rated is 1000"};

  RatingRow good;
  good.place = Place{.rank = 1, .low = 1, .high = 2};
  good.subject = {"openai/gpt-4"};
  good.rating =
      Estimate{.point = 1084.53, .low = 1071.2, .high = 1098.7, .samples = 124, .clusters = 31};
  good.tally = {.wins = 40, .ties = 2, .losses = 20};
  good.opponents = 2;

  RatingRow other = good;
  other.place = Place{.rank = 2, .low = 1, .high = 2};
  other.subject = {"lab/small"};
  other.rating->point = 915.47;
  other.rating->low.reset();
  other.rating->high.reset();
  other.tally = {.wins = 20, .ties = 2, .losses = 40};

  RatingRow bad;
  bad.subject = {"=evil/\x1b[2J|<b>`x`\n\"y\", z"};
  bad.release = "v1";
  bad.unrated = "undefeated";
  bad.tally = {.wins = 3};
  bad.opponents = 1;

  RatingRow stub = good;
  stub.subject = {"stub/skill-85"};
  stub.stub = true;
  stub.place = Place{};
  board.rows = {good, other, bad};
  board.stub_rows = {stub};
  return board;
}

// What abilities, factors, judges and others' ratings add.
inline RatingBoard some_full_rating_board() {
  RatingBoard board = some_rating_board();
  board.judge = "";
  board.ability = "";
  board.stub_rows.clear();
  board.abilities = {"insight;deep", "warmth"};
  board.rows[0].abilities = {
      {"insight;deep",
       {.point = 1050.2, .low = 1031, .high = 1069, .samples = 124, .clusters = 31}},
      {"warmth", {.point = 1101, .low = 1080.4, .high = 1120, .samples = 124, .clusters = 31}}};
  board.rows[1].abilities = {{"warmth", {.point = 899}}};
  board.effects = {
      {.name = "position",
       .log_odds = {.point = 0.254, .low = 0.11, .high = 0.398, .samples = 124, .clusters = 31},
       .share = Estimate{.point = 56.3, .low = 52.7, .high = 59.8},
       .when = "for who is shown first"}};
  board.judges = {{.judge = "court/one", .pairs = 40, .rated = 3, .spearman = 0.5, .farthest = 1},
                  {.judge = "", .pairs = 22}};
  board.agreement = Estimate{.point = 0.613, .low = 0.52, .high = 0.7, .samples = 18};
  board.cited = {{.subject = {"lab/small"},
                  .figure = "elo_norm",
                  .value = 1251.33,
                  .low = 1200,
                  .high = 1302.4,
                  .source = "Somebody's arena | table",
                  .date = "2025-07-26",
                  .note = "another judge, other scenarios, and intervals that are too narrow"},
                 {.subject = {"<i>z</i>"}, .figure = "elo", .value = 900, .source = "the same"}};
  return board;
}

}  // namespace attune
