#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "results/ratings/judged_pairs.h"
#include "scenarios/base/ids.h"
#include "scenarios/model/outcome.h"

namespace attune {

// What came of one subject on one scenario, all repeats together, and where it can be read.
struct IndexCell {
  std::size_t samples = 0;
  std::size_t scored = 0;
  std::optional<double> points;   // mean of those that were scored
  Outcome outcome = Outcome::Ok;  // the first that is not ok, where there is one
  std::string place;              // of the first transcript: "0007.html#s3", "#s3"; or empty
};

// One file of transcripts beside the page.
struct TranscriptFile {
  std::string name;   // "0007.html"
  std::string title;  // "openai/gpt-4 (v2): q1 to q57"
  std::size_t samples = 0;
  bool operator==(const TranscriptFile&) const = default;
};

// The samples of one pack as a grid: scenarios down, subjects across.
struct TranscriptIndex {
  std::vector<ScenarioId> scenarios;                         // in the pack's order
  std::vector<Contestant> subjects;                          // in the board's order
  std::vector<std::vector<std::optional<IndexCell>>> cells;  // [scenario][subject]
  std::vector<TranscriptFile> files;                         // beside the page
  std::vector<std::string> articles;  // or in the page itself, as markup (folded_transcript)
  std::string folder;                 // of the files, relative to the page: "x_files"
  bool shown = false;                 // whether transcripts are shown at all
};

}  // namespace attune
