#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "harness/play/course.h"
#include "harness/run/job.h"
#include "harness/run/lanes.h"
#include "harness/run/ledger.h"
#include "harness/run/progress.h"
#include "harness/run/runner.h"
#include "harness/run/stored_replies.h"

namespace attune {

// Somebody's errand with everything that says where in the run it belongs.
struct CallOrder {
  std::size_t owner = 0;  // who wants it; smaller ones go first
  SampleKey key;
  std::string pair;  // as in CallRecord
  std::string purpose;
  const Contender* contender = nullptr;  // who is asked; never null
  Errand errand;
};

// What became of an order.
struct CallEvent {
  std::size_t owner = 0;
  Voice voice;
  std::optional<CallResult> result;  // absent: it was given up for this session
  std::optional<double> cost_usd;
};

// What a Caller is made of.
struct CallerSetup {
  RunId run;
  const RunRequest& request;  // everybody's prices, and the seed
  std::vector<OpenEndpoint> endpoints;
  RetryPolicy retry;
  std::optional<double> budget_usd;
  Tape tape = {};
  // The words of an order that was sent, again: they are long, and many wait. Absent: they are
  // kept.
  std::function<std::vector<Message>(std::size_t owner, const Voice& voice)> words = {};
};

// Gets orders answered: from what earlier sessions of the run were answered, or over the
// transport, at the pace the schedule allows and within the budget. Every attempt is recorded.
//
// Ownership: the world and the tally outlive it.
// Thread-safety: all members from one thread.
class Caller {
 public:
  // Errors: StopRun when the store cannot be read.
  static Result<Caller> open(CallerSetup setup, const RunWorld& world, Tally& tally);

  // What an earlier session was answered, each once, or what the tape holds.
  Result<std::optional<CallEvent>> answered(const CallOrder& order);
  // Takes the order on; false where it cannot be asked in this session.
  bool send(CallOrder order);

  // Notices a wish to stop. What was given up is returned.
  std::vector<CallEvent> heed_stop();
  // Starts what may start now. What was given up is returned.
  //
  // Errors: StopRun when the store does not take what will be at stake; then nothing was started.
  Result<std::vector<CallEvent>> start_due();
  // What ended since the last time; waits, but not long. Nothing to wait for: returns at once.
  std::vector<Completion> wait();
  // Records what ended, in the caller's transaction. Events are of calls that will not be tried
  // again.
  Result<std::vector<CallEvent>> settle(std::vector<Completion> completions);

  // Nothing waits and nothing is in flight.
  [[nodiscard]] bool idle() const { return lanes_->schedule().empty(); }

  // Nothing new starts any more.
  [[nodiscard]] bool stopping() const { return interrupted_ || out_of_budget_; }

  // How many calls this endpoint may have in flight now.
  [[nodiscard]] std::size_t width(const std::string& endpoint) const;

  // Brings the tally up to date and shows it.
  void tell();
  // Ends the session: how a run ended of which `left` things were not done. `what` names them:
  // "samples". REQUIRES: idle().
  //
  // Errors: StopRun when the store does not take what is in doubt.
  Result<RunReport> finish(std::size_t left, std::string_view what);

 private:
  struct Flying {
    CallOrder order;
    ChatCall call;  // its messages only where nobody else keeps them
    std::string dropped;
    Tries tries{.all = 0};
    bool in_flight = false;
  };

  Caller(CallerSetup setup, const RunWorld& world, Tally& tally, StoredReplies stored,
         Ledger ledger);

  Result<std::optional<CallEvent>> from_tape(const CallOrder& order);
  [[nodiscard]] ChatCall call_of(const CallOrder& order, std::vector<Message> messages) const;
  [[nodiscard]] ChatCall whole_call(const Flying& flying) const;
  Result<Done> keep(const Flying& flying, const CallRecord& fact, const Completion& completion);
  Result<std::optional<CallEvent>> settle_one(Completion completion);
  [[nodiscard]] CallRecord record(const CallOrder& order, const ChatCall& call,
                                  const CallResult& result) const;
  bool may_start(CallId id, std::vector<CallEvent>& given_up);
  Result<Done> set_aside(double usd);
  [[nodiscard]] RunReport report(std::size_t left, std::string_view what) const;
  std::optional<CallEvent> give_up(CallId id);
  std::vector<CallEvent> give_up_all(const std::vector<CallId>& calls);

  CallerSetup setup_;
  const RunWorld* world_;
  Tally* tally_;
  StoredReplies stored_;
  std::unique_ptr<Lanes> lanes_;  // calls in flight point into its schedule
  Ledger ledger_;
  double set_aside_ = 0;                              // what the store says is at stake
  std::unordered_map<std::uint64_t, Flying> flying_;  // by call id
  std::uint64_t last_call_ = 0;
  bool interrupted_ = false;
  bool out_of_budget_ = false;
};

}  // namespace attune
