#include "harness/run/stored_replies.h"

#include "harness/run/call_record.h"

namespace attune {

Result<StoredReplies> StoredReplies::load(Store& store, const RunId& run) {
  StoredReplies stored;
  Result<Done> read = store.each_answered_call(run, [&](const CallRecord& call) {
    const ReplyKey key{call.key, call.pair, call.purpose, call.model, {call.position, call.asked}};
    stored.replies_.insert_or_assign(key, StoredReply{result_of(call), call.cost_usd});
  });
  if (!read) return std::move(read).error();
  return stored;
}

std::optional<StoredReply> StoredReplies::take(const ReplyKey& key) {
  auto found = replies_.extract(key);
  if (found.empty()) return std::nullopt;
  return std::move(found.mapped());
}

}  // namespace attune
