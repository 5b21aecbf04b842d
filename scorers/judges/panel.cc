#include "scorers/judges/panel.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <string_view>

namespace attune {
namespace {

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double median_of(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  if (values.size() % 2 == 1) return values[middle];
  return (values[middle - 1] + values[middle]) / 2;
}

double deviation_of(const std::vector<double>& values) {
  if (values.size() < 2) return 0;
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

// Gathers the values of each figure by its name.
class Gathering {
 public:
  void add(std::string_view name, double value) {
    auto found = std::ranges::find(rows_, name, &Row::name);
    if (found == rows_.end()) found = rows_.insert(rows_.end(), {std::string(name), {}});
    found->values.push_back(value);
  }

  [[nodiscard]] std::vector<PanelFigure> figures(PanelRule rule) const {
    std::vector<PanelFigure> figures;
    for (const Row& row : rows_) {
      const auto [least, most] = std::ranges::minmax(row.values);
      figures.push_back(
          {.name = row.name,
           .value = rule == PanelRule::Mean ? mean_of(row.values) : median_of(row.values),
           .spread = most - least,
           .deviation = deviation_of(row.values),
           .judges = row.values.size()});
    }
    return figures;
  }

 private:
  struct Row {
    std::string name;
    std::vector<double> values;
  };

  std::vector<Row> rows_;
};

void take(Gathering& gathering, const Marks& marks) {
  gathering.add("points", marks.points);
  for (const Mark& mark : marks.marks) gathering.add(mark.name, mark.value);
}

void take(Gathering& gathering, const Margins& margins) {
  for (const Margin& margin : margins.margins) gathering.add(margin.criterion, margin.value);
}

template <class Finding, class One>
PanelFinding finding_of(std::span<const One> verdicts, PanelRule rule) {
  Gathering gathering;
  PanelFinding panel;
  for (const One& one : verdicts) {
    assert(one.verdict.scorer == verdicts.front().verdict.scorer);
    if (const auto* found = std::get_if<Finding>(&one.verdict.finding)) {
      take(gathering, *found);
    } else {
      panel.missing.push_back({one.judge, std::get<Unscored>(one.verdict.finding).why});
    }
  }
  panel.figures = gathering.figures(rule);
  return panel;
}

}  // namespace

PanelFinding panel_of(std::span<const PanelVerdict> verdicts, PanelRule rule) {
  return finding_of<Marks>(verdicts, rule);
}

PanelFinding panel_of(std::span<const PanelPairVerdict> verdicts, PanelRule rule) {
  return finding_of<Margins>(verdicts, rule);
}

}  // namespace attune
