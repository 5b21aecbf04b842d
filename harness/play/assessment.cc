#include "harness/play/assessment.h"

#include <cassert>

namespace attune {
namespace {

constexpr int kAskings = 2;  // of one question, while its answer cannot be read

}  // namespace

Assessment::Assessment(const Scorer& scorer, const Sample& sample)
    : scorer_(&scorer), sample_(&sample), questions_(scorer.questions(sample)) {}

std::optional<Ask> Assessment::next() const {
  if (answers_.size() >= questions_.size()) return std::nullopt;
  const Question& question = questions_[answers_.size()];
  return Ask{question.messages, question.parameters, static_cast<int>(answers_.size()), asked_};
}

void Assessment::heard(const Reply& reply) {
  take({.outcome = reply.outcome, .text = reply.text, .why = reply.refusal});
}

void Assessment::failed(Outcome outcome, std::string why) {
  answers_.push_back({.outcome = outcome, .why = std::move(why)});
  asked_ = 1;
}

void Assessment::take(Answer answer) {
  assert(next());
  const bool unreadable = scorer_->fault(*sample_, answers_.size(), answer).has_value();
  if (unreadable && asked_ < kAskings) {
    ++asked_;
    return;
  }
  answers_.push_back(std::move(answer));
  asked_ = 1;
}

Verdict Assessment::verdict() const {
  return scorer_->verdict(*sample_, answers_);
}

}  // namespace attune
