#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/base/time.h"
#include "scenarios/model/reply_style.h"

namespace attune {

// One of the two that a vote is about.
struct VoteSide {
  std::string model;                 // as the file names it
  std::vector<std::string> replies;  // its text, where the file has it
  bool silent = false;               // … and a reply without any text stands among them
  std::optional<double> length;      // mean of the replies, in characters (code points)
  std::optional<ReplyStyle> style;   // counted by whoever made the file, on average over replies
  bool operator==(const VoteSide&) const = default;
};

enum class TieKind { None, Tie, BothBad };

// What somebody, a person or a judge model, said of two replies in the order shown.
struct Vote {
  std::string place;  // "votes.csv:12"
  std::string id;     // or empty
  VoteSide first;
  VoteSide second;
  // Of the win that goes to the first, 0 to 1; absent where a judge gave no figure.
  std::optional<double> share;
  TieKind tie = TieKind::None;
  std::string outcome;   // the file's own word for it; empty where it gives a figure
  std::string judge;     // who voted, or empty
  std::string session;   // or empty
  std::string scenario;  // what was answered; never empty
  std::string prompt;    // what the person wrote, where the file has it
  int turns = 1;
  std::optional<bool> anonymous;  // neither name was known while voting
  std::optional<bool> sampled;    // the file's makers keep it where prompts are too frequent
  std::vector<std::string> tags;  // "language=English", "code=true", "math=false"
  std::optional<UtcTime> when;
  bool operator==(const Vote&) const = default;
};

}  // namespace attune
