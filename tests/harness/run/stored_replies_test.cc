#include "harness/run/stored_replies.h"

#include <gtest/gtest.h>

#include "tests/support/rehearsal.h"

namespace attune {
namespace {

class StoredRepliesTest : public testing::Test {
 protected:
  StoredRepliesTest() {
    EXPECT_TRUE(store_.save(a_pack_record()));
    EXPECT_TRUE(store_.save(a_run_record()));
    EXPECT_TRUE(store_.save(a_run_record("run-2")));
  }

  StoredReplies load() { return *StoredReplies::open(store_, {"run-1"}); }

  static std::optional<StoredReply> take(StoredReplies& replies, const ReplyKey& key) {
    return *replies.take(key);
  }

  void save(const CallRecord& call) { ASSERT_TRUE(store_.save(call)); }

  static std::string text(const std::optional<StoredReply>& reply) {
    return reply ? std::get<Reply>(reply->result).text : "nothing";
  }

  Store store_ = a_store();
  const ReplyKey key_{a_key(), "", "play", {"lab/tiny"}, {0, 1}};
};

TEST_F(StoredRepliesTest, AReplyIsFoundByItsPlaceWithItsCost) {
  CallRecord call = a_call_record();
  call.cost_usd = 0.5;
  save(call);
  StoredReplies replies = load();
  const auto reply = take(replies, key_);
  EXPECT_EQ(text(reply), "Yes.");
  EXPECT_EQ(reply->cost_usd, 0.5);
}

TEST_F(StoredRepliesTest, AReplyIsUsedOnce) {
  save(a_call_record());
  StoredReplies replies = load();
  EXPECT_TRUE(take(replies, key_));
  EXPECT_FALSE(take(replies, key_));
}

TEST_F(StoredRepliesTest, EveryPartOfThePlaceCounts) {
  save(a_call_record());
  StoredReplies replies = load();
  EXPECT_FALSE(take(replies, {a_key("q2"), "", "play", {"lab/tiny"}, {0, 1}}));
  EXPECT_FALSE(take(replies, {a_key(), "r r lab/b", "play", {"lab/tiny"}, {0, 1}}));
  EXPECT_FALSE(take(replies, {a_key(), "", "rubric@1", {"lab/tiny"}, {0, 1}}));
  EXPECT_FALSE(take(replies, {a_key(), "", "play", {"lab/big"}, {0, 1}}));
  EXPECT_FALSE(take(replies, {a_key(), "", "play", {"lab/tiny"}, {1, 1}}));
  EXPECT_FALSE(take(replies, {a_key(), "", "play", {"lab/tiny"}, {0, 2}}));
}

TEST_F(StoredRepliesTest, AFailedAttemptIsNoReply) {
  CallRecord call = a_call_record();
  call.outcome = Outcome::Failed;
  call.trouble = "transient";
  save(call);
  StoredReplies replies = load();
  EXPECT_FALSE(take(replies, key_));
}

TEST_F(StoredRepliesTest, AFailureThatIsAResultIsTakenForOne) {
  CallRecord call = a_call_record();
  call.outcome = Outcome::OverContext;
  call.trouble = to_text(Trouble::OverContext);
  save(call);
  StoredReplies replies = load();
  const auto reply = take(replies, key_);
  ASSERT_TRUE(reply);
  EXPECT_EQ(std::get<CallFailure>(reply->result).trouble, Trouble::OverContext);
}

TEST_F(StoredRepliesTest, WhatIsAnsweredInThisSessionIsNotTakenForStored) {
  CallRecord before = a_call_record();
  before.asked = 2;
  save(before);
  StoredReplies replies = load();
  save(a_call_record());
  EXPECT_EQ(text(take(replies, key_)), "nothing");
}

TEST_F(StoredRepliesTest, RepliesOfOtherRunsAreNotTaken) {
  CallRecord call = a_call_record();
  call.run = {"run-2"};
  save(call);
  StoredReplies replies = load();
  EXPECT_FALSE(take(replies, key_));
}

}  // namespace
}  // namespace attune
