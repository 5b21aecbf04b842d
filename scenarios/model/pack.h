#pragma once

#include <string>
#include <vector>

#include "scenarios/base/ids.h"
#include "scenarios/model/scenario.h"

namespace attune {

// A versioned set of scenarios.
struct Pack {
  PackId id;
  std::string version;
  std::string title;
  std::string licence;
  std::vector<std::string> scorers;  // names, the default one first
  std::string references;            // how the reference answers came about
  std::string limits;                // what they are not
  std::string digest;                // covers every byte that can move a score
  std::vector<Scenario> scenarios;   // in the order of the files
  std::vector<std::string> repairs;  // what the loader mended, a sentence each with its place

  bool operator==(const Pack&) const = default;
};

// Digest over everything in the pack that can move a score or is shown to a model or a judge.
// Titles, tags, rationales and comments are left out: they may be mended without a new digest.
std::string digest_of(const Pack& pack);

}  // namespace attune
