#include "harness/run/import_votes.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "harness/run/voted_pack.h"
#include "results/stats/outlier_judges.h"
#include "scenarios/base/digest.h"
#include "scenarios/load/vote_cleaning.h"
#include "scenarios/load/votes_file.h"
#include "scenarios/model/reply_style.h"

namespace attune {
namespace {

// Texts by number: in a file of a million votes most of them stand many times.
class Texts {
 public:
  std::uint32_t number(std::string text) {
    const auto found = numbers_.try_emplace(std::move(text), all_.size());
    if (found.second) all_.push_back(&found.first->first);
    return static_cast<std::uint32_t>(found.first->second);
  }

  [[nodiscard]] const std::string& text(std::uint32_t number) const { return *all_[number]; }

 private:
  std::unordered_map<std::string, std::size_t> numbers_;
  std::vector<const std::string*> all_;  // keys of `numbers_`, which stay where they are
};

struct KeptSide {
  std::uint32_t model = 0;
  std::optional<double> length;
  std::optional<ReplyStyle> style;
};

// A vote without its texts.
struct Kept {
  KeptSide first;
  KeptSide second;
  std::optional<double> share;
  TieKind tie = TieKind::None;
  std::uint32_t outcome = 0;
  std::uint32_t judge = 0;
  std::uint32_t session = 0;
  std::uint32_t scenario = 0;
  std::optional<std::uint64_t> prompt;  // what its prompt is counted under
  UtcTime when;
};

std::string subject_named(const std::string& model) {
  const auto slash = model.find('/');
  const bool whose = slash != std::string::npos && slash > 0;
  return whose ? model : "unknown/" + model;
}

std::optional<ReplyStyle> style_of(const VoteSide& side) {
  if (side.style) return side.style;
  if (side.replies.empty()) return std::nullopt;
  const std::vector<std::string_view> replies(side.replies.begin(), side.replies.end());
  return mean_style(replies);
}

// Votes as they come from the file, and what became of those left out.
class Gathered {
 public:
  explicit Gathered(const VotesOptions& options) : options_(options) {}

  void take(const Vote& vote) {
    for (const std::string& tag : options_.only) {
      if (std::ranges::find(vote.tags, tag) == vote.tags.end())
        return drop(fmt::format("not {}", tag));
    }
    if (options_.arena) {
      if (const auto flaw = flaw_of(vote)) return drop(to_text(*flaw));
    }
    latest_ = std::max(latest_, vote.when.value_or(UtcTime{}));
    votes_.push_back({.first = kept(vote.first),
                      .second = kept(vote.second),
                      .share = vote.share,
                      .tie = vote.tie,
                      .outcome = texts_.number(vote.outcome),
                      .judge = texts_.number(vote.judge.empty() ? options_.judge : vote.judge),
                      .session = texts_.number(vote.session),
                      .scenario = texts_.number(vote.scenario),
                      // A vote that its makers have sampled themselves is not sampled again.
                      .prompt = options_.arena && !vote.sampled ? prompt_key(vote) : std::nullopt,
                      .when = vote.when.value_or(UtcTime{})});
  }

  void choose() {
    if (options_.arena) drop_frequent();
    if (options_.drop_outliers) drop_outliers();
  }

  [[nodiscard]] UtcTime latest() const { return latest_; }

  [[nodiscard]] std::span<const Kept> votes() const { return votes_; }

  [[nodiscard]] const std::string& text(std::uint32_t number) const { return texts_.text(number); }

  void tell(ImportedVotes& imported) const {
    imported.dropped = {dropped_.begin(), dropped_.end()};
    imported.outliers = outliers_;
    imported.kept = votes_.size();
    for (const Kept& vote : votes_) {
      imported.of_one += vote.first.model == vote.second.model ? 1 : 0;
      if (!vote.share) {
        ++imported.unscored;
      } else if (vote.tie == TieKind::BothBad) {
        ++imported.both_bad;
      } else if (vote.tie == TieKind::Tie) {
        ++imported.ties;
      } else {
        ++imported.decided;
      }
    }
  }

 private:
  void drop(std::string_view why) { ++dropped_[std::string(why)]; }

  KeptSide kept(const VoteSide& side) {
    return {.model = texts_.number(subject_named(side.model)),
            .length = side.length,
            .style = style_of(side)};
  }

  void drop_all(const std::vector<bool>& marked, std::string_view why) {
    std::size_t at = 0;
    const std::size_t gone =
        std::erase_if(votes_, [&](const Kept&) { return static_cast<bool>(marked[at++]); });
    if (gone > 0) dropped_[std::string(why)] += gone;
  }

  void drop_frequent() {
    std::vector<std::optional<std::uint64_t>> prompts;
    prompts.reserve(votes_.size());
    for (const Kept& vote : votes_) prompts.push_back(vote.prompt);
    drop_all(too_frequent(prompts), to_text(VoteFlaw::Frequent));
  }

