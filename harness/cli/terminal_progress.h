#pragma once

#include <cstddef>
#include <optional>

#include "harness/run/progress.h"

namespace attune {

// Shows a run on standard error: one line that is redrawn on a terminal, as wide as that is just
// then, a plain line now and then elsewhere.
class TerminalProgress final : public Progress {
 public:
  TerminalProgress();

  void started(const Tally& tally, Instant now) override;
  void moved(const Tally& tally, Instant now) override;
  void said(std::string_view sentence) override;
  void ended(const Tally& tally, Instant now) override;

 private:
  void draw(const Tally& tally, Instant now);
  void erase();

  bool live_;
  std::size_t width_ = 0;  // columns of the line that stands there
  bool drawn_ = false;     // a line stands there that the next one replaces
  Tally before_;
  Instant begun_{};
  Instant last_{};
};

}  // namespace attune
