#include "harness/cli/terminal_progress.h"

#include <cstdio>
#include <string>

#include <fmt/format.h>

#include "harness/cli/console.h"
#include "harness/cli/progress_line.h"
#include "harness/effects/environment.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

constexpr Millis kRedraw{100};
constexpr Millis kPlainLine{30'000};
constexpr std::size_t kPlainWidth = 160;

// Whether a terminal breaks its lines anew when it becomes narrower. Most do; xterm and the console
// of Linux cut them off.
bool breaks_anew() {
  return !environment("XTERM_VERSION") && environment("TERM").value_or("") != "linux";
}

}  // namespace

TerminalProgress::TerminalProgress() : live_(watched_errors()) {}

void TerminalProgress::started(const Tally& tally, Instant now) {
  before_ = tally;
  begun_ = last_ = now;
  if (tally.played > 0)
    complain(
        fmt::format("going on: {} of {} samples are played already", tally.played, tally.planned));
}

void TerminalProgress::moved(const Tally& tally, Instant now) {
  if (now - last_ < (live_ ? kRedraw : kPlainLine)) return;
  last_ = now;
  draw(tally, now);
}

void TerminalProgress::said(std::string_view sentence) {
  erase();
  complain(sentence);
}

void TerminalProgress::ended(const Tally& tally, Instant now) {
  erase();
  complain(fmt::format("{} · {} calls in {}{}",
                       progress_line(tally, before_, Millis(0), kPlainWidth), tally.calls,
                       to_span(now - begun_),
                       tally.unscored > 0 ? fmt::format(" · {} unscored", tally.unscored) : ""));
}

void TerminalProgress::draw(const Tally& tally, Instant now) {
  const std::size_t width = live_ ? errors_columns() - 1 : kPlainWidth;
  const std::string line = progress_line(tally, before_, now - begun_, width);
  if (!live_) return complain(line);
  erase();
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
  width_ = columns(line);
  drawn_ = true;
}

void TerminalProgress::erase() {
  if (drawn_)
    std::fputs(erasing(width_, breaks_anew() ? errors_columns() : width_).c_str(), stderr);
  drawn_ = false;
}

}  // namespace attune
