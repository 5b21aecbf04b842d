#include <algorithm>
#include <numeric>
#include <set>

#include "harness/run/duel.h"
#include "results/facts/transcript_json.h"
#include "results/ratings/judged_pairs.h"

namespace attune {
namespace {

using Place = DuelField::Place;

// The samples of one duelist that a judge can be shown.
Result<std::map<Place, Sample>> samples_of(const Pack& pack, const Duelist& duelist, Store& store) {
  auto records = store.samples_of_run(duelist.run, true);
  if (!records) return std::move(records).error();
  std::map<Place, Sample> samples;
  for (const SampleRecord& record : *records) {
    const bool wanted = record.key.subject == duelist.subject &&
                        record.pack_digest == pack.digest && record.outcome == Outcome::Ok;
    const auto scenario = std::ranges::find(pack.scenarios, record.key.scenario, &Scenario::id);
    if (!wanted || scenario == pack.scenarios.end()) continue;
    auto transcript = transcript_from_json(record.transcript);
    if (!transcript) return std::move(transcript).error();
    const auto index = static_cast<std::size_t>(scenario - pack.scenarios.begin());
    samples[{index, record.key.repeat}] =
        Sample{record.key, &*scenario, *std::move(transcript), record.outcome, record.why};
  }
  return samples;
}

using UnitKey = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;  // a, b, place

// Whether another duel by the same scorer and one of these judges found it before this one began.
class Earlier {
 public:
  Earlier(const DuelJob& job, const std::vector<RunRecord>& runs) : job_(job) {
    const auto self = std::ranges::find(runs, job.run, &RunRecord::id);
    if (self != runs.end()) began_ = self->started;
  }

  bool operator()(const Comparison& comparison) const {
    return comparison.run != job_.run && comparison.scorer == job_.entry.id &&
           comparison.asked == 1 && comparison.source == "judge" &&
           (!began_ || comparison.when.millis < began_->millis) &&
           std::ranges::find(job_.request.judges, SubjectId{comparison.judge}, &Contender::id) !=
               job_.request.judges.end();
  }

 private:
  const DuelJob& job_;
  std::optional<UtcTime> began_;
};

// The unit of the field that a judged pair is of, with the share of its `a`.
std::optional<JudgedUnit> unit_of(const JudgedPair& pair, const DuelJob& job,
                                  const DuelField& field) {
  if (pair.orders.size() != 2) return std::nullopt;
  const bool as_paired = !pair.orders.front()->turned;
  const Comparison& shown = as_paired ? *pair.orders[0] : *pair.orders[1];
  const auto share = unit_share(job, shown, as_paired ? *pair.orders[1] : *pair.orders[0]);
  const auto duelist = [&](const SubjectId& subject, const RunId& run) {
    return std::ranges::find_if(
        job.duelists, [&](const Duelist& d) { return d.subject == subject && d.run == run; });
  };
  const auto first = duelist(shown.first, shown.first_run);
  const auto second = duelist(shown.second, shown.second_run);
  if (!share || first == job.duelists.end() || second == job.duelists.end()) return std::nullopt;
  const auto place = place_of(field, job.pack, shown.scenario, shown.repeat);
  if (!place) return std::nullopt;
  const auto a = static_cast<std::uint32_t>(first - job.duelists.begin());
  const auto b = static_cast<std::uint32_t>(second - job.duelists.begin());
  return JudgedUnit{.unit = {.a = std::min(a, b), .b = std::max(a, b), .place = *place},
                    .share = a < b ? *share : 1 - *share};
}

// What other duels found on the same samples before this one began; of several judges, their mean.
Result<std::vector<JudgedUnit>> known_units(const DuelJob& job, const DuelField& field,
                                            Store& store) {
  auto comparisons = store.comparisons_of_pack(job.pack.digest);
  if (!comparisons) return std::move(comparisons).error();
  auto runs = store.runs();
  if (!runs) return std::move(runs).error();
  const Earlier earlier(job, *runs);
  std::vector<const Comparison*> kept;
  for (const Comparison& comparison : *comparisons) {
    if (earlier(comparison)) kept.push_back(&comparison);
  }
  std::map<UnitKey, std::vector<double>> shares;
  for (const JudgedPair& pair : judged_pairs(std::move(kept)).pairs) {
    if (const auto unit = unit_of(pair, job, field))
      shares[{unit->unit.a, unit->unit.b, unit->unit.place}].push_back(*unit->share);
  }
  std::vector<JudgedUnit> known;
  for (const auto& [key, of_judges] : shares) {
    const double sum = std::accumulate(of_judges.begin(), of_judges.end(), 0.0);
    known.push_back({{std::get<0>(key), std::get<1>(key), std::get<2>(key)},
                     sum / static_cast<double>(of_judges.size())});
  }
  return known;
}

}  // namespace

std::optional<double> unit_share(const DuelJob& job, const Comparison& straight,
                                 const Comparison& turned) {
  if (job.both_orders != nullptr) return job.both_orders(straight, turned);
  const auto of_first = share_of_first(straight, job.entry.rule, "");
  const auto of_second = share_of_first(turned, job.entry.rule, "");
  if (!of_first || !of_second) return std::nullopt;
  return (*of_first + (1 - *of_second)) / 2;
}

Result<DuelField> load_samples(const Pack& pack, const std::vector<Duelist>& duelists,
                               Store& store) {
  std::vector<std::map<Place, Sample>> all;
  std::set<Place> places;
  for (const Duelist& duelist : duelists) {
    auto samples = samples_of(pack, duelist, store);
    if (!samples) return std::move(samples).error();
    for (const auto& [place, sample] : *samples) places.insert(place);
    all.push_back(*std::move(samples));
  }
  DuelField field;
  field.places.assign(places.begin(), places.end());
  PairField& pairs = field.pairs;
  pairs.contestants = duelists.size();
  pairs.places = field.places.size();
  for (const Place& place : field.places)
    pairs.scenario_of_place.push_back(static_cast<std::uint32_t>(place.scenario));
  for (std::size_t duelist = 0; duelist < all.size(); ++duelist) {
    std::vector<bool>& playable = pairs.playable.emplace_back(field.places.size(), false);
    for (std::size_t place = 0; place < field.places.size(); ++place) {
      auto sample = all[duelist].extract(field.places[place]);
      playable[place] = !sample.empty();
      if (!sample.empty()) field.samples[{duelist, place}] = std::move(sample.mapped());
    }
  }
  return field;
}

std::optional<std::uint32_t> place_of(const DuelField& field, const Pack& pack,
                                      const ScenarioId& scenario, int repeat) {
  const auto found = std::ranges::find(pack.scenarios, scenario, &Scenario::id);
  const Place at{static_cast<std::size_t>(found - pack.scenarios.begin()), repeat};
  const auto place = std::ranges::lower_bound(field.places, at);
  if (place == field.places.end() || *place != at) return std::nullopt;
  return static_cast<std::uint32_t>(place - field.places.begin());
}

Result<DuelField> load_field(const DuelJob& job, const std::vector<std::uint32_t>& newcomers,
                             Store& store) {
  auto field = load_samples(job.pack, job.duelists, store);
  if (!field) return field;
  field->pairs.newcomers = newcomers;
  auto known = known_units(job, *field, store);
  if (!known) return std::move(known).error();
  field->pairs.known = *std::move(known);
  return field;
}

}  // namespace attune
