#include "results/render/cells.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

std::string reasons_text(const Standing& row) {
  std::vector<std::string> reasons;
  reasons.reserve(row.reasons.size());
  for (const auto& [why, count] : row.reasons) {
    reasons.push_back(fmt::format("{} ({})", one_line(why), count));
  }
  return join(reasons, "; ");
}

std::string remark_on(const Standing& row) {
  std::vector<std::string> parts;
  if (row.failed) parts.push_back("failed: " + one_line(*row.failed));
  if (row.bounds) {
    parts.push_back(fmt::format("{} of {} missing, with them the score lies between {} and {}",
                                row.missing, row.planned, fixed(row.bounds->worst, 2),
                                fixed(row.bounds->best, 2)));
  } else if (row.missing > 0 && row.score) {
    parts.push_back(fmt::format("{} of {} missing", row.missing, row.planned));
  }
  if (row.unscored > 0) {
    parts.push_back(fmt::format("{} unscored: {}", row.unscored, reasons_text(row)));
  }
  return join(parts, "; ");
}

// Cut in the middle: the end of a variant's label says what it differs in.
std::string clipped_middle(const std::string& text, std::size_t width) {
  if (columns(text) <= width || width < 3) return clipped(text, width);
  const std::size_t room = width / 2;  // of the end
  std::size_t at = text.size();
  for (std::size_t from = text.size(); from-- > 0;) {
    const bool within = (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U;
    if (within) continue;
    if (columns(std::string_view(text).substr(from)) > room) break;
    at = from;
  }
  return clipped(text, width - columns(std::string_view(text).substr(at))) + text.substr(at);
}

std::string leaning_text(const Leaning& leaning) {
  return fmt::format("{} {:.0f} % of {} times ({:.0f} % if spread evenly)",
                     one_line(leaning.letter), 100 * leaning.share, leaning.offered,
                     100 * leaning.even);
}

std::string leanings_text(const Standing& row) {
  std::vector<std::string> places;
  places.reserve(row.leanings.size());
  for (const Leaning& leaning : row.leanings) places.push_back(leaning_text(leaning));
  return join(places, ", ");
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string line = printable(text);
  std::ranges::replace_if(
      line, [](char letter) { return letter == '\n' || letter == '\t'; }, ' ');
  return line;
}

std::string fixed(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  const bool zero = text.find_first_not_of("-0.") == std::string::npos;
  return zero && text.front() == '-' ? text.substr(1) : text;
}

std::string shortest(double value) {
  std::string text = fixed(value, 4);
  if (!std::isfinite(value)) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

double rounded(double value) {
  const double whole = std::round(value * 1e4);
  return whole == 0 ? 0 : whole / 1e4;
}

std::string subject_text(const Standing& row) {
  return subject_text(row, std::numeric_limits<std::size_t>::max());
}

std::string subject_text(const Standing& row, std::size_t width) {
  std::string mark;
  if (!row.release.empty())
    mark = fmt::format(" ({})", clipped_middle(one_line(row.release), width / 3));
  if (row.stub) mark += " (stub)";
  const std::size_t taken = columns(mark);
  return clipped(one_line(row.subject.text), width > taken ? width - taken : 1) + mark;
}

std::string place_text(const Standing& row) {
  if (!row.place) return "-";
  if (row.place->low == row.place->high) return std::to_string(row.place->low);
  return fmt::format("{}-{}", row.place->low, row.place->high);
}

std::string score_text(const Standing& row) {
  if (row.failed) return "failed";
  return row.score ? fixed(row.score->point, 2) : "-";
}

std::string interval_text(const Standing& row) {
  if (!row.score || !row.score->low || !row.score->high) return "-";
  return fmt::format("{} to {}", fixed(*row.score->low, 1), fixed(*row.score->high, 1));
}

std::string outcomes_text(const Standing& row) {
  std::vector<std::pair<std::string, std::size_t>> counts(row.outcomes.begin(), row.outcomes.end());
  std::ranges::stable_sort(counts, std::ranges::greater(),
                           &std::pair<std::string, std::size_t>::second);
  std::vector<std::string> words;
  words.reserve(counts.size());
  for (const auto& [outcome, count] : counts) {
    words.push_back(fmt::format("{} {}", one_line(outcome), count));
  }
  return join(words, ", ");
}

std::string cost_text(const Standing& row) {
  if (!row.cost_usd) return "-";
  return fmt::format("${}{}", fixed(*row.cost_usd, 2), row.cost_known ? "" : "+");
}

std::string latency_text(const Standing& row) {
  if (!row.latency) return "-";
  const auto millis = row.latency->count();
  if (millis < 1000) return fmt::format("{} ms", millis);
  return fmt::format("{} s", fixed(static_cast<double>(millis) / 1000, 1));
}

std::string estimate_text(const Estimate& estimate) {
  std::string point = fixed(estimate.point, 1);
  if (!estimate.low || !estimate.high) return point;
  const double far =
      std::max({*estimate.high - estimate.point, estimate.point - *estimate.low, 0.0});
  return fmt::format("{} ±{}", point, fixed(far, 1));
}

std::string mark_text(const Standing& row, const MarkColumn& column) {
  const auto found = row.criteria.find(std::string(column.mark));
  if (found == row.criteria.end()) return "-";
  return fmt::format("{}{}", fixed(found->second.point, 1), column.unit);
}

bool any_has(const std::vector<Standing>& rows, const MarkColumn& column) {
  return std::ranges::any_of(rows, [&column](const Standing& row) {
    return row.criteria.contains(std::string(column.mark));
  });
}

std::string subject_text(const Cited& cited) {
  return one_line(cited.subject) + " (cited)";
}

std::string origin_text(const Cited& cited) {
  std::vector<std::string> parts;
  for (const std::string& part : {cited.source, cited.date, cited.note}) {
    if (!part.empty()) parts.push_back(one_line(part));
  }
  return join(parts, "; ");
}

std::string heading_text(const Leaderboard& board) {
  if (!board.parts.empty()) {
    std::vector<std::string> parts;
    for (const CompositePart& part : board.parts)
      parts.push_back(fmt::format("{:.4g} % {}", 100 * part.weight, one_line(part.pack.text)));
    return "Composite: " + join(parts, ", ");
  }
  const std::string id = one_line(board.pack.text) + " " + one_line(board.version);
  const std::string pack =
      board.title.empty() ? id : fmt::format("{} ({})", one_line(board.title), id);
  const std::string judge = board.judge.empty() ? "" : " with " + one_line(board.judge);
  return fmt::format("{}, marked by {}{}", pack, one_line(board.scorer), judge);
}

std::vector<std::string> row_remarks(const std::vector<Standing>& rows) {
  std::vector<std::string> remarks;
  for (const Standing& row : rows) {
    const std::string remark = remark_on(row);
    if (!remark.empty()) remarks.push_back(subject_text(row) + ": " + remark);
    if (!row.leanings.empty())
      remarks.push_back(subject_text(row) + " answered " + leanings_text(row));
  }
  return remarks;
}

}  // namespace attune
