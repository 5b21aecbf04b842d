#pragma once

#include <string>
#include <vector>

#include "scenarios/base/ids.h"
#include "scenarios/model/scenario.h"

namespace attune {

// A result that others have published: shown beside measured ones, never mixed with them.
struct Cited {
  std::string subject;  // "human norm", "openai/gpt-4"
  double value = 0;     // on the scale of the pack's board
  std::string source;
  std::string date;  // as the source gives it: "2025-05-21", "2024"
  std::string note;  // what to keep in mind when comparing, or empty
  bool operator==(const Cited&) const = default;
};

// A versioned set of scenarios.
struct Pack {
  PackId id;
  std::string version;
  std::string title;
  std::string licence;
  std::vector<std::string> scorers;      // names, the default one first
  std::string references;                // how the reference answers came about
  std::string limits;                    // what they are not
  std::string digest;                    // covers every byte that can move a score
  std::vector<Scenario> scenarios;       // in the order of the files
  std::vector<std::string> repairs;      // what the loader mended, a sentence each with its place
  std::vector<std::string> groups = {};  // names of tags by which boards are broken down
  std::vector<Cited> cited = {};
  // Names of the scorers that compare two samples, the default one first; empty: nobody can.
  std::vector<std::string> pair_scorers = {};

  bool operator==(const Pack&) const = default;
};

// Digest over everything in the pack that can move a score or is shown to a model or a judge.
// Titles, tags, rationales, cited results and comments are left out: they may be mended without a
// new digest.
std::string digest_of(const Pack& pack);

// What compares two samples of a pack that does not say: "pairwise" where a judge has criteria for
// a scenario without a key, else nobody. A pack that names just these has the digest of one that
// names none.
std::vector<std::string> default_pair_scorers(const Pack& pack);

}  // namespace attune
