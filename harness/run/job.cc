#include "harness/run/job.h"

namespace attune {

namespace {

const UnmarkedAnchor* unmarked_at(const RunJob& job, std::size_t place) {
  const std::size_t samples = job.plan.samples.size();
  return place < samples ? nullptr : &job.anchor_work.anchors[place - samples];
}

}  // namespace

const AnchorRecord* anchor_at(const RunJob& job, std::size_t place) {
  const UnmarkedAnchor* unmarked = unmarked_at(job, place);
  return unmarked == nullptr ? nullptr : &unmarked->anchor;
}

const RunId& run_at(const RunJob& job, std::size_t place) {
  const AnchorRecord* anchor = anchor_at(job, place);
  return anchor == nullptr ? job.plan.run : anchor->run;
}

const Pack& pack_at(const RunJob& job, std::size_t place) {
  const UnmarkedAnchor* unmarked = unmarked_at(job, place);
  return job.request.packs[unmarked == nullptr ? job.plan.samples[place].pack : unmarked->pack];
}

const Scenario& scenario_at(const RunJob& job, std::size_t place) {
  const UnmarkedAnchor* unmarked = unmarked_at(job, place);
  return pack_at(job, place)
      .scenarios[unmarked == nullptr ? job.plan.samples[place].scenario : unmarked->scenario];
}

SampleKey key_at(const RunJob& job, std::size_t place) {
  const AnchorRecord* anchor = anchor_at(job, place);
  return anchor == nullptr ? key_of(job.plan.samples[place], job.request) : anchor->key;
}

const std::vector<Marking>& markings_at(const RunJob& job, std::size_t place) {
  const UnmarkedAnchor* unmarked = unmarked_at(job, place);
  return unmarked == nullptr ? job.markings[job.plan.samples[place].pack]
                             : job.anchor_work.markings[unmarked->pack];
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
