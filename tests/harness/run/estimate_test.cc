#include "harness/run/estimate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using testing::HasSubstr;

RunEstimate estimated(const Rehearsal& rehearsal) {
  const Plan plan = rehearsal.plan();
  auto found = estimate({rehearsal.request, plan, rehearsal.markings, rehearsal.endpoints, {}, {}});
  EXPECT_TRUE(found);
  return found ? *found : RunEstimate();
}

TEST(Estimate, CountsTheCallsThatARunMakes) {
  Rehearsal rehearsal(5);
  rehearsal.request.packs[0].scenarios[2].cues.push_back(Cue{"And now?"});
  rehearsal.request.repeat = 3;
  const RunEstimate estimate = estimated(rehearsal);
  Store store = a_store();
  FakeClock clock;
  FakeTransport net(clock, good_answer);
  ASSERT_EQ(rehearsal.play(store, net, clock).ending, Ending::Complete);
  ASSERT_EQ(estimate.parties.size(), 2U);
  EXPECT_EQ(estimate.parties[0].model, SubjectId{"lab/tiny"});
  EXPECT_EQ(estimate.parties[0].calls, starts(net, kSubjectUrl).size());
  EXPECT_EQ(estimate.parties[1].model, SubjectId{"court/judge"});
  EXPECT_EQ(estimate.parties[1].calls, starts(net, kJudgeUrl).size());
}

TEST(Estimate, SpansFromBriefToLong) {
  for (const PartyEstimate& party : estimated(Rehearsal(3)).parties) {
    EXPECT_LT(party.tokens_in.low, party.tokens_in.high);
    EXPECT_LT(party.tokens_out.low, party.tokens_out.high);
    EXPECT_LT(party.usd->low, party.usd->high);
  }
}

TEST(Estimate, ALimitOfTokensHoldsAtLength) {
  Rehearsal rehearsal(2, false);
  rehearsal.request.subjects[0].settings.parameters.max_tokens = 300;
  EXPECT_NEAR(estimated(rehearsal).parties[0].tokens_out.high, 2 * 300, 1);
}

TEST(Estimate, MoneyIsTokensTimesPrice) {
  const RunEstimate estimate = estimated(Rehearsal(3, false));
  const PartyEstimate& party = estimate.parties[0];
  EXPECT_NEAR(party.usd->high, 1e-6 * (party.tokens_in.high + 2 * party.tokens_out.high), 1e-12);
  EXPECT_DOUBLE_EQ(estimate.usd.high, party.usd->high);
  EXPECT_TRUE(estimate.all_priced);
}

TEST(Estimate, WithoutAPriceThereIsNoMoney) {
  Rehearsal rehearsal(2, false);
  rehearsal.request.subjects[0].settings.price.reset();
  const RunEstimate estimate = estimated(rehearsal);
  EXPECT_FALSE(estimate.parties[0].usd);
  EXPECT_FALSE(estimate.all_priced);
  EXPECT_THAT(to_text(estimate), HasSubstr("price unknown"));
}

TEST(Estimate, TimeIsThatOfTheSlowestEndpoint) {
  Rehearsal rehearsal(8);
  rehearsal.endpoints[0].endpoint.lanes = 1;
  EXPECT_DOUBLE_EQ(estimated(rehearsal).seconds.low, 8 * kCall.low);
  EXPECT_DOUBLE_EQ(estimated(rehearsal).seconds.high, 8 * kCall.high);
}

TEST(Estimate, SubjectsAreToldApart) {
  Rehearsal rehearsal(2);
  rehearsal.request.subjects.push_back({{"lab/dear"}, {.price = Price{10, 20}}});
  const RunEstimate estimate = estimated(rehearsal);
  ASSERT_EQ(estimate.parties.size(), 3U);
  EXPECT_NEAR(estimate.parties[0].usd->low, 10 * estimate.parties[1].usd->low, 1e-9);
  EXPECT_EQ(estimate.parties[2].calls, 4U);
}

}  // namespace
}  // namespace attune
