#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/model/sample.h"
#include "scorers/judges/eqbench3_sections.h"

namespace attune {

// What EQ-Bench 3's prompts are put together from; only eqbench3_prompt and eqbench3_judge need it.

// Whether the last cue of this scenario is the debrief: its published prompt has a place for it.
bool has_debrief(const Scenario& scenario);

// The turns before the debrief.
std::size_t spoken_turns(const Sample& sample);

// The reply to the debrief; empty where none is asked. REQUIRES: the sample has all its turns.
std::string_view debrief_of(const Sample& sample);

// Whether a reply before the debrief has at least 100 characters: the reference marks no sample
// without one (specs/eq-bench-family §2.5).
bool has_evidence(const Sample& sample);

// A reply as the reference keeps it: what it shows of its thinking is cut off, up to the first
// "</think>" and then "</reasoning>" where both tags are there (specs/eq-bench-family §2.3).
std::string_view without_thinking(std::string_view reply);

// Without '*' and '#', as the reference shows everything to its judges.
std::string plain(std::string_view text);

// The first `limit` code points, with "... [truncated]" where something was cut.
std::string cut(std::string_view text, std::size_t limit);

// Each section cut to its limit.
void cut_sections(std::span<const Section> sections, std::vector<SectionRead>& read);

// Sections under their headings again: "# heading", the text, and so on, "--" at the end. The
// reference has one line break after a heading for the rubric and two for pairs.
std::string rendered(std::span<const Section> sections, std::span<const SectionRead> read,
                     std::string_view after_heading);

// Fences all that a subject or an author wrote into one prompt, with one tag.
class Eqbench3Fence {
 public:
  explicit Eqbench3Fence(std::span<const Sample* const> samples);

  // What the fences mean; it stands before the published words, which know nothing of them.
  [[nodiscard]] std::string note() const;

  // Without a line break at its end: the published prompts have their own behind a slot.
  [[nodiscard]] std::string operator()(std::string_view text, std::string_view label) const;

 private:
  std::string tag_;
};

}  // namespace attune
