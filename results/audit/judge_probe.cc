#include "results/audit/judge_probe.h"

#include <algorithm>
#include <cassert>
#include <map>

#include <fmt/format.h>

#include "results/audit/audit_pairs.h"
#include "results/audit/audit_rates.h"
#include "scenarios/base/rng.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr double kPercent = 100;
constexpr double kEven = 1e-9;
constexpr std::size_t kPoints = 12;

// Places of `scenario_of` in an order that takes from every scenario in turn, drawn on the seed.
std::vector<std::size_t> spread_out(const std::vector<std::uint32_t>& scenario_of, Rng& rng) {
  std::map<std::uint32_t, std::vector<std::size_t>> by_scenario;
  for (std::size_t at = 0; at < scenario_of.size(); ++at)
    by_scenario[scenario_of[at]].push_back(at);
  std::vector<std::vector<std::size_t>> piles;
  for (auto& [scenario, pile] : by_scenario) {
    rng.shuffle(pile);
    piles.push_back(std::move(pile));
  }
  rng.shuffle(piles);
  std::vector<std::size_t> order;
  for (std::size_t round = 0; order.size() < scenario_of.size(); ++round) {
    for (const auto& pile : piles) {
      if (round < pile.size()) order.push_back(pile[round]);
    }
  }
  return order;
}

// The judge's pairs, each unit once.
std::vector<const AuditPair*> own_units(const AuditPairs& pairs) {
  std::vector<const AuditPair*> own;
  for (const std::ptrdiff_t at : first_by_unit(pairs.own, pairs.units)) {
    if (at >= 0) own.push_back(&pairs.own.pairs[static_cast<std::size_t>(at)]);
  }
  return own;
}

std::vector<std::uint32_t> scenarios_of(const std::vector<const AuditPair*>& pairs) {
  std::vector<std::uint32_t> scenarios;
  for (const AuditPair* pair : pairs) scenarios.push_back(pair->scenario);
  return scenarios;
}

// By unit: how many others said that `a` is better, that `b` is, and anything.
struct Votes {
  std::size_t a = 0, b = 0, all = 0;
};

std::vector<Votes> votes_of(const AuditPairs& pairs) {
  std::vector<Votes> votes(pairs.units);
  for (const Rater& rater : pairs.others) {
    for (const AuditPair& pair : rater.pairs) {
      Votes& mine = votes[pair.unit];
      const double won = won_by_a(pair);
      ++mine.all;
      mine.a += won == 1 ? 1 : 0;
      mine.b += won == 0 ? 1 : 0;
    }
  }
  return votes;
}

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

// A line without its list mark; empty where it has none.
std::string_view item_of(std::string_view line) {
  line = trim(line);
  if (line.size() > 2 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' ')
    return trim(line.substr(2));
  std::size_t digits = 0;
  while (digits < line.size() && is_digit(line[digits])) ++digits;
  const bool numbered = digits > 0 && digits + 1 < line.size() &&
                        (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
  return numbered ? trim(line.substr(digits + 2)) : std::string_view();
}

bool ends_sentence(std::string_view text, std::size_t at) {
  const char letter = text[at];
  if (letter != '.' && letter != '!' && letter != '?') return false;
  return at + 1 == text.size() || text[at + 1] == ' ';
}

// Shorter ones are initials and abbreviations.
constexpr std::size_t kSentence = 12;

void add_sentences(std::vector<std::string>& points, std::string_view line) {
  std::size_t from = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (!ends_sentence(line, at) || at + 1 - from < kSentence) continue;
    points.emplace_back(trim(line.substr(from, at + 1 - from)));
    from = at + 1;
  }
  const std::string_view rest = trim(line.substr(from));
  if (rest.size() >= kSentence) points.emplace_back(rest);
}

std::vector<std::string> points_of(std::string_view reply) {
  std::vector<std::string> items;
  std::vector<std::string> sentences;
  bool code = false;
  for (const std::string& line : split(reply, '\n')) {
    const std::string_view text = trim(line);
    if (text.starts_with("```")) {
      code = !code;
      continue;
    }
    if (code || text.empty() || text.front() == '#') continue;
    const std::string_view item = item_of(line);
    if (!item.empty()) items.emplace_back(item);
    if (item.empty()) add_sentences(sentences, text);
  }
  return items.size() > 1 ? items : sentences;
}

}  // namespace

