#include "harness/cli/progress_line.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "scenarios/base/utf8.h"

namespace attune {
namespace {

// Time left by the pace of this session, over samples and verdicts together.
std::string time_left(const Tally& now, const Tally& before, Millis elapsed) {
  const auto done = static_cast<double>(now.played + now.marked - before.played - before.marked);
  const auto left = static_cast<double>(now.planned + now.to_mark - now.played - now.marked);
  if (done < 1 || left < 1 || elapsed < Millis(1000)) return {};
  return to_span(Millis(
             static_cast<std::int64_t>(static_cast<double>(elapsed.count()) * left / done))) +
         " left";
}

std::string retries_of(const Tally& now) {
  std::string text;
  if (now.retries > 0) text = fmt::format("{} retried", now.retries);
  if (now.retrying > 0)
    text += fmt::format("{}({} waiting)", text.empty() ? "" : " ", now.retrying);
  return text;
}

// A part of the line; those of the greatest order go first.
struct Piece {
  std::string text;
  int order = 0;
};

std::string joined(const std::vector<Piece>& pieces) {
  std::string line;
  for (const Piece& piece : pieces) line += (line.empty() ? "" : " · ") + piece.text;
  return line;
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
  std::vector<Piece> pieces;
  if (now.planned > 0) pieces.push_back({fmt::format("{}/{} played", now.played, now.planned), 0});
  pieces.push_back({fmt::format("{}/{} marked", now.marked, now.to_mark), 1});
  pieces.push_back({fmt::format("{} in flight", now.in_flight), 5});
  pieces.push_back({retries_of(now), 2});
  pieces.push_back({time_left(now, before, elapsed), 3});
  if (now.cost_known) pieces.push_back({fmt::format("${:.2f}", now.cost_usd), 4});
  if (elapsed >= Millis(1000)) {
    pieces.push_back({fmt::format("{:.1f}/s", 1000.0 * static_cast<double>(now.calls) /
                                                  static_cast<double>(elapsed.count())),
                      6});
  }
  std::erase_if(pieces, [](const Piece& piece) { return piece.text.empty(); });
  while (pieces.size() > 1 && columns(joined(pieces)) > width)
    pieces.erase(std::ranges::max_element(pieces, {}, &Piece::order));
  return clipped(joined(pieces), width);
}

std::string erasing(std::size_t drawn, std::size_t terminal) {
  const std::size_t rows = drawn > terminal ? (drawn + terminal - 1) / terminal : 1;
  if (rows == 1) return "\r\x1b[K";
  return fmt::format("\r\x1b[{}A\x1b[J", rows - 1);  // up, and everything from there on
}

}  // namespace attune
