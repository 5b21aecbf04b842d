#include "results/drift/attribution.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "results/stats/bootstrap.h"

namespace attune {
namespace {

// Sums over the anchors of one scenario that were marked at both.
struct AnchorSums {
  double count = 0;
  double from = 0, to = 0;
  double from_squares = 0, to_squares = 0;
};

// One scenario: what it adds to any figure of a draw.
struct Row {
  bool scored = false;  // at both
  double from = 0, to = 0;
  AnchorSums anchors;  // of this scenario
};

struct Rows {
  std::vector<Row> rows;  // in order of scenario
  std::size_t scored = 0, with_anchors = 0, anchors = 0, values = 0;
};

// The figures of one draw; absent where it holds nothing they are made of.
struct Figures {
  std::optional<double> total, judge, model, spread, levelled, subject_level, anchor_level;
};

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::map<std::string, std::pair<ScenarioId, std::vector<double>>> by_name(
    const ReleaseFacts& release) {
  std::map<std::string, std::pair<ScenarioId, std::vector<double>>> anchors;
  for (const AnchorMark& mark : release.anchors) {
    auto& anchor = anchors[mark.name];
    anchor.first = mark.scenario;
    anchor.second.push_back(mark.points);
  }
  for (auto& [name, anchor] : anchors) std::ranges::sort(anchor.second);
  return anchors;
}

void add_points(std::map<ScenarioId, Row>& rows, const ReleaseFacts& from, const ReleaseFacts& to) {
  for (const auto& [scenario, values] : from.points) {
    const auto found = to.points.find(scenario);
    if (found == to.points.end() || values.empty() || found->second.empty()) continue;
    Row& row = rows[scenario];
    row.scored = true;
    row.from = mean_of(values);
    row.to = mean_of(found->second);
  }
}

std::size_t add_anchors(std::map<ScenarioId, Row>& rows, const ReleaseFacts& from,
                        const ReleaseFacts& to) {
  std::size_t common = 0;
  const auto later = by_name(to);
  for (const auto& [name, anchor] : by_name(from)) {
    const auto found = later.find(name);
    if (found == later.end()) continue;
    const double before = mean_of(anchor.second);
    const double after = mean_of(found->second.second);
    AnchorSums& sums = rows[anchor.first].anchors;
    sums.count += 1;
    sums.from += before;
    sums.to += after;
    sums.from_squares += before * before;
    sums.to_squares += after * after;
    ++common;
  }
  return common;
}

Rows rows_of(const ReleaseFacts& from, const ReleaseFacts& to) {
  std::map<ScenarioId, Row> rows;
  add_points(rows, from, to);
  Rows made;
  made.anchors = add_anchors(rows, from, to);
  for (const auto& [scenario, row] : rows) {
    made.scored += row.scored ? 1U : 0U;
    made.with_anchors += row.anchors.count > 0 ? 1U : 0U;
    if (row.scored) made.values += to.points.at(scenario).size();
    made.rows.push_back(row);
  }
  return made;
}

// Sums over the scenarios of a draw, from which its figures follow.
class Draw {
 public:
  void add(const Row& row) {
    if (row.scored) {
      ++scored_;
      from_ += row.from;
      gained_ += row.to - row.from;
    }
    if (row.anchors.count > 0) add(row.anchors);
  }

  [[nodiscard]] Figures figures() const {
    Figures made;
    if (scored_ > 0) {
      made.total = gained_ / scored_;
      made.subject_level = from_ / scored_;
    }
    if (with_anchors_ > 0) {
      made.judge = anchor_gained_ / with_anchors_;
      made.anchor_level = anchor_from_ / with_anchors_;
      made.spread = spread();
    }
    if (!made.total || !made.judge) return made;
    made.model = *made.total - *made.judge;
    if (made.spread)
      made.levelled = *made.model - (*made.spread - 1) * (*made.subject_level - *made.anchor_level);
    return made;
  }

 private:
  void add(const AnchorSums& anchors) {
    ++with_anchors_;
    anchor_from_ += anchors.from / anchors.count;
    anchor_gained_ += (anchors.to - anchors.from) / anchors.count;
    all_.count += anchors.count;
    all_.from += anchors.from;
    all_.to += anchors.to;
    all_.from_squares += anchors.from_squares;
    all_.to_squares += anchors.to_squares;
  }

