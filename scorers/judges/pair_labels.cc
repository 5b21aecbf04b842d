#include "scorers/judges/pair_labels.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

#include "scenarios/base/digest.h"
#include "scenarios/base/rng.h"
#include "scenarios/base/words.h"
#include "scorers/judges/judge_texts.h"

namespace attune {
namespace {

// No vowels, so no words; none of the letters of A-F grades, of G, P, T (model names) or of M, S,
// W, X, which make abbreviations that please or offend.
constexpr std::string_view kLetters = "HJKLQRVZ";
constexpr std::size_t kShort = 3;
constexpr std::size_t kLong = 14;  // 10^8 and more of them, of which a text holds few
constexpr int kShortTries = 8;     // each is a walk over all texts

std::string replies_digest(const Sample& sample) {
  Digester digester;
  for (const Turn& turn : sample.transcript.turns) digester.add(text_of(turn.cue)).add(turn.reply);
  return digester.text();
}

// Whether the first shown is the lower of the two in an order that no showing decides.
bool in_canonical_order(const SamplePair& pair) {
  if (pair.first->key != pair.second->key) return pair.first->key < pair.second->key;
  return replies_digest(*pair.first) <= replies_digest(*pair.second);
}

Rng rng_of(const SamplePair& pair, bool canonical) {
  const SampleKey& low = canonical ? pair.first->key : pair.second->key;
  const SampleKey& high = canonical ? pair.second->key : pair.first->key;
  Digester name;
  for (const SampleKey* key : {&low, &high}) {
    name.add(key->pack.text).add(key->scenario.text).add(key->subject.text);
    name.add(std::to_string(key->repeat));
  }
  return Rng::named(pair.seed, "pair labels " + name.text());
}

// So many letters each, of different halves of the alphabet.
PairLabels drawn(Rng& rng, std::size_t length) {
  std::vector<char> letters(kLetters.begin(), kLetters.end());
  rng.shuffle(letters);
  const std::size_t half = letters.size() / 2;
  PairLabels labels;
  for (std::size_t i = 0; i < length; ++i) {
    // The first three are all different; longer codes go on at random within their half.
    labels.first += letters[i < kShort ? i : rng.below(half)];
    labels.second += letters[half + (i < kShort ? i : rng.below(half))];
  }
  return labels;
}

// REQUIRES: the texts are in small letters.
bool occur(const PairLabels& labels, std::span<const std::string> texts) {
  const std::string first = to_lower(labels.first);
  const std::string second = to_lower(labels.second);
  return std::ranges::any_of(texts, [&](const std::string& text) {
    return text.find(first) != std::string::npos || text.find(second) != std::string::npos;
  });
}

// A pack that was loaded twice gives equal scenarios in two places.
bool same_scenario(const Scenario& a, const Scenario& b) {
  if (&a == &b) return true;
  return a.id == b.id && a.cues == b.cues && a.user == b.user && a.notes == b.notes &&
         a.rubric == b.rubric;
}

std::size_t turns_of(const Scenario& scenario) {
  if (!scenario.user) return scenario.cues.size();
  const bool debriefed = scenario.cues.size() > 1;
  return static_cast<std::size_t>(scenario.user->turns) + (debriefed ? 1 : 0);
}

}  // namespace

PairLabels pair_labels(const SamplePair& pair, std::span<const std::string> texts) {
  std::vector<std::string> small;
  for (const std::string& text : texts) small.push_back(to_lower(text));
  const bool canonical = in_canonical_order(pair);
  Rng rng = rng_of(pair, canonical);
  PairLabels labels = drawn(rng, kShort);
  for (int tries = 1; occur(labels, small); ++tries)
    labels = drawn(rng, tries < kShortTries ? kShort : kLong);
  if (!canonical) std::swap(labels.first, labels.second);
  return labels;
}

std::vector<std::string> pair_texts(const SamplePair& pair) {
  std::vector<std::string> texts;
  const auto add = [&](std::string_view text) { texts.emplace_back(text); };
  for (const Sample* sample : {pair.first, pair.second}) {
    for (const Turn& turn : sample->transcript.turns) {
      add(text_of(turn.cue));
      add(turn.reply);
    }
  }
  const Scenario& scenario = *pair.first->scenario;
  add(scenario.notes);
  if (scenario.user) add(scenario.user->instructions);
  for (const Criterion& criterion : scenario.rubric.compared) add(criterion.asks);
  add(scenario.rubric.pair_prompt);
  return texts;
}

std::optional<std::string> not_a_pair(const SamplePair& pair) {
  if (!same_scenario(*pair.first->scenario, *pair.second->scenario))
    return "two different scenarios";
  for (const Sample* sample : {pair.first, pair.second}) {
    auto why = not_played(*sample);
    if (!why && sample->transcript.turns.size() != turns_of(*sample->scenario))
      why = "not all of its turns were played";
    if (why) return fmt::format("{}: {}", sample->key.subject.text, *why);
  }
  return std::nullopt;
}

}  // namespace attune
