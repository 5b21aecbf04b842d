#include "results/reports/passport_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Passport a_passport() {
  return {
      .subject = {"lab/tiny"},
      .address = "http://lab/v1",
      .wire = "openai",
      .served_id = "tiny-1",
      .made = {1},
      .version = "0.1.0",
      .findings = {
          {.probe = "stop", .state = FindingState::Honoured, .evidence = "ends"},
          {.probe = "context", .state = FindingState::Honoured, .figure = 4096, .most = 16384}}};
}

TEST(PassportChanges, EqualFindingsAreNoneWhateverTheirWording) {
  Passport now = a_passport();
  now.made = {2};
  now.version = "0.2.0";
  now.findings[0].evidence = "stops";
  EXPECT_THAT(passport_changes(a_passport(), now), IsEmpty());
}

TEST(PassportChanges, NameWhoServesWhereAndHow) {
  Passport now = a_passport();
  now.served_id = "tiny-2";
  now.fingerprint = "fp_2";
  now.address = "http://annex/v1";
  now.wire = "anthropic";
  EXPECT_THAT(passport_changes(a_passport(), now),
              ElementsAre("address http://lab/v1 -> http://annex/v1", "wire openai -> anthropic",
                          "served id tiny-1 -> tiny-2", "fingerprint none -> fp_2"));
}

TEST(PassportChanges, NameStatesAndFigures) {
  Passport now = a_passport();
  now.findings[0].state = FindingState::Ignored;
  now.findings[1].figure = 2048;
  EXPECT_THAT(passport_changes(a_passport(), now),
              ElementsAre("stop: honoured -> ignored", "context: 4096 -> 2048"));
  now.findings[1].figure = std::nullopt;
  EXPECT_THAT(passport_changes(a_passport(), now),
              ElementsAre("stop: honoured -> ignored", "context: 4096 -> none"));
}

TEST(PassportChanges, AProbeThatOneOfThemDoesNotKnowIsNoChange) {
  Passport now = a_passport();
  now.findings.push_back({.probe = "new", .state = FindingState::Refused});
  EXPECT_THAT(passport_changes(a_passport(), now), IsEmpty());
  EXPECT_THAT(passport_changes(now, a_passport()), IsEmpty());
}

TEST(PassportChanges, AFigureThatMetNoLimitDiffersOnlyFromASmallerOne) {
  Passport before = a_passport();
  Passport now = a_passport();
  before.findings[1].figure = 8192;
  before.findings[1].most = 8192;
  now.findings[1].figure = 16384;
  EXPECT_THAT(passport_changes(before, now), IsEmpty());
  EXPECT_THAT(passport_changes(now, before), IsEmpty());
  now.findings[1].figure = 4096;
  EXPECT_THAT(passport_changes(before, now), ElementsAre("context: 8192 -> 4096"));
}

}  // namespace
}  // namespace attune
