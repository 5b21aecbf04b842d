#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "scenarios/load/table_rows.h"
#include "scenarios/load/vote.h"

namespace attune {

// In which form people's votes and judges' verdicts are published
// (specs/emonet-arena-psychometrics-statistics §B.1), as tables: nothing is guessed.

// What a file can say of a vote.
enum class VoteField {
  Id,
  First,
  Second,
  Outcome,        // a word
  Share,          // of the first, 0 to 1
  ShareOfSecond,  // 0 to 1
  Preference,     // 1: the first, 2: the second, or a figure between
  Judge,
  Session,
  Scenario,
  Prompt,
  FirstText,
  SecondText,
  FirstLength,
  SecondLength,
  FirstHeaders,
  SecondHeaders,
  FirstLists,
  SecondLists,
  FirstBold,
  SecondBold,
  Turns,
  Anonymous,
  Language,
  Code,
  When,
};

// Under which names columns hold this, the ones in front first.
std::span<const std::string_view> columns_of(VoteField field);

struct OutcomeWord {
  std::string_view word;
  double share = 0.5;
  TieKind tie = TieKind::None;
};

// How the texts of a CSV file are written; JSON shows it itself.
enum class TextForm { Plain, List };

struct VoteFormat {
  std::string_view name;
  std::vector<std::string_view> signs;  // columns which, all together, only this format has
  std::span<const OutcomeWord> words;   // every one that may stand there
  TextForm texts = TextForm::Plain;
  bool question_is_vote = false;  // its "question_id" names the vote, not what was asked
  bool flags = false;             // the outcome is three columns, winner_model_a and the like
  bool by_turn = false;           // only the first "turn" replies were seen
};

// The format with these columns; the plain one, of our own names, where no other has them.
const VoteFormat& vote_format_of(const TableRow& row);

}  // namespace attune
