#include "harness/run/backlog.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <string_view>
#include <unordered_map>

namespace attune {
namespace {

// What the store holds of a run's samples.
struct Kept {
  bool played = false;
  bool ok = false;
  std::vector<std::size_t> marked;  // by whom: places among markers
};

struct KeyHash {
  std::size_t operator()(const SampleKey& key) const {
    const std::hash<std::string_view> hash;
    return std::rotl(hash(key.scenario.text), 1) ^ std::rotl(hash(key.subject.text), 2) ^
           std::rotl(hash(key.pack.text), 3) ^ static_cast<std::size_t>(key.repeat);
  }
};

// Of a scorer and, where it asks one, a judge.
struct Marker {
  std::string scorer;
  std::string judge;
  bool operator==(const Marker&) const = default;
};

// Everything that the store holds of a run.
class KeptSamples {
 public:
  Result<Done> load(Store& store, const RunId& run) {
    Result<Done> read = store.each_kept(run, [this](SampleKey key, Outcome outcome) {
      Kept& found = kept_[std::move(key)];
      found.played = true;
      found.ok = outcome == Outcome::Ok;
    });
    if (!read) return read;
    return store.each_marked(run, [this](SampleKey key, std::string scorer, std::string judge) {
      kept_[std::move(key)].marked.push_back(place_of({std::move(scorer), std::move(judge)}));
    });
  }

  [[nodiscard]] const Kept& of(const SampleKey& key) const {
    static const Kept kNothing;
    const auto found = kept_.find(key);
    return found == kept_.end() ? kNothing : found->second;
  }

  [[nodiscard]] bool marked_to_the_end(const Kept& found, const RunRequest& request,
                                       const std::vector<Marking>& markings) const {
    return std::ranges::all_of(markings, [&](const Marking& marking) {
      const std::string_view judge =
          marking.judge ? std::string_view(request.judges[*marking.judge].id.text) : "";
      return std::ranges::any_of(found.marked, [&](std::size_t place) {
        return markers_[place].scorer == marking.scorer->id() && markers_[place].judge == judge;
      });
    });
  }

 private:
  std::size_t place_of(Marker marker) {
    const auto found = std::ranges::find(markers_, marker);
    const auto place = static_cast<std::size_t>(found - markers_.begin());
    if (found == markers_.end()) markers_.push_back(std::move(marker));
    return place;
  }

  std::unordered_map<SampleKey, Kept, KeyHash> kept_;
  std::vector<Marker> markers_;  // few
};

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
  KeptSamples kept;
  Result<Done> loaded = kept.load(store, job.plan.run);
  if (!loaded) return std::move(loaded).error();
  Backlog backlog;
  add_anchors(job, backlog, tally);  // first, so that they come last
  const std::vector<Planned>& samples = job.plan.samples;
  tally.planned = samples.size();
  for (std::size_t place = samples.size(); place-- > 0;) {
    const SampleKey key = key_at(job, place);
    const std::vector<Marking>& wanted = markings_at(job, place);
    tally.to_mark += wanted.size();
    const Kept& found = kept.of(key);
    if (!found.played || !kept.marked_to_the_end(found, job.request, wanted)) {
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
