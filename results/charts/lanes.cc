#include "results/charts/lanes.h"

#include <algorithm>
#include <numeric>

namespace attune {
namespace {

constexpr double kBetween = 6;  // labels of a lane
constexpr double kBeside = 4;   // a label and its line

struct Placed {
  Flag flag;
  std::size_t lane = 0;
};

bool touch(const LabelSpan& one, const LabelSpan& other) {
  return one.from < other.to + kBetween && other.from < one.to + kBetween;
}

bool crosses(double line, const LabelSpan& label) {
  return label.from - 1 < line && line < label.to + 1;
}

bool goes(const Flag& flag, std::size_t lane, const Placed& other) {
  if (lane == other.lane) return !touch(flag.span, other.flag.span);
  return lane > other.lane ? !crosses(flag.at, other.flag.span)
                           : !crosses(other.flag.at, flag.span);
}

// Those that fly to the right from the right, then the others from the left: so lines of higher
// lanes come down where no lower label is.
std::vector<std::size_t> placing_order(std::span<const Flag> flags) {
  std::vector<std::size_t> order(flags.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    const bool left_a = flags[a].span.from < flags[a].at;
    const bool left_b = flags[b].span.from < flags[b].at;
    if (left_a != left_b) return left_b;
    return left_a ? flags[a].at < flags[b].at : flags[a].at > flags[b].at;
  });
  return order;
}

}  // namespace

Flag flag_at(double at, double width, const LabelSpan& within) {
  const bool right = at + kBeside + width <= within.to || at - kBeside - width < within.from;
  const double from = right ? std::max(within.from, std::min(at + kBeside, within.to - width))
                            : at - kBeside - width;
  return {.span = {from, from + width}, .at = at};
}

std::vector<std::optional<std::size_t>> lanes_of(std::span<const Flag> flags, std::size_t lanes) {
  std::vector<Placed> placed;
  std::vector<std::optional<std::size_t>> places(flags.size());
  for (const std::size_t i : placing_order(flags)) {
    std::size_t lane = 0;
    const auto fits = [&](const Placed& other) { return goes(flags[i], lane, other); };
    while (lane < lanes && !std::ranges::all_of(placed, fits)) ++lane;
    if (lane == lanes) continue;
    places[i] = lane;
    placed.push_back({flags[i], lane});
  }
  return places;
}

std::size_t lanes_used(std::span<const std::optional<std::size_t>> lanes) {
  std::size_t used = 0;
  for (const auto& lane : lanes) used = std::max(used, lane ? *lane + 1 : std::size_t{0});
  return used;
}

std::vector<double> spread(std::span<const double> wanted, double gap, const LabelSpan& within) {
  std::vector<std::size_t> order(wanted.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return wanted[i]; });
  const double room = within.to - within.from;
  const double parts = static_cast<double>(std::max<std::size_t>(wanted.size(), 2) - 1);
  const double apart = std::min(gap, room / parts);
  std::vector<double> places(wanted.begin(), wanted.end());
  double least = within.from;
  for (const std::size_t i : order) {
    places[i] = std::max(places[i], least);
    least = places[i] + apart;
  }
  double most = within.to;
  for (auto i = order.rbegin(); i != order.rend(); ++i) {
    places[*i] = std::min(places[*i], most);
    most = places[*i] - apart;
  }
  return places;
}

}  // namespace attune
