#include "harness/run/backlog.h"

#include <algorithm>
#include <set>

namespace attune {
namespace {

// What the store holds of a run's samples.
struct Kept {
  bool played = false;
  bool ok = false;
  std::set<std::string> marked;  // "scorer judge"
};

Result<std::map<SampleKey, Kept>> load(Store& store, const RunId& run) {
  std::map<SampleKey, Kept> kept;
  Result<Done> read = store.each_kept(run, [&](SampleKey key, Outcome outcome) {
    Kept& found = kept[std::move(key)];
    found.played = true;
    found.ok = outcome == Outcome::Ok;
  });
  if (!read) return std::move(read).error();
  read = store.each_marked(
      run, [&](const SampleKey& key, const std::string& scorer, const std::string& judge) {
        kept[key].marked.insert(scorer + " " + judge);
      });
  if (!read) return std::move(read).error();
  return kept;
}

bool marked_to_the_end(const Kept& found, const RunRequest& request,
                       const std::vector<Marking>& markings) {
  return std::ranges::all_of(markings, [&](const Marking& marking) {
    const std::string judge =
        marking.judge ? request.judges[*marking.judge].id.text : std::string();
    return found.marked.contains(std::string(marking.scorer->id()) + " " + judge);
  });
}

void add_anchors(const RunJob& job, Backlog& backlog, Tally& tally) {
  for (std::size_t i = job.anchor_work.anchors.size(); i-- > 0;) {
    const std::size_t place = job.plan.samples.size() + i;
    const std::vector<Marking>& wanted = markings_at(job, place);
    const SubjectId& judge = job.request.judges[*wanted.front().judge].id;
    backlog.places[std::string(judge.provider())].push_back(place);
    backlog.played.insert(place);
    tally.to_mark += wanted.size();
  }
}

}  // namespace

Result<Backlog> find_backlog(Store& store, const RunJob& job, Tally& tally) {
  auto kept = load(store, job.plan.run);
  if (!kept) return std::move(kept).error();
  Backlog backlog;
  add_anchors(job, backlog, tally);  // first, so that they come last
  const std::vector<Planned>& samples = job.plan.samples;
  tally.planned = samples.size();
  for (std::size_t place = samples.size(); place-- > 0;) {
    const SampleKey key = key_at(job, place);
    const std::vector<Marking>& wanted = markings_at(job, place);
    tally.to_mark += wanted.size();
    const Kept& found = (*kept)[key];
    if (!found.played || !marked_to_the_end(found, job.request, wanted)) {
      if (found.played) backlog.played.insert(place);
      backlog.places[std::string(key.subject.provider())].push_back(place);
      continue;
    }
    ++tally.played;
    tally.marked += wanted.size();
    tally.not_ok += found.ok ? 0 : 1;
  }
  return backlog;
}

}  // namespace attune
