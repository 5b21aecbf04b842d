#include "results/audit/audit_marks.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "results/audit/audit_rates.h"
#include "results/stats/agreement.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

constexpr double kPercent = 100;

using SampleName = std::pair<RunId, SampleKey>;

// The points that each judge gave one sample, the mean where there are several.
struct Given {
  double sum = 0;
  double count = 0;

  [[nodiscard]] double mean() const { return sum / count; }
};

using Sample = std::map<std::string, Given>;  // by judge
using Samples = std::map<SampleName, Sample>;

struct Marked {
  Samples samples;
  std::map<ScenarioId, ClusterSum> ends;  // of the audited judge's marks
};

bool is_end(double value, const MarkScale& scale) {
  return value <= scale.least || value >= scale.most;
}

// By scorer.
std::map<std::string, Marked> marked_of(const JudgeAuditFacts& facts) {
  std::map<std::string, Marked> scorers;
  for (const VerdictRecord& record : facts.verdicts) {
    const auto* marks = std::get_if<Marks>(&record.verdict.finding);
    if (marks == nullptr || record.judge.empty()) continue;
    Marked& marked = scorers[record.verdict.scorer];
    Given& given = marked.samples[{record.run, record.key}][record.judge];
    given.sum += marks->points;
    given.count += 1;
    const auto scale = facts.scales.find(record.verdict.scorer);
    if (record.judge != facts.judge.text || scale == facts.scales.end()) continue;
    for (const Mark& mark : marks->marks) {
      ClusterSum& tally = marked.ends[record.key.scenario];
      tally.sum += is_end(mark.value, scale->second) ? kPercent : 0;
      tally.count += 1;
    }
  }
  return scorers;
}

// Where the judge and others marked the same sample: its points less the others' mean.
std::vector<Cluster> differences(const Samples& samples, const std::string& judge) {
  std::map<ScenarioId, Cluster> clusters;
  for (const auto& [name, sample] : samples) {
    const auto own = sample.find(judge);
    if (own == sample.end() || sample.size() < 2) continue;
    double others = 0;
    for (const auto& [who, given] : sample) others += who == judge ? 0 : given.mean();
    clusters[name.second.scenario].push_back(own->second.mean() -
                                             others / static_cast<double>(sample.size() - 1));
  }
  std::vector<Cluster> made;
  for (auto& [scenario, cluster] : clusters) made.push_back(std::move(cluster));
  return made;
}

std::vector<std::vector<Unit>> units_of(const Samples& samples, const std::string& judge) {
  std::map<ScenarioId, std::vector<Unit>> clusters;
  for (const auto& [name, sample] : samples) {
    if (!sample.contains(judge)) continue;
    Unit unit;
    for (const auto& [who, given] : sample) unit.push_back(given.mean());
    clusters[name.second.scenario].push_back(std::move(unit));
  }
  std::vector<std::vector<Unit>> made;
  for (auto& [scenario, cluster] : clusters) made.push_back(std::move(cluster));
  return made;
}

bool marked_by(const Marked& marked, const std::string& judge) {
  for (const auto& [name, sample] : marked.samples) {
    if (sample.contains(judge)) return true;
  }
  return false;
}

AuditFigure saturation(const Marked& marked, const std::string& scorer, bool scaled,
                       const Bootstrap& bootstrap) {
  std::vector<ClusterSum> tallies;
  for (const auto& [scenario, tally] : marked.ends) tallies.push_back(tally);
  return figure_or(
      {fmt::format("marks.saturation[{}]", scorer), "marks at the ends of the scale", "%"},
      estimate_rate(tallies, {}, bootstrap),
      scaled ? "it gave no marks beside its points"
             : "the ends of this scorer's marks are not known");
}

}  // namespace

AuditPart audit_marks(const JudgeAuditFacts& facts, const Bootstrap& bootstrap) {
  AuditPart part{.title = "Marks"};
  const std::string& judge = facts.judge.text;
  const std::string alone = "no other judge marked the same samples with the same scorer";
  std::map<std::string, Marked> scorers = marked_of(facts);
  std::erase_if(scorers, [&](const auto& each) { return !marked_by(each.second, judge); });
  for (const auto& [scorer, marked] : scorers) {
    const std::string by = printable(scorer);
    part.figures.push_back(
        figure_or({"marks.severity[" + by + "]", by + ": points above other judges", "points"},
                  estimate_mean(differences(marked.samples, judge), bootstrap), alone));
    part.figures.push_back(figure_or(
        {"marks.alpha[" + by + "]", by + ": agreement, Krippendorff's alpha, interval", ""},
        krippendorff_alpha(units_of(marked.samples, judge), Scale::Interval, bootstrap), alone));
    part.figures.push_back(saturation(marked, by, facts.scales.contains(scorer), bootstrap));
    part.figures.back().title = by + ": " + part.figures.back().title;
  }
  if (part.figures.empty())
    part.figures.push_back(
        absent({"marks.severity", "points above other judges", "points"}, "it gave no marks"));
  return part;
}

}  // namespace attune
