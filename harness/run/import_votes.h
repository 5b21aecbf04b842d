#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "results/store/store.h"
#include "scenarios/base/result.h"
#include "scenarios/load/parse_pack.h"

namespace attune {

// How a file of votes or verdicts is taken in.
struct VotesOptions {
  std::string pack;               // the id of the pack that is made for the file; never empty
  bool verdicts = false;          // of judge models; else people's
  std::string judge;              // of rows that do not say whose they are
  bool arena = false;             // leave out what the arena does not count (vote_cleaning.h)
  bool drop_outliers = false;     // leave out judges who vote unlike all others (outlier_judges.h)
  std::vector<std::string> only;  // tags that a vote must have, "language=English"
};

// What an import brought in.
struct ImportedVotes {
  RunId run;
  PackId pack;  // under which they are stored
  bool fresh = true;
  std::string format;    // "arena-140k"
  std::size_t read = 0;  // in the file
  std::size_t kept = 0;  // of those that are stored:
  std::size_t decided = 0;
  std::size_t ties = 0;      // those that were both bad not among them
  std::size_t both_bad = 0;  // ties as far as ratings go
  std::size_t unscored = 0;
  std::size_t of_one = 0;  // of a model with itself, which no rating counts
  std::vector<std::pair<std::string, std::size_t>> dropped;  // why, and how many
  std::size_t outliers = 0;                                  // judges left out
};

inline constexpr std::string_view kVoteScorer = "vote@1";
inline constexpr std::string_view kVerdictScorer = "verdict@1";

// Stores people's votes or judges' verdicts as comparisons with the one margin "preference", twice
// the first's share less 1, and with the file's own word as what was said. The pack that is made
// for them has no scenarios of its own; its digest is that of the file and of what was to be left
// out of it. A model whose name has no provider is of "unknown", as with every importer. What was
// imported before is left as it is.
//
// One transaction, begun once all is read. Errors: FixInput, before anything is stored, where the
// file cannot be read.
Result<ImportedVotes> import_votes(const PackFile& file, const VotesOptions& options, Store& store);

// The same for comparisons as `attune export comparisons` writes them: every field stays, but for
// the run, the pack and the releases, which are those of this store. A number of asking that would
// stand twice becomes the next free one.
//
// One transaction, begun once all is read. Errors: FixInput, before anything is stored, naming
// file:line.
Result<ImportedVotes> import_comparisons(const PackFile& file, const VotesOptions& options,
                                         Store& store);

// What either would find at fault with the file; nothing is stored. For a file among several, of
// which none is to be stored where one is bad.
Result<Done> check_votes(const PackFile& file, const VotesOptions& options);
Result<Done> check_comparisons(const PackFile& file);

}  // namespace attune
