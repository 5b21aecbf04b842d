#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "scenarios/load/vote.h"

namespace attune {

// What makes a vote one that the arena does not count
// (specs/emonet-arena-psychometrics-statistics §B.2).
enum class VoteFlaw {
  Silent,      // a reply without text
  Unfinished,  // a reply that ends in the cursor of a stream
  Error,       // a reply that is a server's error
  Identity,    // a reply that names a model or its maker
  Named,       // the voter knew the names
  Frequent,    // beyond so many votes on one prompt
};

std::string_view to_text(VoteFlaw flaw);  // "a reply names a model or its maker"

// The first flaw that shows in the vote by itself. Names are looked for as whole words, digits
// behind them allowed ("llama2"), and in replies only: the arena looks for them anywhere, which
// takes the palm of a hand for a model. Where the file has no texts, nothing shows.
std::optional<VoteFlaw> flaw_of(const Vote& vote);

// By which votes on one prompt are put together: its first 10 000 characters. Absent without one.
std::optional<std::uint64_t> prompt_key(const Vote& vote);

struct PromptLimit {
  double quantile = 0.9999;  // of the votes on a prompt (nearest rank): more are too many
  std::uint64_t seed = 42;   // says which of too many stay
};

// Which votes to leave out so that no prompt has more of them than nearly all others; beside
// `prompts`, of which those without a key stay. Fewer than 10 000 prompts: none.
std::vector<bool> too_frequent(std::span<const std::optional<std::uint64_t>> prompts,
                               const PromptLimit& limit = {});

}  // namespace attune
