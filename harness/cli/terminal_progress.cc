#include "harness/cli/terminal_progress.h"

#include <cstdio>
#include <string>
#include <unistd.h>

#include <fmt/format.h>
#include <sys/ioctl.h>

#include "harness/cli/console.h"
#include "harness/cli/progress_line.h"

namespace attune {
namespace {

constexpr Millis kRedraw{100};
constexpr Millis kPlainLine{30'000};
constexpr std::size_t kPlainWidth = 160;

std::size_t terminal_width() {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20;
  return known ? size.ws_col - 1U : 79U;
}

}  // namespace

TerminalProgress::TerminalProgress()
    : live_(watched_errors()), width_(live_ ? terminal_width() : kPlainWidth) {}

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
  if (drawn_) std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
  complain(sentence);
}

void TerminalProgress::ended(const Tally& tally, Instant now) {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
  complain(fmt::format("{} · {} calls in {}{}",
                       progress_line(tally, before_, Millis(0), kPlainWidth), tally.calls,
                       to_span(now - begun_),
                       tally.unscored > 0 ? fmt::format(" · {} unscored", tally.unscored) : ""));
}

void TerminalProgress::draw(const Tally& tally, Instant now) {
  const std::string line = progress_line(tally, before_, now - begun_, width_);
  if (!live_) return complain(line);
  std::fputs(("\r\x1b[K" + line).c_str(), stderr);
  std::fflush(stderr);
  drawn_ = true;
}

}  // namespace attune
