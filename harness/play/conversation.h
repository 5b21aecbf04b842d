#pragma once

#include <optional>
#include <string>

#include "harness/calls/chat.h"
#include "harness/play/ask.h"
#include "scenarios/model/sample.h"

namespace attune {

// Plays one scenario, one turn after the other: its cues in order, or what a simulated user says.
// Asks nobody itself: next() says what to send and heard() takes what came back, so resuming is
// replaying heard() from the store.
//
// A reply that is not ok ends the conversation; what was said until then stays. A simulated user
// whose answer cannot be read is asked once more; then the sample has failed, for it was not the
// subject who failed.
//
// Ownership: keeps a reference to the scenario, which must outlive it.
class Conversation {
 public:
  Conversation(const Scenario& scenario, Playing playing);

  // What to send now; nothing when the conversation has ended.
  [[nodiscard]] std::optional<Ask> next() const;
  // Whether it has ended: next() has nothing to send.
  [[nodiscard]] bool over() const;
  // Whether what is sent goes to the simulated user's model and not to the subject.
  [[nodiscard]] bool asks_user() const;

  // REQUIRES: next() had something to send.
  void heard(const Reply& reply);
  void failed(Outcome outcome, std::string why);

  // Plays the scenario once more, a little warmer, where it allows another try: EQ-Bench asks again
  // when no answer can be read. REQUIRES: ended; may_try_again().
  [[nodiscard]] bool may_try_again() const;
  void try_again();

  [[nodiscard]] const Transcript& transcript() const { return transcript_; }

  [[nodiscard]] Outcome outcome() const { return outcome_; }

  [[nodiscard]] const std::string& why() const { return why_; }

 private:
  // A cue that is ready to be sent to the subject.
  struct Pending {
    std::optional<std::string> text;  // nothing: the scenario's, word for word
    std::optional<Aside> aside;
    std::optional<Parameters> parameters;
  };

  [[nodiscard]] std::size_t length() const;  // turns of a whole conversation
  [[nodiscard]] const std::string& pending_text() const;
  [[nodiscard]] Ask ask_subject() const;
  void prepare();
  void hear_user(const Reply& reply);
  void end(Outcome outcome, std::string why);

  const Scenario* scenario_;
  Playing playing_;
  Transcript transcript_;
  std::optional<Pending> pending_;  // nothing: the simulated user is to speak, or all is said
  Outcome outcome_ = Outcome::Ok;
  std::string why_;
  bool ended_ = false;
  int tried_ = 1;
  int user_asked_ = 1;  // which asking of the simulated user, from 1
};

}  // namespace attune
