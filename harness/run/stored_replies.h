#pragma once

#include <map>
#include <optional>
#include <string>

#include "harness/calls/chat.h"
#include "harness/play/ask.h"
#include "results/store/store.h"

namespace attune {

// What came of a call in an earlier session of the same run: a reply, or a failure that is itself
// a result.
struct StoredReply {
  CallResult result;
  std::optional<double> cost_usd;
};

// Which ask of which sample a reply belongs to.
struct ReplyKey {
  SampleKey sample;
  std::string pair;  // as in CallRecord
  std::string purpose;
  SubjectId model;
  AskKey ask;
  auto operator<=>(const ReplyKey&) const = default;
};

// What the store holds of a run's calls, so that none that was answered is made again.
class StoredReplies {
 public:
  static Result<StoredReplies> load(Store& store, const RunId& run);

  // Takes the reply out: each is used once.
  std::optional<StoredReply> take(const ReplyKey& key);

 private:
  std::map<ReplyKey, StoredReply> replies_;
};

}  // namespace attune
