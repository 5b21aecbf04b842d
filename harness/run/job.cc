#include "harness/run/job.h"

namespace attune {

const Pack& pack_at(const RunJob& job, std::size_t place) {
  return job.request.packs[job.plan.samples[place].pack];
}

const Scenario& scenario_at(const RunJob& job, std::size_t place) {
  return pack_at(job, place).scenarios[job.plan.samples[place].scenario];
}

SampleKey key_at(const RunJob& job, std::size_t place) {
  return key_of(job.plan.samples[place], job.request);
}

const std::vector<Marking>& markings_at(const RunJob& job, std::size_t place) {
  return job.markings[job.plan.samples[place].pack];
}

const Contender& asked_at(const RunJob& job, std::size_t place, const Voice& voice) {
  switch (voice.part) {
    case Voice::Part::Subject:
      break;
    case Voice::Part::User:
      return *job.request.user;
    case Voice::Part::Judge:
      return job.request.judges[*markings_at(job, place)[voice.marking].judge];
  }
  return job.request.subjects[job.plan.samples[place].subject];
}

std::string purpose_at(const RunJob& job, std::size_t place, const Voice& voice) {
  switch (voice.part) {
    case Voice::Part::Subject:
      break;
    case Voice::Part::User:
      return "user";
    case Voice::Part::Judge:
      return std::string(markings_at(job, place)[voice.marking].scorer->id());
  }
  return "play";
}

}  // namespace attune
