#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "harness/stub/stub_options.h"
#include "scenarios/base/digest.h"
#include "scenarios/base/rng.h"

namespace attune {

inline std::string a_prompt(std::size_t number) {
  return fmt::format("How does person {} feel?", number);
}

// Made-up keys, spread as real ones are: much near nothing, some in the middle, some strong.
inline std::vector<KnownKey> some_keys(std::size_t count) {
  constexpr int kSpread[] = {0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 7, 8, 9, 10};
  Rng rng(7);
  std::vector<KnownKey> keys;
  for (std::size_t i = 0; i < count; ++i) {
    KnownKey key{.prompt_digest = digest_of(a_prompt(i)), .emotions = {}};
    for (const char* name : {"Joy", "Envy", "Relief", "Shame"}) {
      key.emotions.emplace_back(name, kSpread[rng.below(std::size(kSpread))]);
    }
    key.emotions[0].second += 1;  // a key is never zero throughout
    key.emotions[0].second = std::min(key.emotions[0].second, 10.0);
    keys.push_back(std::move(key));
  }
  return keys;
}

}  // namespace attune
