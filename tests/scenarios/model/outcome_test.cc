#include "scenarios/model/outcome.h"

#include <set>

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(Outcome, HasAWordOfItsOwnForEachCase) {
  std::set<std::string_view> words;
  for (const Outcome outcome : kOutcomes) words.insert(to_text(outcome));
  EXPECT_EQ(words, (std::set<std::string_view>{"ok", "refused", "filtered", "truncated", "empty",
                                               "over-context", "failed"}));
}

TEST(Outcome, IsReadBackFromItsWord) {
  for (const Outcome outcome : kOutcomes) EXPECT_EQ(parse_outcome(to_text(outcome)), outcome);
}

TEST(Outcome, IsAbsentForAnyOtherText) {
  for (const char* text : {"", "OK", "ok ", "over_context"}) {
    EXPECT_EQ(parse_outcome(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace attune
