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

}  // namespace attune
