#include "harness/run/under_way.h"

#include "harness/run/call_record.h"
#include "results/facts/transcript_json.h"

namespace attune {

UnderWay::UnderWay(const RunJob& job, std::size_t place, std::unique_ptr<Course> course)
    : job_(&job),
      place_(place),
      course_(std::move(course)),
      recorded_(course_->played()),
      mark_costs_(markings_at(job, place).size(), 0.0) {}

void UnderWay::apply(const Voice& voice, const CallResult& result, std::optional<double> cost) {
  if (const auto* failure = std::get_if<CallFailure>(&result)) {
    failed_ = failed_ || outcome_of(*failure) == Outcome::Failed;
    return course_->failed(voice, outcome_of(*failure), failure->what);
  }
  if (voice.part != Voice::Part::User) {  // what a simulated user costs is not the subject's
    std::optional<double>& total =
        voice.part == Voice::Part::Judge ? mark_costs_[voice.marking] : play_cost_;
    total = total && cost ? std::optional(*total + *cost) : std::nullopt;  // one unknown: unknown
  }
  course_->heard(voice, std::get<Reply>(result));
}

std::optional<SampleRecord> UnderWay::played() {
  if (!course_->played() || recorded_) return std::nullopt;
  recorded_ = true;
  const Sample& sample = course_->sample();
  return SampleRecord{.run = job_->plan.run,
                      .key = sample.key,
                      .pack_digest = pack_at(*job_, place_).digest,
                      .outcome = sample.outcome,
                      .why = sample.why,
                      .transcript = to_json(sample.transcript),
                      .cost_usd = play_cost_};
}

std::vector<VerdictRecord> UnderWay::verdicts() {
  std::vector<VerdictRecord> records;
  for (auto& [index, verdict] : course_->ready()) {
    const Marking& marking = markings_at(*job_, place_)[index];
    records.push_back(
        {.run = run_at(*job_, place_),
         .key = course_->sample().key,
         .pack_digest = pack_at(*job_, place_).digest,
         .judge = marking.judge ? job_->request.judges[*marking.judge].id.text : std::string(),
         .verdict = std::move(verdict),
         .cost_usd = mark_costs_[index]});
  }
  return records;
}

bool UnderWay::over() const {
  return calls_ == 0 && (abandoned_ || course_->finished());
}

}  // namespace attune
