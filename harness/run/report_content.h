#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "results/page/report.h"
#include "results/page/transcript_sheets.h"
#include "results/store/store.h"
#include "scenarios/base/result.h"
#include "scorers/pair_registry.h"
#include "scorers/registry.h"

namespace attune {

// Which report is wanted.
struct ReportQuery {
  std::vector<std::string> packs;  // ids; empty: all that have results
  std::string title;               // empty: one made of the packs
  bool transcripts = true;
  std::uint64_t seed = 1;
  std::string attune;  // version
  std::string page;    // file name of the page, "x.html"
  std::string folder;  // name of the folder beside it, "x_files"
};

struct ReportSources {
  Store& store;
  const ScorerRegistry& scorers;
  const PairScorerRegistry& pair_scorers;
};

// A report with up to this many samples, whose transcripts are not larger than that, has them in
// the page itself.
inline constexpr std::size_t kInlineSamples = 200;
inline constexpr std::size_t kInlineBytes = std::size_t{1} << 20U;

// Everything a report shows, out of the store: every pack that was scored or compared, on the
// versions, scorers and judges that `attune leaderboard` and `attune ratings` choose. Transcripts
// that go beside the page are handed to `keep` sheet by sheet, so that they are never all in
// memory.
//
// Errors: FixInput where a pack has no results, with the nearest; whatever `keep` returns.
Result<Report> load_report(const ReportSources& sources, const ReportQuery& query,
                           const std::function<Result<Done>(const TranscriptSheet&)>& keep);

}  // namespace attune
