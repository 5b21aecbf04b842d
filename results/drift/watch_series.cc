#include "results/drift/watch_series.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <memory>
#include <set>

#include "results/drift/watch_values.h"

namespace attune {
namespace {

// What one signal has to say at each look, and how looks are held against those before. Starting
// anew forgets all looks.
struct Reading {
  std::optional<double> value;
  std::optional<double> adjusted;
};

class Chart {
 public:
  Chart(Signal signal, const std::vector<ReleaseFacts>& looks) : signal_(signal), looks_(looks) {
    if (signal == Signal::Score) table_ = score_table(looks);
    if (signal == Signal::Length) table_ = length_table(looks);
    if (signal == Signal::Score || signal == Signal::Judge) anchors_ = anchor_table(looks);
    restart();
  }

  void restart() {
    rows_.emplace(width(table_));
    anchor_rows_.emplace(width(anchors_));
    values_ = {};
    shares_ = {};
  }

  [[nodiscard]] Reading reading(std::size_t look) const {
    switch (signal_) {
      case Signal::Score:
        return score(look);
      case Signal::Judge:
        return plain(mean_of(anchors_[look]));
      case Signal::Refusals:
        return refusals(look);
      case Signal::Length:
        return plain(mean_length(looks_[look]));
      case Signal::Latency:
        return plain(median_latency(looks_[look]));
      case Signal::ServedId:
      case Signal::Fingerprint:
      case Signal::JudgeServedId:
      case Signal::JudgeFingerprint:
        break;
    }
    return {};
  }

  // This look against those before, as a standard normal; it then is one of those before.
  std::optional<double> normal(std::size_t look) {
    if (signal_ == Signal::Refusals) return shares_.add(refusals_in(looks_[look]));
    if (signal_ == Signal::Latency) return of(values_.add(*log_latency(looks_[look])));
    if (signal_ == Signal::Judge) return of(anchor_rows_->add(anchors_[look]));
    const auto own = rows_->add(table_[look]);
    if (signal_ != Signal::Score || width(anchors_) == 0) return of(own);
    // What the judge gives frozen replies more is no change of the subject's.
    const auto judge = anchor_rows_->add(anchors_[look]);
    if (!own || !judge) return std::nullopt;
    return normal_score(less(*own, *judge));
  }

 private:
  static std::size_t width(const LookTable& table) {
    return table.empty() ? 0 : table.front().size();
  }

  static std::optional<double> of(const std::optional<Contrast>& contrast) {
    if (!contrast) return std::nullopt;
    return normal_score(*contrast);
  }

  static Reading plain(const std::optional<double>& value) { return {value, value}; }

  [[nodiscard]] Reading score(std::size_t look) const {
    const auto value = mean_of(table_[look]);
    if (!value || width(anchors_) == 0) return plain(value);
    const auto judge = mean_of(anchors_[look]);
    return {value, judge ? std::optional(*value - *judge) : std::nullopt};
  }

  [[nodiscard]] Reading refusals(std::size_t look) const {
    const ShareChart::Count count = refusals_in(looks_[look]);
    if (count.of == 0) return {};
    return plain(100 * static_cast<double>(count.times) / static_cast<double>(count.of));
  }

  Signal signal_;
  const std::vector<ReleaseFacts>& looks_;
  LookTable table_, anchors_;
  std::optional<RowChart> rows_, anchor_rows_;
  ValueChart values_;
  ShareChart shares_;
};

// The looks since the last alarm.
struct Segment {
  std::optional<std::size_t> first;
  std::size_t seen = 0;
  std::vector<std::size_t> added;  // to the sums
};

}  // namespace

std::vector<Signal> signals_in(const std::vector<ReleaseFacts>& looks) {
  const auto any = [&looks](auto has) { return std::ranges::any_of(looks, has); };
  std::vector<Signal> signals;
  const auto add = [&signals](Signal signal, bool there) {
    if (there) signals.push_back(signal);
  };
  add(Signal::Score, any([](const ReleaseFacts& look) { return !look.points.empty(); }));
  add(Signal::Judge, any([](const ReleaseFacts& look) { return !look.anchors.empty(); }));
  add(Signal::Refusals, any([](const ReleaseFacts& look) { return refusals_in(look).of > 0; }));
  add(Signal::Length, any([](const ReleaseFacts& look) { return mean_length(look).has_value(); }));
  add(Signal::Latency,
      any([](const ReleaseFacts& look) { return median_latency(look).has_value(); }));
  return signals;
}

std::size_t rows_in(const std::vector<ReleaseFacts>& looks) {
  std::set<ScenarioId> scenarios;
  for (const ReleaseFacts& look : looks) {
    for (const auto& [scenario, values] : look.points) scenarios.insert(scenario);
  }
  return std::max<std::size_t>(2, scenarios.size());
}

Series series_of(Signal signal, const std::vector<ReleaseFacts>& looks, std::size_t baseline,
                 const std::optional<CusumThreshold>& threshold) {
  Series series{.signal = signal,
                .looks = std::vector<std::optional<SignalAt>>(looks.size()),
                .adjusted = std::vector<std::optional<double>>(looks.size())};
  Chart chart(signal, looks);
  Cusum cusum(threshold ? CusumRule{threshold->reference, threshold->height} : CusumRule{});
  Segment segment;
  for (std::size_t look = 0; look < looks.size(); ++look) {
    const Reading reading = chart.reading(look);
    if (!reading.value) continue;
    SignalAt& at = series.looks[look].emplace();
    at.value = *reading.value;
    series.adjusted[look] = reading.adjusted;
    if (!segment.first) segment.first = look;
    const std::optional<double> normal = chart.normal(look);
    if (segment.seen++ < baseline || !normal || !threshold) continue;
    segment.added.push_back(look);
    const bool alarm = cusum.add(*normal);
    at.normal = normal;
    at.above = cusum.above();
    at.below = cusum.below();
    if (!alarm) continue;
    series.raised.push_back({.look = look,
                             .since = segment.added[segment.added.size() - cusum.run()],
                             .first = *segment.first,
                             .above = cusum.above() >= cusum.below()});
    cusum.restart();
    chart.restart();
    segment = {};
  }
  return series;
}

}  // namespace attune
