#include "results/differences/difference_gate.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace attune {
namespace {

using Figure = std::optional<double>;

Figure point_of(const std::optional<Estimate>& estimate) {
  return estimate ? Figure(estimate->point) : std::nullopt;
}

Figure low_of(const std::optional<Estimate>& estimate) {
  return estimate ? estimate->low : std::nullopt;
}

Figure high_of(const std::optional<Estimate>& estimate) {
  return estimate ? estimate->high : std::nullopt;
}

// With nothing missing the bounds are the point.
Figure bound_of(const Difference& each, double Bounds::*end) {
  if (each.missing.bounds) return (*each.missing.bounds).*end;
  if (each.missing.pairs < each.missing.intended) return std::nullopt;
  return point_of(each.difference);
}

struct NamedFigure {
  const char* name;
  Figure (*of)(const Difference&);
};

constexpr std::array kFigures = {
    NamedFigure{"point", [](const Difference& each) { return point_of(each.difference); }},
    NamedFigure{"lower", [](const Difference& each) { return low_of(each.difference); }},
    NamedFigure{"upper", [](const Difference& each) { return high_of(each.difference); }},
    NamedFigure{"p", [](const Difference& each) { return each.adjusted; }},
    NamedFigure{"effect", [](const Difference& each) { return point_of(each.effect); }},
    NamedFigure{"effect_lower", [](const Difference& each) { return low_of(each.effect); }},
    NamedFigure{"effect_upper", [](const Difference& each) { return high_of(each.effect); }},
    NamedFigure{"correlation", [](const Difference& each) { return point_of(each.correlation); }},
    NamedFigure{"worst", [](const Difference& each) { return bound_of(each, &Bounds::worst); }},
    NamedFigure{"best", [](const Difference& each) { return bound_of(each, &Bounds::best); }},
    NamedFigure{"missing",
                [](const Difference& each) {
                  return Figure(static_cast<double>(each.missing.intended - each.missing.pairs));
                }},
    NamedFigure{"detectable", [](const Difference& each) { return each.detectable.after; }}};

}  // namespace

const std::vector<std::string>& difference_figures() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const NamedFigure& figure : kFigures) names.emplace_back(figure.name);
    return names;
  }();
  return kNames;
}

std::optional<double> figure_of(const Difference& difference, std::string_view name) {
  const auto* found = std::ranges::find(kFigures, name, &NamedFigure::name);
  assert(found != kFigures.end());
  return found->of(difference);
}

std::vector<GateCrossed> crossed_gates(std::span<const DifferenceReport> reports,
                                       std::span<const Gate> gates) {
  std::vector<GateCrossed> all;
  for (const DifferenceReport& report : reports) {
    for (const Difference& each : report.differences) {
      for (const Gate& gate : gates) {
        const auto crossing = crossed(gate, figure_of(each, gate.figure));
        if (crossing)
          all.push_back(
              {report.first.subject.text, each.second.subject.text, report.pack.text, *crossing});
      }
    }
  }
  return all;
}

}  // namespace attune
