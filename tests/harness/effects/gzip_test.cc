#include "harness/effects/gzip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/command.h"
#include "tests/support/memory_files.h"

namespace attune {
namespace {

using ::testing::HasSubstr;

std::string some_text(std::size_t lines) {
  std::string text;
  for (std::size_t i = 0; i < lines; ++i) text += "line " + std::to_string(i * 7919 % 1000) + "\n";
  return text;
}

std::string fault_of(std::string_view packed, const UnpackLimits& limits = {}) {
  const auto text = gunzipped(packed, limits);
  if (text) return "unpacked";
  EXPECT_EQ(text.error().remedy, Remedy::FixInput);
  return text.error().what;
}

TEST(Gzip, WhatIsPackedUnpacksToTheSameBytes) {
  for (const std::string& text : {std::string(), std::string("a\0b", 3), some_text(100'000)})
    EXPECT_EQ(*gunzipped(*gzipped(text)), text);
}

TEST(Gzip, ReadsAFileOfAnotherProgramWithNameAndTime) {
  const std::string packed(
      "\x1f\x8b\x08\x08\xc3\xa1\x2b\x65\x02\xffhi."
      "txt\0\xcb\xc8\xe4\x02\0\x7a\x7a\x6f\xed\x03\0\0\0",
      30);
  EXPECT_EQ(*gunzipped(packed), "hi\n");
}

TEST(Gzip, TheHeaderHasNoTimeAndEqualTextGivesEqualBytes) {
  const std::string packed = *gzipped("hi");
  EXPECT_EQ(packed.substr(0, 8), std::string("\x1f\x8b\x08\0\0\0\0\0", 8));
  EXPECT_EQ(packed, *gzipped("hi"));
}

TEST(Gzip, MembersOneAfterTheOtherAreOneText) {
  EXPECT_EQ(*gunzipped(*gzipped("one ") + *gzipped("two")), "one two");
}

TEST(Gzip, AFileCutAnywhereIsRefused) {
  const std::string packed = *gzipped(some_text(50));
  for (std::size_t size = 2; size < packed.size(); ++size)
    EXPECT_THAT(fault_of(packed.substr(0, size)), HasSubstr("too early")) << size;
}

TEST(Gzip, AFlippedBitIsRefused) {
  const std::string text = some_text(50);
  const std::string packed = *gzipped(text);
  for (std::size_t at = 10; at < packed.size(); ++at) {
    std::string damaged = packed;
    damaged[at] = static_cast<char>(damaged[at] ^ 4);
    EXPECT_NE(fault_of(damaged), "unpacked") << at;
  }
}

TEST(Gzip, WhateverFollowsIsRefused) {
  EXPECT_THAT(fault_of(*gzipped("hi") + "more"), HasSubstr("4 bytes that are not gzip follow"));
}

TEST(Gzip, OtherBytesAreNoGzip) {
  EXPECT_THAT(fault_of("{\"a\": 1}"), HasSubstr("not a gzip file"));
  EXPECT_THAT(fault_of(""), HasSubstr("not a gzip file"));
}

TEST(Gzip, ABombIsStoppedByItsRatio) {
  const std::string bomb = *gzipped(std::string(std::size_t{40} << 20, 'a'));
  EXPECT_LT(bomb.size(), 50'000U);
  EXPECT_THAT(fault_of(bomb), HasSubstr("200 times"));
}

TEST(Gzip, NothingUnpacksBeyondTheLimit) {
  const std::string packed = *gzipped(some_text(1000));
  EXPECT_THAT(fault_of(packed, {.size = 1000}), HasSubstr("more than 1000 bytes"));
  EXPECT_TRUE(gunzipped(packed, {.size = some_text(1000).size()}));
}

TEST(Gzip, AShortTextMayPackAsWellAsItLikes) {
  EXPECT_TRUE(gunzipped(*gzipped(std::string(1'000'000, 'a'))));
}

TEST(ReadUnpacked, GoesByNameAndByContent) {
  const MemoryFiles files({{"a.json", "plain"},
                           {"b.json.gz", *gzipped("packed")},
                           {"c.json", *gzipped("hidden")},
                           {"d.gz", "plain"}});
  EXPECT_EQ(*read_unpacked(files, "a.json"), "plain");
  EXPECT_EQ(*read_unpacked(files, "b.json.gz"), "packed");
  EXPECT_EQ(*read_unpacked(files, "c.json"), "hidden");
  EXPECT_THAT(read_unpacked(files, "d.gz").error().what, HasSubstr("d.gz: is not a gzip file"));
  EXPECT_FALSE(read_unpacked(files, "e.json"));
}

TEST(WritePacked, PacksByNameAndNeverOverwrites) {
  const attune::testing::TempFolder folder;
  ASSERT_TRUE(write_packed(folder.at("a.json"), "text"));
  ASSERT_TRUE(write_packed(folder.at("a.json.gz"), "text"));
  EXPECT_EQ(attune::testing::file_text(folder.at("a.json")), "text");
  EXPECT_EQ(attune::testing::file_text(folder.at("a.json.gz")), *gzipped("text"));
  const auto again = write_packed(folder.at("a.json"), "other");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().remedy, Remedy::FixInput);
  EXPECT_EQ(attune::testing::file_text(folder.at("a.json")), "text");
}

TEST(WritePacked, AFolderThatIsNotThereIsNamed) {
  EXPECT_THAT(write_packed("/nowhere/at/all.json", "x").error().what, HasSubstr("/nowhere/at/all"));
}

}  // namespace
}  // namespace attune
