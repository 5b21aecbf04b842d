#include "scenarios/base/slots.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

using Names = std::vector<std::string>;

std::string filled(std::string_view pattern, const std::vector<Slot>& slots) {
  const Result<std::string> text = fill(pattern, slots);
  return text ? *text : "error: " + text.error().what;
}

TEST(Slots, AreNamedOnceEachInOrder) {
  EXPECT_EQ(slots_of("{b} {a} {b} {long_name}"), (Names{"b", "a", "long_name"}));
}

TEST(Slots, LeaveOtherBracesToTheText) {
  EXPECT_EQ(slots_of("{} {A} {a b} {a1} { a} {a {{b}} }{"), (Names{"b"}));
}

TEST(Fill, PutsEveryTextIntoItsSlot) {
  EXPECT_EQ(filled("{a}-{b}-{a}", {{"a", "1"}, {"b", "2"}}), "1-2-1");
  EXPECT_EQ(filled("{\"x\": {a}}", {{"a", "1"}}), "{\"x\": 1}");
}

TEST(Fill, NeverLooksAgainAtWhatWasFilledIn) {
  EXPECT_EQ(filled("{a}{b}", {{"a", "{b}"}, {"b", "{a}"}}), "{b}{a}");
  EXPECT_EQ(filled("{{a}}", {{"a", "b"}, {"b", "wrong"}}), "{b}");
  EXPECT_EQ(filled("{a}b}", {{"a", "{"}, {"b", "wrong"}}), "{b}");
}

TEST(Fill, NamesEverySlotWithoutText) {
  EXPECT_EQ(filled("{a} {b} {c}", {{"b", ""}}), "error: the template's slot {a}, {c} has no text");
}

TEST(Fill, DoesNotMindTextsNobodyAskedFor) {
  EXPECT_EQ(filled("x", {{"a", "1"}}), "x");
}

}  // namespace
}  // namespace attune
