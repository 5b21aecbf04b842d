#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/base/result.h"
#include "scenarios/load/table_rows.h"
#include "scenarios/load/vote.h"
#include "scenarios/load/vote_formats.h"

namespace attune {

// What was said on one side of a vote.
struct SaidTexts {
  std::vector<std::string> asked;    // by the person
  std::vector<std::string> replies;  // by the model
  bool silent = false;               // a reply is null or empty
};

// A conversation as [{"role", "content"}], contents texts or lists of parts of which text counts;
// or a list of replies; or one reply. FixInput with a short sentence.
Result<SaidTexts> said_in(const TableCell& cell, TextForm form);

// Of the arena's "conv_metadata", whose counts are sums over all replies: the style of both sides,
// where it has them.
std::pair<std::optional<ReplyStyle>, std::optional<ReplyStyle>> styles_in(
    const TableCell& metadata);

// Of the arena's "category_tag": "math=true", "hard=false" (six of the seven criteria or more).
std::vector<std::string> categories_in(const TableCell& tags);

// Of the arena's "dedup_tag": whether the vote stays where prompts are too frequent.
std::optional<bool> sampled_in(const TableCell& tag);

// Mean length of texts in characters (code points), absent without any.
std::optional<double> mean_characters(const std::vector<std::string>& texts);

// The text's first `count` characters.
std::string_view first_characters(std::string_view text, std::size_t count);

}  // namespace attune
