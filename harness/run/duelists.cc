#include "harness/run/duelists.h"

#include <map>
#include <set>

namespace attune {
namespace {

// Samples that ended ok, by run.
using Played = std::map<SubjectId, std::map<RunId, std::size_t>>;

std::optional<Duelist> find_duelist(const SubjectId& subject, const Played& played,
                                    const std::vector<RunRecord>& runs) {
  const auto of_subject = played.find(subject);
  if (of_subject == played.end()) return std::nullopt;
  std::optional<Duelist> best;
  std::size_t most = 0;
  for (const RunRecord& run : runs) {  // oldest first
    const auto count = of_subject->second.find(run.id);
    if (count == of_subject->second.end() || count->second < most) continue;
    most = count->second;
    best = Duelist{subject, run.id, run.release};
  }
  return best;
}

}  // namespace

Result<std::vector<std::optional<Duelist>>> find_duelists(const DuelistQuery& query,
                                                          const std::vector<SubjectId>& subjects,
                                                          Store& store) {
  auto runs = store.runs();
  if (!runs) return std::move(runs).error();
  auto samples = store.samples_of_pack(query.pack_digest);
  if (!samples) return std::move(samples).error();
  Played played;
  for (const SampleRecord& sample : *samples) {
    const bool wanted = query.release.empty() || sample.release == query.release;
    if (wanted && sample.outcome == Outcome::Ok) ++played[sample.key.subject][sample.run];
  }
  std::vector<std::optional<Duelist>> found;
  for (const SubjectId& subject : subjects) found.push_back(find_duelist(subject, played, *runs));
  return found;
}

Result<std::vector<Duelist>> ladder_of(const std::string& pack_digest, const std::string& scorer,
                                       Store& store) {
  auto comparisons = store.comparisons_of_pack(pack_digest);
  if (!comparisons) return std::move(comparisons).error();
  std::set<Duelist> ladder;
  for (const Comparison& comparison : *comparisons) {
    const bool duelled = comparison.source == "judge" && !comparison.first_run.text.empty();
    if (comparison.scorer != scorer || !duelled) continue;
    ladder.insert({comparison.first, comparison.first_run, comparison.first_release});
    ladder.insert({comparison.second, comparison.second_run, comparison.second_release});
  }
  return std::vector<Duelist>(ladder.begin(), ladder.end());
}

}  // namespace attune
