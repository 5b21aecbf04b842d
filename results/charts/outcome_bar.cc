#include "results/charts/outcome_bar.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "results/charts/drawing.h"
#include "results/charts/markup.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::array<std::string_view, 8> kKnown = {
    "ok", "refused", "filtered", "truncated", "empty", "over-context", "failed", "unplayed"};
constexpr double kWidth = 160;
constexpr double kSliver = 2;  // at least, of what there is
constexpr double kGap = 1;

struct OutcomeShare {
  std::string_view name;
  double count = 0;  // so large that sums of counts do not overflow
  double width = 0;
};

// Those there are any of, in the fixed order.
std::vector<OutcomeShare> shares_of(const std::map<std::string, std::size_t>& outcomes) {
  std::vector<OutcomeShare> shares;
  for (const std::string_view name : kKnown) shares.push_back({.name = name});
  shares.push_back({.name = "other"});
  for (const auto& [text, count] : outcomes) {
    const auto at = std::ranges::find(kKnown, text) - kKnown.begin();
    shares[static_cast<std::size_t>(at)].count += static_cast<double>(count);
  }
  std::erase_if(shares, [](const OutcomeShare& share) { return share.count <= 0; });
  return shares;
}

// A sliver for each, and the rest of the room by share.
void give_widths(std::vector<OutcomeShare>& shares) {
  double total = 0;
  for (const OutcomeShare& share : shares) total += share.count;
  const auto parts = static_cast<double>(shares.size());
  const double room = kWidth - kGap * (parts - 1) - kSliver * parts;
  for (OutcomeShare& share : shares) share.width = kSliver + room * share.count / total;
}

std::string counts_text(const std::vector<OutcomeShare>& shares) {
  std::vector<std::string> words;
  for (const OutcomeShare& share : shares)
    words.push_back(fmt::format("{} {:.0f}", share.name, share.count));
  return words.empty() ? "no samples" : join(words, ", ");
}

std::string look_of(const OutcomeShare& share) {
  return fmt::format("outcome-{}", share.name);
}

}  // namespace

std::string outcome_bar(const std::map<std::string, std::size_t>& outcomes) {
  std::vector<OutcomeShare> shares = shares_of(outcomes);
  give_widths(shares);
  Drawing drawing({kWidth, 12}, "inline");
  double x = 0;
  for (const OutcomeShare& share : shares) {
    drawing.box({x, 1}, {x + share.width, 11}, look_of(share),
                fmt::format("{} {:.0f}", share.name, share.count));
    x += share.width + kGap;
  }
  return drawing.named(counts_text(shares), "");
}

std::string outcome_key(const std::map<std::string, std::size_t>& outcomes) {
  const std::vector<OutcomeShare> shares = shares_of(outcomes);
  double width = 0;
  for (const OutcomeShare& share : shares) width += width_of(share.name, 20, kSmallColumn) + 32;
  Drawing drawing({std::max(width, 16.0), 16}, "inline");
  double x = 0;
  for (const OutcomeShare& share : shares) {
    drawing.box({x, 3}, {x + 10, 13}, look_of(share));
    drawing.text({x + 15, 12}, share.name, "s");
    x += width_of(share.name, 20, kSmallColumn) + 32;
  }
  return drawing.named("What the colours of outcomes mean", counts_text(shares));
}

}  // namespace attune
