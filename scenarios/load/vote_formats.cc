#include "scenarios/load/vote_formats.h"

#include <algorithm>
#include <array>

namespace attune {
namespace {

using Names = std::array<std::string_view, 5>;  // empty ones are none

struct FieldNames {
  VoteField field;
  Names names;
};

constexpr std::array kColumns = {
    FieldNames{VoteField::Id, {"id", "vote_id"}},
    FieldNames{VoteField::First, {"first", "model_a", "generator_1"}},
    FieldNames{VoteField::Second, {"second", "model_b", "generator_2"}},
    FieldNames{VoteField::Outcome, {"winner", "outcome"}},
    FieldNames{VoteField::Share, {"share", "preference_for_a", "preference_for_first"}},
    FieldNames{VoteField::ShareOfSecond, {"preference_for_b", "preference_for_second"}},
    FieldNames{VoteField::Preference, {"preference"}},
    FieldNames{VoteField::Judge, {"judge", "judge_id", "judge_hash", "voter", "annotator"}},
    FieldNames{VoteField::Session, {"session", "session_id", "evaluation_session_id"}},
    FieldNames{VoteField::Scenario, {"scenario", "question_id", "instruction_id", "prompt_id"}},
    FieldNames{VoteField::Prompt, {"prompt", "instruction"}},
    FieldNames{VoteField::FirstText, {"first_reply", "conversation_a", "response_a", "output_1"}},
    FieldNames{VoteField::SecondText, {"second_reply", "conversation_b", "response_b", "output_2"}},
    FieldNames{VoteField::FirstLength, {"first_length", "chars_a"}},
    FieldNames{VoteField::SecondLength, {"second_length", "chars_b"}},
    FieldNames{VoteField::FirstHeaders, {"first_headers"}},
    FieldNames{VoteField::SecondHeaders, {"second_headers"}},
    FieldNames{VoteField::FirstLists, {"first_lists"}},
    FieldNames{VoteField::SecondLists, {"second_lists"}},
    FieldNames{VoteField::FirstBold, {"first_bold"}},
    FieldNames{VoteField::SecondBold, {"second_bold"}},
    FieldNames{VoteField::Turns, {"turns", "turn"}},
    FieldNames{VoteField::Anonymous, {"anonymous", "anony"}},
    FieldNames{VoteField::Language, {"language"}},
    FieldNames{VoteField::Code, {"is_code"}},
    FieldNames{VoteField::When, {"when", "tstamp", "timestamp"}},
};

constexpr OutcomeWord kFirst{"model_a", 1};
constexpr OutcomeWord kSecond{"model_b", 0};
constexpr OutcomeWord kTie{"tie", 0.5, TieKind::Tie};
constexpr OutcomeWord kBothBad{"tie (bothbad)", 0.5, TieKind::BothBad};
constexpr OutcomeWord kBothBadOf140k{"both_bad", 0.5, TieKind::BothBad};
// The judge named another winner once the two were turned round.
constexpr OutcomeWord kInconsistent{"tie (inconsistent)", 0.5, TieKind::Tie};

constexpr std::array kArenaWords = {kFirst, kSecond, kTie, kBothBad};
constexpr std::array kArena140kWords = {kFirst, kSecond, kTie, kBothBadOf140k};
constexpr std::array kMtBenchWords = {kFirst, kSecond, kTie, kInconsistent};
constexpr std::array kPlainWords = {kFirst,
                                    kSecond,
                                    kTie,
                                    kBothBad,
                                    kBothBadOf140k,
                                    OutcomeWord{"first", 1},
                                    OutcomeWord{"second", 0},
                                    OutcomeWord{"A", 1},
                                    OutcomeWord{"B", 0},
                                    OutcomeWord{"leftvote", 1},
                                    OutcomeWord{"rightvote", 0},
                                    OutcomeWord{"tievote", 0.5, TieKind::Tie},
                                    OutcomeWord{"bothbad_vote", 0.5, TieKind::BothBad}};

// Those with more signs stand before those of which they have all.
const std::array<VoteFormat, 7>& formats_of_votes() {
  static const std::array<VoteFormat, 7> formats = {{
      {.name = "arena-140k", .signs = {"evaluation_session_id"}, .words = kArena140kWords},
      {.name = "arena-55k",
       .signs = {"winner_model_a", "winner_model_b", "winner_tie"},
       .words = {},
       .texts = TextForm::List,
       .flags = true},
      {.name = "arena-100k",
       .signs = {"question_id", "judge_hash"},
       .words = kArenaWords,
       .texts = TextForm::List,
       .question_is_vote = true},
      {.name = "fastchat",
       .signs = {"winner", "anony", "tstamp"},
       .words = kArenaWords,
       .texts = TextForm::List,
       .question_is_vote = true},
      {.name = "mt-bench",
       .signs = {"question_id", "winner", "judge", "conversation_a", "turn"},
       .words = kMtBenchWords,
       .texts = TextForm::List,
       .by_turn = true},
      {.name = "alpaca-eval", .signs = {"generator_1", "generator_2", "preference"}, .words = {}},
      {.name = "plain", .signs = {}, .words = kPlainWords},
  }};
  return formats;
}

}  // namespace

std::span<const std::string_view> columns_of(VoteField field) {
  const auto* found = std::ranges::find(kColumns, field, &FieldNames::field);
  const auto end = std::ranges::find(found->names, std::string_view());
  return std::span(found->names).first(static_cast<std::size_t>(end - found->names.begin()));
}

const VoteFormat& vote_format_of(const TableRow& row) {
  return *std::ranges::find_if(formats_of_votes(), [&](const VoteFormat& format) {
    return std::ranges::all_of(format.signs, [&](std::string_view name) { return row.has(name); });
  });
}

}  // namespace attune