  // Of all anchors' marks, later over earlier.
  [[nodiscard]] std::optional<double> spread() const {
    const double earlier = all_.from_squares - all_.from * all_.from / all_.count;
    const double later = all_.to_squares - all_.to * all_.to / all_.count;
    if (all_.count < 2 || earlier < 1e-9 || later < 0) return std::nullopt;
    return std::sqrt(later / earlier);
  }

  double scored_ = 0, from_ = 0, gained_ = 0;
  double with_anchors_ = 0, anchor_from_ = 0, anchor_gained_ = 0;
  AnchorSums all_;
};

// A figure of all draws.
struct Drawn {
  std::vector<double> total, judge, model, spread, levelled;
};

void keep(std::vector<double>& draws, const std::optional<double>& value) {
  if (value) draws.push_back(*value);
}

Drawn drawn_figures(const Rows& rows, const Bootstrap& bootstrap) {
  Drawn drawn;
  Resampler resampler(rows.rows.size(), bootstrap.seed);
  for (std::size_t left = std::max<std::size_t>(bootstrap.resamples, 1); left > 0; --left) {
    Draw draw;
    for (const std::uint32_t at : resampler.draw()) draw.add(rows.rows[at]);
    const Figures figures = draw.figures();
    keep(drawn.total, figures.total);
    keep(drawn.judge, figures.judge);
    keep(drawn.model, figures.model);
    keep(drawn.spread, figures.spread);
    keep(drawn.levelled, figures.levelled);
  }
  return drawn;
}

struct Extent {
  std::size_t samples = 0;
  std::size_t clusters = 0;
  std::size_t least = 0;  // draws that must have the figure
};

std::optional<Estimate> estimate_of(const std::optional<double>& point, std::vector<double>& draws,
                                    const Extent& extent, double level) {
  if (!point) return std::nullopt;
  Estimate estimate{
      .point = *point, .level = level, .samples = extent.samples, .clusters = extent.clusters};
  if (extent.clusters < 2 || draws.empty() || draws.size() < extent.least) return estimate;
  const Interval interval = interval_of(draws, expanded_tail(extent.clusters, level));
  estimate.low = interval.low;
  estimate.high = interval.high;
  return estimate;
}

// Rules mark alike for ever.
void leave_to_model(Parts& parts) {
  parts.model = parts.total;
  if (!parts.total) return;
  parts.judge = Estimate{.point = 0,
                         .low = 0,
                         .high = 0,
                         .level = parts.total->level,
                         .samples = parts.total->samples,
                         .clusters = parts.total->clusters};
}

}  // namespace

double part_level(double level) {
  return 1 - (1 - level) / 3;
}

bool is_marked_by_rules(const ReleaseFacts& from, const ReleaseFacts& to) {
  return from.judge.empty() && to.judge.empty();
}

Parts attribute(const ReleaseFacts& from, const ReleaseFacts& to, const Bootstrap& bootstrap) {
  const Rows rows = rows_of(from, to);
  Parts parts;
  parts.anchors = rows.anchors;
  parts.anchor_scenarios = rows.with_anchors;
  if (rows.rows.empty()) return parts;
  Draw all;
  for (const Row& row : rows.rows) all.add(row);
  const Figures figures = all.figures();
  parts.subject_level = figures.subject_level;
  parts.anchor_level = figures.anchor_level;
  Drawn drawn = drawn_figures(rows, bootstrap);
  const std::size_t least = (std::max<std::size_t>(bootstrap.resamples, 1) + 1) / 2;
  const double level = bootstrap.level;
  const double each = part_level(level);
  parts.total = estimate_of(figures.total, drawn.total, {rows.values, rows.scored, least}, level);
  if (is_marked_by_rules(from, to)) {
    leave_to_model(parts);
    return parts;
  }
  const Extent judge{rows.anchors, rows.with_anchors, least};
  const Extent both{rows.values, std::min(rows.scored, rows.with_anchors), least};
  parts.judge = estimate_of(figures.judge, drawn.judge, judge, each);
  parts.model = estimate_of(figures.model, drawn.model, both, each);
  parts.spread = estimate_of(figures.spread, drawn.spread, judge, level);
  parts.levelled = estimate_of(figures.levelled, drawn.levelled, both, each);
  return parts;
}

}  // namespace attune
