#include "harness/play/conversation.h"

#include <cassert>

namespace attune {
namespace {

std::string why_of(const Reply& reply) {
  switch (reply.outcome) {
    case Outcome::Refused:
      return "refused: " + reply.refusal;
    case Outcome::Truncated:
      return "the reply ran into its token limit";
    case Outcome::Filtered:
      return "the endpoint's content filter withheld the reply";
    case Outcome::Empty:
      return "the reply is empty";
    case Outcome::Ok:
    case Outcome::OverContext:
    case Outcome::Failed:
      return {};
  }
  return {};
}

}  // namespace

Conversation::Conversation(const Scenario& scenario) : scenario_(&scenario) {}

std::optional<Ask> Conversation::next() const {
  if (ended_ || transcript_.turns.size() >= scenario_->cues.size()) return std::nullopt;
  Ask ask{.parameters = scenario_->generation.parameters,
          .position = static_cast<int>(transcript_.turns.size()),
          .asked = tried_};
  for (const Turn& turn : transcript_.turns) {
    ask.messages.push_back(turn.cue);
    ask.messages.push_back(text_message(Role::Assistant, turn.reply));
  }
  ask.messages.push_back(text_message(Role::User, scenario_->cues[transcript_.turns.size()].text));
  if (tried_ > 1) {
    ask.parameters.temperature = ask.parameters.temperature.value_or(0) +
                                 (tried_ - 1) * scenario_->generation.temperature_step;
  }
  return ask;
}

void Conversation::heard(const Reply& reply) {
  assert(next());
  const Cue& cue = scenario_->cues[transcript_.turns.size()];
  transcript_.turns.push_back({text_message(Role::User, cue.text), reply.text, reply.reasoning});
  if (reply.outcome != Outcome::Ok) end(reply.outcome, why_of(reply));
}

void Conversation::failed(Outcome outcome, std::string why) {
  end(outcome, std::move(why));
}

bool Conversation::try_again() {
  const bool heard_out =
      outcome_ == Outcome::Ok || outcome_ == Outcome::Truncated || outcome_ == Outcome::Empty;
  if (tried_ >= scenario_->generation.tries || !heard_out) return false;
  ++tried_;
  transcript_ = {};
  outcome_ = Outcome::Ok;
  why_.clear();
  ended_ = false;
  return true;
}

void Conversation::end(Outcome outcome, std::string why) {
  outcome_ = outcome;
  why_ = std::move(why);
  ended_ = true;
}

}  // namespace attune
