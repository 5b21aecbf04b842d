#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
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

// What the store held of a run's calls when the session began, so that none that was answered is
// made again. A sample's calls are read when it is first asked for.
//
// Ownership: the store outlives it.
// Errors: StopRun when the store cannot be read.
class StoredReplies {
 public:
  static Result<StoredReplies> open(Store& store, RunId run);

  // Takes the reply out: each is used once.
  Result<std::optional<StoredReply>> take(const ReplyKey& key);

 private:
  StoredReplies(Store& store, RunId run, std::int64_t last);
  Result<Done> read(const SampleKey& sample);

  Store* store_;
  RunId run_;
  std::int64_t last_;  // the last call of before; 0: there is none
  std::map<ReplyKey, StoredReply> replies_;
  std::set<SampleKey> read_;
};

}  // namespace attune
