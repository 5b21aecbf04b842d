#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "results/facts/records.h"

namespace attune {

// One sample with what was found on it. Ownership: the records outlive the struct.
struct TranscriptOf {
  const SampleRecord* sample = nullptr;  // with its transcript
  std::span<const VerdictRecord* const> verdicts;
};

// What was said, whole and word for word, then marks and reasons, as an article with the id
// "s<number>" under a heading with the id "f<number>".
std::string transcript_article(const TranscriptOf& of, std::size_t number);

// The same folded up, inside the report itself; the id is that of the fold, of letters, digits and
// '-'.
std::string folded_transcript(const TranscriptOf& of, const std::string& id);

// The line that names it: "q17 · openai/gpt-4 (v2) · repeat 1 · 85.20 · ok", as markup.
std::string transcript_line(const TranscriptOf& of);

// Points of the first verdict that has any.
std::optional<double> points_of(std::span<const VerdictRecord* const> verdicts);

}  // namespace attune
