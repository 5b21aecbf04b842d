#include "harness/cli/rating_words.h"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "scenarios/base/words.h"

namespace attune {
namespace {

template <class Value>
using Word = std::pair<std::string_view, Value>;

template <class Value, std::size_t count>
Result<Value> meaning_of(std::string_view kind, std::string_view word,
                         const std::array<Word<Value>, count>& words) {
  std::vector<std::string> known;
  for (const auto& [name, value] : words) {
    if (name == word) return value;
    known.emplace_back(name);
  }
  return fix_input(no_such(kind, word, known));
}

constexpr std::array<Word<ClusterBy>, 3> kClusters = {{{"scenario", ClusterBy::Scenario},
                                                       {"judge", ClusterBy::Judge},
                                                       {"session", ClusterBy::Session}}};

constexpr std::array<Word<Factor>, 5> kFactors = {{{"position", Factor::Position},
                                                   {"length", Factor::Length},
                                                   {"style", Factor::Style},
                                                   {"family", Factor::Family},
                                                   {"judge", Factor::Judge}}};

constexpr std::array<Word<RatingInterval>, 2> kIntervals = {
    {{"sandwich", RatingInterval::Sandwich}, {"bootstrap", RatingInterval::Bootstrap}}};

constexpr std::array<Word<RatingMethod>, 3> kMethods = {
    {{"bradley-terry", RatingMethod::BradleyTerry},
     {"elo", RatingMethod::Elo},
     {"trueskill", RatingMethod::TrueSkill}}};

constexpr std::array<Word<Prior::Kind>, 2> kPriors = {
    {{"ridge", Prior::Kind::Ridge}, {"pseudo-tie", Prior::Kind::PseudoTie}}};

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

// The two sides of the last '='; a name may hold others.
std::pair<std::string_view, std::string_view> sides_of(std::string_view text) {
  const auto equals = text.rfind('=');
  if (equals == std::string_view::npos) return {text, {}};
  return {text.substr(0, equals), text.substr(equals + 1)};
}

Result<std::vector<Factor>> factors_of(const std::vector<std::string>& lists) {
  std::vector<Factor> factors;
  for (const std::string& list : lists) {
    for (const std::string& word : split(list, ',')) {
      auto factor = meaning_of("factor", trim(word), kFactors);
      if (!factor) return std::move(factor).error();
      factors.push_back(*factor);
    }
  }
  return factors;
}

Result<std::vector<NamedAnchor>> anchors_of(const std::vector<std::string>& texts) {
  std::vector<NamedAnchor> anchors;
  for (const std::string& text : texts) {
    const auto [name, value] = sides_of(text);
    const auto rating = number_in(value);
    if (name.empty() || !rating)
      return fix_input(
          fmt::format("--anchor '{}': expected NAME=RATING, such as openai/gpt-4=1100", text));
    anchors.push_back({std::string(name), *rating});
  }
  if (anchors.size() > 2)
    return fix_input(fmt::format("--anchor: {} are given; one or two fix a scale", anchors.size()));
  return anchors;
}

Result<Prior> prior_of(const std::string& text) {
  if (text.empty()) return Prior{};
  const auto [word, value] = sides_of(text);
  auto kind = meaning_of("prior", word, kPriors);
  if (!kind) return std::move(kind).error();
  const auto strength = number_in(value);
  if (!strength || *strength <= 0)
    return fix_input(
        fmt::format("--prior '{}': expected {}=STRENGTH, a number above 0", text, word));
  return Prior{.kind = *kind, .strength = *strength};
}

}  // namespace

Result<RatingQuery> rating_query(const RatingsOptions& options) {
  RatingQuery query{.pack = options.pack, .scorer = options.scorer, .judge = options.judge};
  RatingOptions& made = query.options;
  made.contests.ability = options.ability;
  made.bootstrap.seed = options.seed;
  auto cluster = meaning_of("cluster", options.cluster, kClusters);
  if (!cluster) return std::move(cluster).error();
  made.contests.cluster = *cluster;
  auto factors = factors_of(options.with);
  if (!factors) return std::move(factors).error();
  made.contests.covariates.factors = *std::move(factors);
  auto anchors = anchors_of(options.anchors);
  if (!anchors) return std::move(anchors).error();
  made.anchors = *std::move(anchors);
  auto prior = prior_of(options.prior);
  if (!prior) return std::move(prior).error();
  made.prior = *prior;
  auto interval = meaning_of("interval", options.interval, kIntervals);
  if (!interval) return std::move(interval).error();
  made.interval = *interval;
  auto method = meaning_of("method", options.method, kMethods);
  if (!method) return std::move(method).error();
  made.method = *method;
  return query;
}

}  // namespace attune
