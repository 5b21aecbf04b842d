#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "harness/calls/chat.h"
#include "harness/calls/wire.h"
#include "harness/plan/settings.h"
#include "harness/schedule/retry.h"
#include "harness/schedule/schedule.h"
#include "scenarios/base/rng.h"

namespace attune {

// An endpoint that can be called: its address, its language and its key.
struct OpenEndpoint {
  Endpoint endpoint;
  const Wire* wire = nullptr;
  std::string key;  // never stored, never printed
};

// The attempts of one call so far, the one that just ended included.
struct Tries {
  int all = 1;
  int limited = 0;  // … of them, those that a rate limit ended
};

// What to do with a call after one attempt ended.
struct Next {
  enum class What {
    Finished,   // its result stands
    Again,      // the schedule will start it once more
    Abandoned,  // its lane is closed: no result, and a later session may try
  };
  What what = What::Finished;
  std::string notice;  // for people; empty mostly
};

// Why a lane takes no more calls.
struct LaneClosed {
  bool quota = false;  // no more to be had today, as against: cannot work at all
  std::string why;
};

// The endpoints of a run with everything learnt about them while it goes on: pace, parameters
// they refuse, whether they still answer.
//
// Thread-safety: all members from one thread.
class Lanes {
 public:
  Lanes(std::vector<OpenEndpoint> endpoints, const RetryPolicy& policy, Rng rng);

  Schedule& schedule() { return schedule_; }

  [[nodiscard]] const Schedule& schedule() const { return schedule_; }

  [[nodiscard]] const std::vector<OpenEndpoint>& endpoints() const { return endpoints_; }

  // The request for a call, without the parameters that a rule drops and those that its endpoint
  // refused before, which are named in `dropped`.
  HttpRequest encode(const ChatCall& call, std::string& dropped) const;
  // OverContext where the endpoint answered a question that it had cut (calls/context_check.h).
  CallResult decode(const ChatCall& call, const HttpResponse& response) const;

  // The response without the key of the call's endpoint, which some endpoints quote. Whatever is
  // kept or shown of an answer comes from here.
  HttpResponse without_key(const ChatCall& call, HttpResponse response) const;

  // Settles one attempt with the schedule.
  Next settle(CallId id, const ChatCall& call, const CallResult& result, Tries tries, Instant now);

  // Why this model can be asked no more, if so.
  [[nodiscard]] std::optional<LaneClosed> closed(const SubjectId& model) const;

  // Calls that were waiting when their lane closed, since the last time this was asked.
  std::vector<CallId> dropped_calls() { return std::exchange(dropped_calls_, {}); }

 private:
  struct Lane {
    RetryBudget budget;
    int succeeded = 0;
    int failed = 0;
    std::optional<LaneClosed> closed;
  };

  struct Learnt {
    std::set<std::string> refused;
    std::vector<std::pair<std::string, std::string>> renamed;
    std::optional<LaneClosed> closed;
  };

  const OpenEndpoint& endpoint_of(const ChatCall& call) const;
  Next settle_failure(CallId id, const ChatCall& call, const CallFailure& failure, Tries tries,
                      Instant now);
  Next drop_parameter(CallId id, const ChatCall& call, const CallFailure& failure, Tries tries,
                      Instant now);
  Next close(CallId id, const std::string& endpoint, LaneClosed why);
  Next finish_failed(CallId id, const ChatCall& call, const CallFailure& failure);

  std::vector<OpenEndpoint> endpoints_;
  std::map<std::string, std::size_t, std::less<>> index_;
  RetryPolicy policy_;
  Rng rng_;
  Schedule schedule_;
  std::map<std::string, Lane, std::less<>> lanes_;
  std::map<SubjectId, Learnt> learnt_;
  std::vector<CallId> dropped_calls_;
};

}  // namespace attune