std::vector<const Comparison*> questions_to_repeat(const JudgeAuditFacts& facts, std::size_t count,
                                                   std::uint64_t seed) {
  const AuditPairs pairs = audit_pairs(facts);
  const auto own = own_units(pairs);
  Rng rng = Rng::named(seed, "questions to repeat");
  std::vector<const Comparison*> chosen;
  for (const std::size_t at : spread_out(scenarios_of(own), rng)) {
    if (chosen.size() == count) break;
    const auto& showings = own[at]->showings;
    chosen.push_back(showings[chosen.size() % showings.size()].row);
  }
  return chosen;
}

std::vector<AnchorPair> anchor_pairs(const JudgeAuditFacts& facts, std::size_t least,
                                     std::size_t count, std::uint64_t seed) {
  assert(least > 0);
  const AuditPairs pairs = audit_pairs(facts);
  const std::vector<Votes> votes = votes_of(pairs);
  std::vector<const AuditPair*> settled = own_units(pairs);
  std::erase_if(settled, [&](const AuditPair* pair) {
    const Votes& mine = votes[pair->unit];
    return mine.all < least || (mine.a != mine.all && mine.b != mine.all);
  });
  Rng rng = Rng::named(seed, "anchor pairs");
  std::vector<AnchorPair> chosen;
  for (const std::size_t at : spread_out(scenarios_of(settled), rng)) {
    if (chosen.size() == count) break;
    const auto& showings = settled[at]->showings;
    const Showing& showing = showings[chosen.size() % showings.size()];
    const Votes& mine = votes[settled[at]->unit];
    chosen.push_back({.showing = showing.row,
                      .first_is_better = (mine.a == mine.all) == showing.a_first,
                      .agreed = mine.all});
  }
  return chosen;
}

std::optional<std::string> padded_reply(std::string_view reply) {
  std::vector<std::string> points = points_of(reply);
  if (points.size() < 2) return std::nullopt;
  points.resize(std::min(points.size(), kPoints));
  std::string padded(reply);
  padded += "\n\nHere is all of that once more as a list:\n";
  for (std::size_t at = 0; at < points.size(); ++at)
    padded += fmt::format("\n{}. {}", at + 1, points[at]);
  return padded + "\n";
}

AuditFigure fooled_by_padding(std::span<const PaddedOutcome> outcomes, const Bootstrap& bootstrap) {
  std::map<ScenarioId, ClusterSum> scenarios;
  for (const PaddedOutcome& outcome : outcomes) {
    if (!outcome.shown_first || !outcome.shown_second) continue;
    ClusterSum& tally = scenarios[outcome.scenario];
    const auto side = [](double share) {
      return share > 0.5 + kEven ? 1 : share < 0.5 - kEven ? -1 : 0;
    };
    tally.sum += side(*outcome.shown_first) + side(*outcome.shown_second) > 0 ? kPercent : 0;
    tally.count += 1;
  }
  std::vector<ClusterSum> tallies;
  for (const auto& [scenario, tally] : scenarios) tallies.push_back(tally);
  return figure_or({"probe.padding", "fooled by a reply that repeats itself", "%"},
                   estimate_rate(tallies, {}, bootstrap),
                   "no reply was compared with its padded self in both orders");
}

AuditFigure right_on_anchors(std::span<const AnchorOutcome> outcomes, const Bootstrap& bootstrap) {
  std::map<ScenarioId, ClusterSum> scenarios;
  for (const AnchorOutcome& outcome : outcomes) {
    if (!outcome.share_of_better) continue;
    ClusterSum& tally = scenarios[outcome.scenario];
    tally.sum += *outcome.share_of_better > 0.5 + kEven ? kPercent : 0;
    tally.count += 1;
  }
  std::vector<ClusterSum> tallies;
  for (const auto& [scenario, tally] : scenarios) tallies.push_back(tally);
  return figure_or({"probe.anchors", "right where all others agree", "%"},
                   estimate_rate(tallies, {}, bootstrap), "no anchor was asked again");
}

}  // namespace attune
