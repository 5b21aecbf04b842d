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

  StoredReplies load() { return *StoredReplies::load(store_, {"run-1"}); }

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
  const auto reply = replies.take(key_);
  EXPECT_EQ(text(reply), "Yes.");
  EXPECT_EQ(reply->cost_usd, 0.5);
}

TEST_F(StoredRepliesTest, AReplyIsUsedOnce) {
  save(a_call_record());
  StoredReplies replies = load();
  EXPECT_TRUE(replies.take(key_));
  EXPECT_FALSE(replies.take(key_));
}

TEST_F(StoredRepliesTest, EveryPartOfThePlaceCounts) {
  save(a_call_record());
  StoredReplies replies = load();
  EXPECT_FALSE(replies.take({a_key("q2"), "", "play", {"lab/tiny"}, {0, 1}}));
  EXPECT_FALSE(replies.take({a_key(), "r r lab/b", "play", {"lab/tiny"}, {0, 1}}));
  EXPECT_FALSE(replies.take({a_key(), "", "rubric@1", {"lab/tiny"}, {0, 1}}));
  EXPECT_FALSE(replies.take({a_key(), "", "play", {"lab/big"}, {0, 1}}));
  EXPECT_FALSE(replies.take({a_key(), "", "play", {"lab/tiny"}, {1, 1}}));
  EXPECT_FALSE(replies.take({a_key(), "", "play", {"lab/tiny"}, {0, 2}}));
}

TEST_F(StoredRepliesTest, AFailedAttemptIsNoReply) {
  CallRecord call = a_call_record();
  call.outcome = Outcome::Failed;
  call.trouble = "transient";
  save(call);
  StoredReplies replies = load();
  EXPECT_FALSE(replies.take(key_));
}

TEST_F(StoredRepliesTest, AFailureThatIsAResultIsTakenForOne) {
  CallRecord call = a_call_record();
  call.outcome = Outcome::OverContext;
  call.trouble = to_text(Trouble::OverContext);
  save(call);
  StoredReplies replies = load();
  const auto reply = replies.take(key_);
  ASSERT_TRUE(reply);
  EXPECT_EQ(std::get<CallFailure>(reply->result).trouble, Trouble::OverContext);
}

TEST_F(StoredRepliesTest, RepliesOfOtherRunsAreNotTaken) {
  CallRecord call = a_call_record();
  call.run = {"run-2"};
  save(call);
  StoredReplies replies = load();
  EXPECT_FALSE(replies.take(key_));
}

}  // namespace
}  // namespace attune
