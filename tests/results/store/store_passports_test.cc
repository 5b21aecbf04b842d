#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/store/store.h"

namespace attune {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Passport a_passport(std::string subject = "lab/tiny", std::int64_t made = 1) {
  return {
      .subject = {std::move(subject)},
      .address = "http://lab/v1",
      .wire = "openai",
      .served_id = "tiny-1",
      .fingerprint = "fp_1",
      .made = {made},
      .version = "0.1.0",
      .findings = {{.probe = "stop", .state = FindingState::Ignored, .evidence = "it \"goes\" on"},
                   {.probe = "context",
                    .state = FindingState::Honoured,
                    .evidence = "read",
                    .figure = 4096,
                    .most = 16384}}};
}

TEST(StorePassports, ComeBackAsTheyWereKept) {
  Store store = *Store::open(":memory:");
  ASSERT_TRUE(store.save(a_passport()));
  EXPECT_THAT(*store.passports({"lab/tiny"}), ElementsAre(a_passport()));
}

TEST(StorePassports, AreOneSubjectsAloneTheNewestLast) {
  Store store = *Store::open(":memory:");
  ASSERT_TRUE(store.save(a_passport("lab/tiny", 5)));
  ASSERT_TRUE(store.save(a_passport("lab/other", 6)));
  ASSERT_TRUE(store.save(a_passport("lab/tiny", 3)));  // kept later, by a clock that went back
  EXPECT_THAT(*store.passports({"lab/tiny"}),
              ElementsAre(a_passport("lab/tiny", 5), a_passport("lab/tiny", 3)));
  EXPECT_THAT(*store.passports({"lab/nobody"}), IsEmpty());
}

TEST(StorePassports, TheLatestAreOneForEachSubject) {
  Store store = *Store::open(":memory:");
  ASSERT_TRUE(store.save(a_passport("lab/tiny", 1)));
  ASSERT_TRUE(store.save(a_passport("lab/tiny", 2)));
  ASSERT_TRUE(store.save(a_passport("a/b", 1)));
  EXPECT_THAT(*store.latest_passports(),
              ElementsAre(a_passport("a/b", 1), a_passport("lab/tiny", 2)));
}

TEST(StorePassports, AnIllFormedByteOfAnEndpointIsKeptAsAReplacement) {
  Store store = *Store::open(":memory:");
  Passport odd = a_passport();
  odd.findings = {{.probe = "stop", .evidence = "a\xff"}};
  ASSERT_TRUE(store.save(odd));
  EXPECT_EQ(store.passports({"lab/tiny"})->front().findings.front().evidence, "a\xEF\xBF\xBD");
}

}  // namespace
}  // namespace attune
