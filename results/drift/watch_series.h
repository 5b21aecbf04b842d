#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "results/drift/sentinel.h"
#include "results/stats/cusum.h"

namespace attune {

// One signal of a watch over all its looks.
struct Series {
  Signal signal = Signal::Score;
  std::vector<std::optional<SignalAt>> looks;  // as many as there are
  // What a sentence compares: as the values, of a score less the anchors' mean.
  std::vector<std::optional<double>> adjusted;

  struct Raised {
    std::size_t look = 0, since = 0;
    std::size_t first = 0;  // look of the baseline it was held against
    bool above = false;     // whether the figure rose
  };

  std::vector<Raised> raised;
};

// Those figures that any look has, in order of the signals.
std::vector<Signal> signals_in(const std::vector<ReleaseFacts>& looks);

// How many rows (scenarios of the panel, of which a look has points) there are, at least 2.
std::size_t rows_in(const std::vector<ReleaseFacts>& looks);

// One figure, held against all looks before it, with its alarms. Without a threshold nothing is
// alarmed. REQUIRES: looks in order of time; a signal that is a figure.
Series series_of(Signal signal, const std::vector<ReleaseFacts>& looks, std::size_t baseline,
                 const std::optional<CusumThreshold>& threshold);

}  // namespace attune
