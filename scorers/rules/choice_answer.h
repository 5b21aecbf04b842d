#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

// One question of a reply: under which name its answer goes, and what was offered.
struct ChoiceForm {
  std::string name;                  // "answer", "emotion"
  std::vector<std::string> options;  // their texts as they were shown; the first is A
  std::size_t take = 1;
};

// What was chosen for one question, as places among the options shown, or why it cannot be said.
struct ChosenPlaces {
  std::optional<std::vector<std::size_t>> places;  // `take` of them, in order
  std::string why;
  bool operator==(const ChosenPlaces&) const = default;
};

// Reads what a person would accept as an answer and never guesses. What comes first here outranks
// what comes after:
//   1. a JSON field of the question's name, the last one: {"answer": "C"};
//   2. "Answer: C", "the answer is (C)", "答案：C", the last one; with several questions the name
//      bears a number: "answer_q2", "Answer 2", "Q2", or is the question's own;
//   3. a reply that is nothing else: "C", "**C**", "A and C";
//   4. letters that are marked as such: "(C)", "C) its text", "**C.**", "option C";
//   5. a line that is the text of an option and nothing else.
// 3 and 4 need a single question. Other than exactly `take` options at the first of these that
// finds any, is unreadable. In a reply that was cut off only 1 and 2 are read. A name that is
// "answer" with a single question; `name` too, in either case. Takes linear time and no recursion.
//
// Returns one for each form, in their order.
std::vector<ChosenPlaces> read_choices(std::string_view reply, std::span<const ChoiceForm> forms,
                                       bool cut_off = false);

}  // namespace attune
