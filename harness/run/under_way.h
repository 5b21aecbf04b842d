#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "harness/calls/chat.h"
#include "harness/run/job.h"
#include "results/facts/records.h"

namespace attune {

// One sample while this session works on it: its course, its calls, and what they cost.
//
// Ownership: keeps a reference to the job, which must outlive it.
class UnderWay {
 public:
  UnderWay(const RunJob& job, std::size_t place, std::unique_ptr<Course> course);

  [[nodiscard]] std::size_t place() const { return place_; }

  Course& course() { return *course_; }

  [[nodiscard]] const Course& course() const { return *course_; }

  // What came of a call: a reply, or a failure that is final.
  void apply(const Voice& voice, const CallResult& result, std::optional<double> cost);

  // The record of a sample that was played in this session, once; nothing before and after.
  std::optional<SampleRecord> played();
  // The verdicts that became ready since the last time.
  std::vector<VerdictRecord> verdicts();

  // Calls of it that the schedule has.
  void sent() { ++calls_; }

  void settled() { --calls_; }

  [[nodiscard]] int calls() const { return calls_; }

  // It cannot be finished in this session.
  void abandon() { abandoned_ = true; }

  // Nothing of it is left to do in this session.
  [[nodiscard]] bool over() const;

  [[nodiscard]] bool recorded() const { return recorded_; }

  // A later session has something to do for it.
  [[nodiscard]] bool unfinished() const { return abandoned_ || failed_; }

 private:
  const RunJob* job_;
  std::size_t place_;
  std::unique_ptr<Course> course_;
  int calls_ = 0;
  bool recorded_;
  bool abandoned_ = false;
  bool failed_ = false;  // a call of it failed for good
  std::optional<double> play_cost_ = 0.0;
  std::vector<std::optional<double>> mark_costs_;
};

}  // namespace attune
