#include "results/ratings/connected_groups.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <span>

#include "results/ratings/bradley_terry.h"

namespace attune {
namespace {

using Group = std::vector<std::uint32_t>;

constexpr std::uint32_t kUnseen = std::numeric_limits<std::uint32_t>::max();

// Tarjan's algorithm with a stack of its own, so that a long chain of contestants cannot overflow
// the program's. Visits from the last to the first; see groups().
class Walk {
 public:
  Walk(std::size_t contestants, std::span<const Taking> takings)
      : takings_(takings),
        starts_(contestants + 1),
        seen_(contestants, kUnseen),
        lowest_(contestants),
        waiting_(contestants, false) {
    for (const Taking& taking : takings) ++starts_[taking.first + 1];
    for (std::size_t at = 0; at < contestants; ++at) starts_[at + 1] += starts_[at];
  }

  // Components come out after all that arrows lead to; from the back, they are in order.
  std::vector<Group> groups() {
    for (std::size_t root = seen_.size(); root > 0; --root) {
      if (seen_[root - 1] == kUnseen) visit(static_cast<std::uint32_t>(root - 1));
    }
    std::reverse(groups_.begin(), groups_.end());
    return std::move(groups_);
  }

 private:
  struct Frame {
    std::uint32_t node = 0;
    std::size_t left = 0;  // of its arrows: those below starts_[node] + left are still to follow
  };

  void visit(std::uint32_t root) {
    enter(root);
    while (!path_.empty()) {
      Frame& top = path_.back();
      if (top.left == 0) {
        leave();
        continue;
      }
      follow(top.node, takings_[starts_[top.node] + --top.left].second);
    }
  }

  void enter(std::uint32_t node) {
    seen_[node] = lowest_[node] = count_++;
    waiting_[node] = true;
    stack_.push_back(node);
    path_.push_back({node, starts_[node + 1] - starts_[node]});
  }

  void follow(std::uint32_t from, std::uint32_t to) {
    if (seen_[to] == kUnseen) {
      enter(to);
    } else if (waiting_[to]) {
      lowest_[from] = std::min(lowest_[from], seen_[to]);
    }
  }

  void leave() {
    const std::uint32_t node = path_.back().node;
    path_.pop_back();
    if (!path_.empty()) {
      std::uint32_t& before = lowest_[path_.back().node];
      before = std::min(before, lowest_[node]);
    }
    if (lowest_[node] != seen_[node]) return;
    const auto from = std::find(stack_.rbegin(), stack_.rend(), node).base() - 1;
    Group group(from, stack_.end());
    stack_.erase(from, stack_.end());
    for (const std::uint32_t member : group) waiting_[member] = false;
    std::sort(group.begin(), group.end());
    groups_.push_back(std::move(group));
  }

  std::span<const Taking> takings_;
  std::vector<std::size_t> starts_;    // where a node's arrows begin
  std::vector<std::uint32_t> seen_;    // when, counted in nodes
  std::vector<std::uint32_t> lowest_;  // earliest that can be reached
  std::vector<bool> waiting_;          // seen, and its component is not complete
  std::vector<std::uint32_t> stack_;   // those
  std::vector<Frame> path_;
  std::vector<Group> groups_;
  std::uint32_t count_ = 0;
};

}  // namespace

std::vector<Group> strong_groups(std::size_t contestants, std::vector<Taking> takings) {
  assert(contestants < kUnseen);
  std::sort(takings.begin(), takings.end());
  takings.erase(std::unique(takings.begin(), takings.end()), takings.end());
  return Walk(contestants, takings).groups();
}

std::vector<Group> connected_groups(std::size_t contestants, std::span<const Contest> contests) {
  std::vector<Taking> takings;
  takings.reserve(contests.size() * 2);
  for (const Contest& contest : contests) {
    if (contest.share > 0) takings.emplace_back(contest.first, contest.second);
    if (contest.share < 1) takings.emplace_back(contest.second, contest.first);
  }
  return strong_groups(contestants, std::move(takings));
}

}  // namespace attune
