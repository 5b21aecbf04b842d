#include "harness/play/course.h"

#include <algorithm>

namespace attune {

Course::Course(SampleKey key, const Scenario& scenario, const std::vector<Marking>& markings,
               std::uint64_t seed)
    : markings_(&markings),
      sample_{.key = std::move(key), .scenario = &scenario},
      talk_(std::in_place, scenario, Playing{.repeat = sample_.key.repeat, .seed = seed}) {}

Course::Course(Sample played, const std::vector<Marking>& markings)
    : markings_(&markings), sample_(std::move(played)), played_(true) {
  begin_marking();
}

std::vector<Errand> Course::due() {
  std::vector<Errand> errands;
  if (!played_ && !asked_) {
    const Voice voice{talk_->asks_user() ? Voice::Part::User : Voice::Part::Subject};
    if (auto ask = talk_->next()) errands.push_back({voice, std::move(*ask)});
    asked_ = true;
  }
  for (std::size_t i = 0; i < marks_.size(); ++i) {
    if (marks_[i].asked) continue;
    if (auto ask = marks_[i].assessment->next())
      errands.push_back({{Voice::Part::Judge, i}, std::move(*ask)});
    marks_[i].asked = true;
  }
  return errands;
}

std::vector<Message> Course::words(const Voice& voice) const {
  const bool judge = voice.part == Voice::Part::Judge;
  return (judge ? marks_[voice.marking].assessment->next() : talk_->next())->messages;
}

void Course::heard(const Voice& voice, const Reply& reply) {
  if (voice.part == Voice::Part::Judge) {
    marks_[voice.marking].assessment->heard(reply);
    marks_[voice.marking].asked = false;
    return;
  }
  talk_->heard(reply);
  after_reply();
}

void Course::failed(const Voice& voice, Outcome outcome, std::string why) {
  if (voice.part == Voice::Part::Judge) {
    marks_[voice.marking].assessment->failed(outcome, std::move(why));
    marks_[voice.marking].asked = false;
    return;
  }
  talk_->failed(outcome, std::move(why));
  after_reply();
}

// A reply nobody can read is asked for again where the scenario says so.
void Course::after_reply() {
  asked_ = false;
  if (!talk_->over()) return;
  sample_.transcript = talk_->transcript();
  sample_.outcome = talk_->outcome();
  sample_.why = talk_->why();
  if (talk_->may_try_again() && !readable()) return talk_->try_again();
  talk_.reset();
  played_ = true;
  begin_marking();
}

bool Course::readable() const {
  if (markings_->empty() || markings_->front().judge) return true;
  return std::holds_alternative<Marks>(markings_->front().scorer->verdict(sample_, {}).finding);
}

void Course::begin_marking() {
  marks_.resize(markings_->size());
  for (std::size_t i = 0; i < marks_.size(); ++i)
    marks_[i].assessment.emplace(*(*markings_)[i].scorer, sample_);
}

std::vector<std::pair<std::size_t, Verdict>> Course::ready() {
  std::vector<std::pair<std::size_t, Verdict>> verdicts;
  for (std::size_t i = 0; i < marks_.size(); ++i) {
    if (marks_[i].told || marks_[i].assessment->next()) continue;
    marks_[i].told = true;
    verdicts.emplace_back(i, marks_[i].assessment->verdict());
  }
  return verdicts;
}

bool Course::finished() const {
  return played_ && std::ranges::all_of(marks_, &Mark::told);
}

}  // namespace attune
