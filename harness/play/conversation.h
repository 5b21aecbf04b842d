#pragma once

#include <optional>
#include <string>

#include "harness/calls/chat.h"
#include "harness/play/ask.h"
#include "scenarios/model/sample.h"

namespace attune {

// Plays one scenario's cues, one turn after the other. Asks nobody itself: next() says what to
// send and heard() takes what came back, so resuming is replaying heard() from the store.
//
// A reply that is not ok ends the conversation; what was said until then stays.
//
// Ownership: keeps a reference to the scenario, which must outlive it.
class Conversation {
 public:
  explicit Conversation(const Scenario& scenario);

  // What to send now; nothing when the conversation has ended.
  [[nodiscard]] std::optional<Ask> next() const;

  // REQUIRES: next() had something to send.
  void heard(const Reply& reply);
  void failed(Outcome outcome, std::string why);

  // Plays the scenario once more, a little warmer, if it allows another try: EQ-Bench asks again
  // when no answer can be read. REQUIRES: ended.
  bool try_again();

  [[nodiscard]] const Transcript& transcript() const { return transcript_; }

  [[nodiscard]] Outcome outcome() const { return outcome_; }

  [[nodiscard]] const std::string& why() const { return why_; }

 private:
  void end(Outcome outcome, std::string why);

  const Scenario* scenario_;
  Transcript transcript_;
  Outcome outcome_ = Outcome::Ok;
  std::string why_;
  bool ended_ = false;
  int tried_ = 1;
};

}  // namespace attune
