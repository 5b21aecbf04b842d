#pragma once

#include <cstddef>
#include <optional>

#include "harness/run/progress.h"

namespace attune {

// Shows a run on standard error: one line that is redrawn on a terminal, a plain line now and then
// elsewhere.
class TerminalProgress final : public Progress {
 public:
  TerminalProgress();

  void started(const Tally& tally, Instant now) override;
  void moved(const Tally& tally, Instant now) override;
  void said(std::string_view sentence) override;
  void ended(const Tally& tally, Instant now) override;

 private:
  void draw(const Tally& tally, Instant now);

  bool live_;
  std::size_t width_;
  bool drawn_ = false;  // a line stands there that the next one replaces
  Tally before_;
  Instant begun_{};
  Instant last_{};
};

}  // namespace attune
