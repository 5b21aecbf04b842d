#include "harness/run/stored_replies.h"

#include <utility>

#include "harness/run/call_record.h"

namespace attune {

StoredReplies::StoredReplies(Store& store, RunId run, std::int64_t last)
    : store_(&store), run_(std::move(run)), last_(last) {}

Result<StoredReplies> StoredReplies::open(Store& store, RunId run) {
  auto last = store.last_call(run);
  if (!last) return std::move(last).error();
  return StoredReplies(store, std::move(run), *last);
}

Result<std::optional<StoredReply>> StoredReplies::take(const ReplyKey& key) {
  if (last_ == 0) return std::optional<StoredReply>();
  if (read_.insert(key.sample).second) {
    Result<Done> done = read(key.sample);
    if (!done) return std::move(done).error();
  }
  auto found = replies_.extract(key);
  if (found.empty()) return std::optional<StoredReply>();
  return std::optional(std::move(found.mapped()));
}

Result<Done> StoredReplies::read(const SampleKey& sample) {
  return store_->each_answered_call(run_, sample, last_, [&](const CallRecord& call) {
    const ReplyKey key{call.key, call.pair, call.purpose, call.model, {call.position, call.asked}};
    replies_.insert_or_assign(key, StoredReply{result_of(call), call.cost_usd});
  });
}

}  // namespace attune