  // Votes without a judge or an outcome say nothing of any judge.
  void drop_outliers() {
    std::map<std::uint32_t, std::uint32_t> judges;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> pairs;
    std::vector<PairVote> given;
    for (const Kept& vote : votes_) {
      if (!judged(vote)) continue;
      const auto [low, high] = std::minmax(vote.first.model, vote.second.model);
      const auto judge = static_cast<std::uint32_t>(judges.size());
      const auto pair = static_cast<std::uint32_t>(pairs.size());
      given.push_back({.judge = judges.try_emplace(vote.judge, judge).first->second,
                       .pair = pairs.try_emplace({low, high}, pair).first->second,
                       .share = vote.first.model == low ? *vote.share : 1 - *vote.share});
    }
    const std::vector<bool> outlying = outlying_judges(given, judges.size());
    outliers_ = static_cast<std::size_t>(std::ranges::count(outlying, true));
    std::vector<bool> marked;
    for (const Kept& vote : votes_)
      marked.push_back(judged(vote) && outlying[judges.at(vote.judge)]);
    drop_all(marked, "its judge votes unlike all others");
  }

  [[nodiscard]] bool judged(const Kept& vote) const {
    return vote.share && !texts_.text(vote.judge).empty();
  }

  const VotesOptions& options_;
  Texts texts_;
  std::vector<Kept> votes_;
  std::map<std::string, std::size_t> dropped_;
  std::size_t outliers_ = 0;
  UtcTime latest_;
};

// Makes comparisons of votes, in their order.
class Comparisons {
 public:
  Comparisons(const Gathered& gathered, const VotedPack& voted, bool verdicts)
      : gathered_(gathered), voted_(voted), verdicts_(verdicts) {}

  Comparison of(const Kept& vote) {
    Comparison comparison{
        .run = voted_.run.id,
        .pack = voted_.pack.id,
        .pack_digest = voted_.pack.digest,
        .scenario = {gathered_.text(vote.scenario)},
        .first = {gathered_.text(vote.first.model)},
        .second = {gathered_.text(vote.second.model)},
        .scorer = std::string(verdicts_ ? kVerdictScorer : kVoteScorer),
        .judge = gathered_.text(vote.judge),
        .asked = ++asked_[{vote.scenario, vote.first.model, vote.second.model, vote.judge}],
        .raw = gathered_.text(vote.outcome),
        .source = verdicts_ ? "import" : "vote",
        .first_length = vote.first.length,
        .second_length = vote.second.length,
        .first_style = vote.first.style,
        .second_style = vote.second.style,
        .session = gathered_.text(vote.session),
        .when = vote.when};
    if (vote.share) {
      comparison.finding = Margins{{{"preference", 2 * *vote.share - 1}}};
    } else {
      comparison.finding = Unscored{"the file has no figure"};
    }
    return comparison;
  }

 private:
  const Gathered& gathered_;
  const VotedPack& voted_;
  bool verdicts_;
  std::map<std::array<std::uint32_t, 4>, int> asked_;
};

Result<Done> store_votes(const Gathered& gathered, const VotedPack& voted, bool verdicts,
                         Store& store) {
  Transaction transaction = store.begin();
  Result<Done> saved = store.save(voted.pack);
  if (saved) saved = store.save(voted.run);
  Comparisons comparisons(gathered, voted, verdicts);
  for (const Kept& vote : gathered.votes()) {
    if (!saved) return saved;
    saved = store.save(comparisons.of(vote));
  }
  if (!saved) return saved;
  return transaction.commit();
}

// Reads and chooses. FixInput where nothing is left.
Result<VotesFile> gather(const PackFile& file, Gathered& gathered) {
  auto told = each_vote(file, [&](const Vote& vote) { gathered.take(vote); });
  if (!told) return told;
  gathered.choose();
  if (gathered.votes().empty())
    return fix_input(fmt::format("{}: of {} votes none is left", file.name, told->votes));
  return told;
}

}  // namespace

Result<Done> check_votes(const PackFile& file, const VotesOptions& options) {
  Gathered gathered(options);
  const auto told = gather(file, gathered);
  if (!told) return told.error();
  return Done{};
}

Result<ImportedVotes> import_votes(const PackFile& file, const VotesOptions& options,
                                   Store& store) {
  Gathered gathered(options);
  const auto told = gather(file, gathered);
  if (!told) return told.error();
  auto voted = voted_pack(digest_of(file.text), options, gathered.latest(), store);
  if (!voted) return std::move(voted).error();
  ImportedVotes imported{.run = voted->run.id,
                         .pack = voted->pack.id,
                         .fresh = voted->fresh,
                         .format = told->format,
                         .read = told->votes};
  gathered.tell(imported);
  if (!imported.fresh) return imported;
  Result<Done> stored = store_votes(gathered, *voted, options.verdicts, store);
  if (!stored) return std::move(stored).error();
  return imported;
}

}  // namespace attune
