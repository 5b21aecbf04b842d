#include "harness/cli/progress_line.h"

#include <fmt/format.h>

#include "scenarios/base/utf8.h"

namespace attune {
namespace {

// Time left by the pace of this session, over samples and verdicts together.
std::string time_left(const Tally& now, const Tally& before, Millis elapsed) {
  const auto done = static_cast<double>(now.played + now.marked - before.played - before.marked);
  const auto left = static_cast<double>(now.planned + now.to_mark - now.played - now.marked);
  if (done < 1 || left < 1 || elapsed < Millis(1000)) return {};
  return " · " +
         to_span(Millis(
             static_cast<std::int64_t>(static_cast<double>(elapsed.count()) * left / done))) +
         " left";
}

}  // namespace

std::string to_span(Millis span) {
  const auto seconds = span.count() / 1000;
  if (seconds < 60) return fmt::format("{} s", seconds);
  if (seconds < 3600) return fmt::format("{} min {:02} s", seconds / 60, seconds % 60);
  return fmt::format("{} h {:02} min", seconds / 3600, seconds / 60 % 60);
}

std::string progress_line(const Tally& now, const Tally& before, Millis elapsed,
                          std::size_t width) {
  std::string line =
      now.planned > 0 ? fmt::format("{}/{} played · ", now.played, now.planned) : std::string();
  line += fmt::format("{}/{} marked · {} in flight", now.marked, now.to_mark, now.in_flight);
  if (now.retries > 0) line += fmt::format(" · {} retried", now.retries);
  if (now.retrying > 0) line += fmt::format(" ({} waiting)", now.retrying);
  line += time_left(now, before, elapsed);
  if (now.cost_known) line += fmt::format(" · ${:.2f}", now.cost_usd);
  if (elapsed >= Millis(1000)) {  // last: a narrow terminal can do without
    line += fmt::format(" · {:.1f}/s", 1000.0 * static_cast<double>(now.calls) /
                                           static_cast<double>(elapsed.count()));
  }
  return clipped(line, width);
}

}  // namespace attune
