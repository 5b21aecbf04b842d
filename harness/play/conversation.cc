#include "harness/play/conversation.h"

#include <cassert>
#include <utility>

#include "harness/play/user_turn.h"
#include "scenarios/model/choice_order.h"

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

constexpr int kUserAskings = 2;  // of one turn, while the simulated user cannot be read

// The words a person leaves with, and the question that is asked once they have gone.
std::string joined(const std::string& words, const std::string& debrief) {
  return words + "\n\n" + debrief;
}

}  // namespace

Conversation::Conversation(const Scenario& scenario, Playing playing)
    : scenario_(&scenario), playing_(playing) {
  prepare();
}

std::size_t Conversation::length() const {
  const std::size_t cues = scenario_->cues.size();
  if (!scenario_->user) return cues;
  return static_cast<std::size_t>(scenario_->user->turns) + cues - 1;  // with the debrief, if any
}

// Gets the next turn's cue ready, unless a simulated user has yet to say it.
void Conversation::prepare() {
  const std::size_t turn = transcript_.turns.size();
  pending_.reset();
  user_asked_ = 1;
  if (turn >= length() || (scenario_->user && turn > 0)) return;
  const Cue& cue = scenario_->cues[turn];
  pending_ = {std::nullopt, std::nullopt, cue.parameters};
  if (scenario_->choices) pending_->text = choice_cue(*scenario_, playing_.repeat);
  if (scenario_->user) pending_->aside = Aside{.state = starting_state(*scenario_->user)};
}

bool Conversation::over() const {
  return ended_ || transcript_.turns.size() >= length();
}

std::optional<Ask> Conversation::next() const {
  if (over()) return std::nullopt;
  if (pending_) return ask_subject();
  Ask ask = ask_user(*scenario_, transcript_, playing_);
  ask.asked = user_asked_;
  return ask;
}

bool Conversation::asks_user() const {
  return !over() && !pending_;
}

const std::string& Conversation::pending_text() const {
  return pending_->text ? *pending_->text : scenario_->cues[transcript_.turns.size()].text;
}

Ask Conversation::ask_subject() const {
  Ask ask{.parameters = pending_->parameters.value_or(scenario_->generation.parameters),
          .position = static_cast<int>(transcript_.turns.size()),
          .asked = tried_};
  for (const Turn& turn : transcript_.turns) {
    ask.messages.push_back(turn.cue);
    ask.messages.push_back(text_message(Role::Assistant, turn.reply));
  }
  ask.messages.push_back(text_message(Role::User, pending_text()));
  if (tried_ > 1) {
    ask.parameters.temperature = ask.parameters.temperature.value_or(0) +
                                 (tried_ - 1) * scenario_->generation.temperature_step;
  }
  return ask;
}

void Conversation::heard(const Reply& reply) {
  assert(!over());
  if (!pending_) return hear_user(reply);
  transcript_.turns.push_back({text_message(Role::User, pending_text()), reply.text,
                               reply.reasoning, std::move(pending_->aside)});
  const bool cut = reply.outcome == Outcome::Truncated || reply.outcome == Outcome::Empty;
  if (reply.outcome != Outcome::Ok) {
    end(reply.outcome, why_of(reply));
    ended_ = !(cut && scenario_->generation.plays_on);
  }
  prepare();
}

void Conversation::hear_user(const Reply& reply) {
  const SimulatedUser& user = *scenario_->user;
  const std::string trouble = why_of(reply);
  Result<UserTurn> said = reply.outcome == Outcome::Ok
                              ? read_user_turn(reply.text, user, state_now(transcript_))
                              : Result<UserTurn>(give_up(trouble));
  if (!said && user_asked_ < kUserAskings) {
    ++user_asked_;
    return;
  }
  if (!said) return end(Outcome::Failed, "the simulated user: " + said.error().what);
  const std::size_t turn = transcript_.turns.size();
  said->aside.nudge = nudge_at(*scenario_, turn, playing_);
  const bool last = turn == static_cast<std::size_t>(user.turns);
  const std::string text = last ? joined(said->words, scenario_->cues.back().text) : said->words;
  pending_ = {text, std::move(said->aside),
              last ? scenario_->cues.back().parameters : std::nullopt};
}

void Conversation::failed(Outcome outcome, std::string why) {
  const bool by_user = asks_user();
  if (by_user) return end(Outcome::Failed, "the simulated user: " + why);
  end(outcome, std::move(why));
}

bool Conversation::may_try_again() const {
  const bool heard_out =
      outcome_ == Outcome::Ok || outcome_ == Outcome::Truncated || outcome_ == Outcome::Empty;
  return tried_ < scenario_->generation.tries && heard_out;
}

void Conversation::try_again() {
  ++tried_;
  transcript_ = {};
  outcome_ = Outcome::Ok;
  why_.clear();
  ended_ = false;
  prepare();
}

void Conversation::end(Outcome outcome, std::string why) {
  outcome_ = outcome;
  why_ = std::move(why);
  ended_ = true;
}

}  // namespace attune
