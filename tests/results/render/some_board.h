#pragma once

#include "results/reports/leaderboard.h"

namespace attune {

// Three rows made by hand: a measured one, a failed one with a hostile name, and a stub.
inline Leaderboard some_board() {
  Leaderboard board;
  board.pack = {"tiny"};
  board.version = "1.0";
  board.title = "Tiny pack";
  board.digest = "sha256:00";
  board.scorer = "rubric@1";
  board.judge = "lab/judge";
  board.notes = {"constant answer 3 scores 38.9 on this pack"};

  Standing good;
  good.place = Place{.rank = 1, .low = 1, .high = 2};
  good.subject = {"openai/gpt-4"};
  good.score = Estimate{.point = 85.73, .low = 83.1, .high = 88.2, .samples = 170, .clusters = 170};
  good.planned = 171;
  good.missing = 1;
  good.unscored = 1;
  good.reasons = {{"refused", 1}};
  good.outcomes = {{"ok", 170}, {"refused", 1}};
  good.bounds = Bounds{.worst = 84.1234567, .best = 86};
  good.cost_usd = 0.61;
  good.cost_known = true;
  good.criteria = {{"warmth", {.point = 14.25, .samples = 1, .clusters = 1}}};

  Standing bad;
  bad.subject = {"=evil/\x1b[2J|<b>`x`\n\"y\", z"};
  bad.release = "v1";
  bad.failed = "scored 0 of 4";
  bad.planned = 4;
  bad.missing = 4;
  bad.outcomes = {{"failed", 3}, {"unplayed", 1}};

  Standing stub = good;
  stub.subject = {"stub/skill-85"};
  stub.stub = true;
  stub.place = Place{};
  stub.missing = stub.unscored = 0;
  stub.planned = 170;
  stub.reasons.clear();
  stub.bounds.reset();
  stub.criteria.clear();
  stub.outcomes = {{"ok", 170}};
  stub.cost_usd.reset();
  board.rows = {good, bad};
  board.stub_rows = {stub};
  return board;
}

// What a pack of multiple choice adds: marks with columns of their own, groups, cited results.
inline Leaderboard some_choice_board() {
  const auto figure = [](double point, double off) {
    return Estimate{.point = point, .low = point - off, .high = point + off / 2, .clusters = 9};
  };
  Leaderboard board = some_board();
  Standing& good = board.rows[0];
  good.criteria = {{"above_chance", figure(61.27, 5)}, {"format", figure(98.5, 1)}};
  good.groups["category"] = {{"Personal-Self", figure(71.2, 13.1)}, {"Social", figure(64, 9)}};
  good.leanings = {{.letter = "A", .share = 0.412, .even = 0.25, .offered = 170},
                   {.letter = "D", .share = 0.1, .even = 0.25, .offered = 170}};
  Standing other = good;
  other.subject = {"lab/small"};
  other.place = Place{.rank = 2, .low = 1, .high = 2};
  other.outcomes = {{"ok", 171}};
  other.missing = 0;
  other.unscored = 0;
  other.bounds.reset();
  other.criteria.erase("format");
  other.groups["category"] = {{"Social", {.point = 50, .clusters = 1}}};
  other.leanings.clear();
  board.rows.insert(board.rows.begin() + 1, other);
  board.stub_rows.clear();
  board.cited = {{.subject = "human norm",
                  .value = 83.2,
                  .source = "Somebody et al. 2024, \"A test of what people feel\", table 3",
                  .date = "2024-08",
                  .note = "asked on paper | not by a prompt"},
                 {.subject = "openai/gpt-4", .value = 75.88, .source = "the same", .date = "2024"}};
  return board;
}

}  // namespace attune
