#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

// What an intensity question asked for.
struct AnswerForm {
  std::vector<std::string> names;  // of the emotions, as in the reference answer
  bool revision = false;           // a first pass, a critique and a revision, or one flat answer
  bool german = false;             // the compat reading has its own rules for German
};

// One pass of an answer: a value for each name, in their order, or why it cannot be read.
struct AnswerPart {
  std::optional<std::vector<double>> values;
  std::string why;
  bool operator==(const AnswerPart&) const = default;
};

// An answer without revision has a first pass only.
struct IntensityAnswer {
  AnswerPart first_pass = {};
  AnswerPart revised = {};
  bool operator==(const IntensityAnswer&) const = default;
};

// Whether a prompt of EQ-Bench's form, English or German, has a revision part.
bool asks_for_revision(std::string_view cue);

// Reads as the reference does, its defects included (specs/eq-bench-family §1.2).
// Values above 10 are let through, as there. Takes linear time and no recursion on any text.
IntensityAnswer read_compat(std::string_view reply, const AnswerForm& form);

}  // namespace attune
