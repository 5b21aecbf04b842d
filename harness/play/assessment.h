#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/calls/chat.h"
#include "harness/play/ask.h"
#include "scorers/scorer.h"

namespace attune {

// Gets one scorer's verdict on one sample: its questions one after the other, each asked again
// once when the answer cannot be read. Asks nobody itself, as Conversation.
//
// Ownership: keeps references to the scorer and the sample, which must outlive it.
class Assessment {
 public:
  Assessment(const Scorer& scorer, const Sample& sample);

  // What to ask now; nothing when the verdict is ready.
  [[nodiscard]] std::optional<Ask> next() const;

  // REQUIRES: next() had something to ask.
  void heard(const Reply& reply);
  // The question could not be put: the answer has this outcome and no text.
  void failed(Outcome outcome, std::string why);

  // REQUIRES: next() has nothing to ask.
  [[nodiscard]] Verdict verdict() const;

 private:
  void take(Answer answer);

  const Scorer* scorer_;
  const Sample* sample_;
  std::vector<Question> questions_;
  std::vector<Answer> answers_;
  int asked_ = 1;
};

}  // namespace attune
