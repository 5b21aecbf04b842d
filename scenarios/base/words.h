#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

// The known name nearest to `word` by edits (Damerau-Levenshtein, at most a third of its letters),
// or empty when none is near.
std::string nearest(std::string_view word, std::span<const std::string> known);

// "no scorer 'rubrik'; did you mean 'rubric'?" or, with nothing near, "…; known: a, b, c".
std::string no_such(std::string_view kind, std::string_view word,
                    std::span<const std::string> known);

std::string join(std::span<const std::string> words, std::string_view between);
std::string_view trim(std::string_view text);
std::vector<std::string> split(std::string_view text, char at);

// ASCII only, for names that are ASCII by rule.
std::string to_lower(std::string_view text);
bool contains_fold(std::string_view text, std::string_view part);

}  // namespace attune
