#include "harness/cli/pack_weights.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace attune {
namespace {

Result<PackWeight> parse_word(const std::string& word) {
  const auto equals = word.rfind('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == word.size())
    return fix_input(fmt::format("--weights {}: expected PACK=WEIGHT, as in intensity=1", word));
  PackWeight weight{.pack = word.substr(0, equals)};
  const char* end = word.data() + word.size();
  const auto [stopped, error] = std::from_chars(word.data() + equals + 1, end, weight.weight);
  if (error != std::errc() || stopped != end || !std::isfinite(weight.weight) || weight.weight <= 0)
    return fix_input(fmt::format("--weights {}: '{}' is not a weight; expected a number above 0",
                                 word, word.substr(equals + 1)));
  return weight;
}

}  // namespace

Result<std::vector<PackWeight>> parse_pack_weights(std::span<const std::string> words) {
  std::vector<PackWeight> weights;
  for (const std::string& word : words) {
    auto weight = parse_word(word);
    if (!weight) return std::move(weight).error();
    if (std::ranges::find(weights, weight->pack, &PackWeight::pack) != weights.end())
      return fix_input(fmt::format("--weights: {} stands twice", weight->pack));
    weights.push_back(*std::move(weight));
  }
  return weights;
}

}  // namespace attune
