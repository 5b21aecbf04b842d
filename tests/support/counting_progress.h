#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/run/progress.h"

namespace attune {

// Keeps everything it is told.
class CountingProgress final : public Progress {
 public:
  void started(const Tally& /*tally*/, Instant /*now*/) override { ++starts; }

  void moved(const Tally& tally, Instant /*now*/) override { moves.push_back(tally); }

  void said(std::string_view sentence) override { sentences.emplace_back(sentence); }

  void ended(const Tally& /*tally*/, Instant /*now*/) override { ++ends; }

  int starts = 0;
  int ends = 0;
  std::vector<Tally> moves;
  std::vector<std::string> sentences;
};

}  // namespace attune
