#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/calls/chat.h"
#include "harness/play/assessment.h"
#include "harness/play/conversation.h"
#include "scorers/scorer.h"

namespace attune {

// Who marks: a scorer and, where it asks, the judge that answers it.
struct Marking {
  const Scorer* scorer = nullptr;
  std::optional<std::size_t> judge;  // index among the run's judges; nothing for rules
};

// What a course wants asked, and on whose behalf.
struct Errand {
  Voice voice;
  Ask ask;
};

// The life of one sample: played first, then marked by every marking. Asks nobody itself.
//
// Ownership: keeps references to the scenario, to the scorers and to `markings`; all must outlive
// it. Not movable: its assessments point into it.
class Course {
 public:
  // The first marking is the one whose reading decides whether the scenario is tried again.
  Course(SampleKey key, const Scenario& scenario, const std::vector<Marking>& markings,
         std::uint64_t seed);
  // A sample that was played before: only the marking is left.
  Course(Sample played, const std::vector<Marking>& markings);
  Course(const Course&) = delete;
  Course& operator=(const Course&) = delete;

  // What may be asked now and was not handed out before.
  std::vector<Errand> due();

  // The words of an errand again, so that nobody need keep them. REQUIRES: due() handed out one of
  // this voice, and it was not answered since.
  [[nodiscard]] std::vector<Message> words(const Voice& voice) const;

  void heard(const Voice& voice, const Reply& reply);
  void failed(const Voice& voice, Outcome outcome, std::string why);

  [[nodiscard]] bool played() const { return played_; }

  // REQUIRES: played().
  [[nodiscard]] const Sample& sample() const { return sample_; }

  // Verdicts that became ready since the last call, with the index of their marking.
  std::vector<std::pair<std::size_t, Verdict>> ready();
  // Played, and every verdict handed out.
  [[nodiscard]] bool finished() const;

 private:
  struct Mark {
    std::optional<Assessment> assessment;
    bool asked = false;  // its current ask was handed out
    bool told = false;   // its verdict was handed out
  };

  void after_reply();
  void begin_marking();
  [[nodiscard]] bool readable() const;

  const std::vector<Marking>* markings_;
  Sample sample_;
  std::optional<Conversation> talk_;
  bool asked_ = false;  // the conversation's current ask was handed out
  bool played_ = false;
  std::vector<Mark> marks_;
};

}  // namespace attune
