#include "harness/run/runner.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "harness/run/backlog.h"
#include "harness/run/caller.h"
#include "harness/run/under_way.h"
#include "results/facts/transcript_json.h"

namespace attune {
namespace {

// How many samples of one endpoint may be under way for each call its lane has room for: enough
// that the lane never runs dry, few enough that a long plan costs no memory.
constexpr std::size_t kAhead = 2;

// How many blocks (all subjects x one scenario x one repeat) an endpoint may be ahead of the
// slowest where a budget may end the run: what is paid for is then mostly what can be compared.
constexpr std::size_t kLead = 16;

// How many samples may be under way in all, those that wait for a slow judge included.
constexpr std::size_t kUnderWay = 20'000;

// Plays and marks the samples of a plan: who is under way, and what follows from each answer.
class Runner {
 public:
  Runner(const RunJob& job, const RunWorld& world, Backlog backlog, const Tally& tally)
      : job_(job), world_(world), backlog_(std::move(backlog)), tally_(tally) {}

  Result<RunReport> run();

 private:
  Result<Done> step();
  Result<Done> admit();
  [[nodiscard]] std::size_t fair_end() const;
  std::vector<std::size_t> choose();
  Result<Done> begin(std::size_t place);
  Result<std::unique_ptr<Course>> make_course(std::size_t place);
  void count_played(const Sample& sample);
  Result<Done> advance(UnderWay& sample);
  CallOrder order_of(std::size_t place, Errand errand) const;
  Result<Done> take(std::vector<Completion> completions);
  Result<Done> apply(const CallEvent& event);
  Result<Done> save(UnderWay& sample);
  void drop(const std::vector<CallEvent>& given_up);
  void sweep();
  bool work_left() const;
  std::size_t left() const;

  std::string player(std::size_t place) const {
    return std::string(asked_at(job_, place, {}).id.provider());
  }

  const RunJob& job_;
  const RunWorld& world_;
  Backlog backlog_;
  Tally tally_;
  std::optional<Caller> caller_;
  std::unordered_map<std::size_t, UnderWay> under_way_;    // by place
  std::unordered_map<std::string, std::size_t> unplayed_;  // samples under way per endpoint
  std::vector<std::size_t> ended_;                         // places to sweep
  std::size_t left_out_ = 0;  // samples that could not be played or marked to the end
};

Result<RunReport> Runner::run() {
  auto caller = Caller::open(
      {.run = job_.plan.run,
       .request = job_.request,
       .endpoints = job_.endpoints,
       .retry = job_.retry,
       .budget_usd = job_.budget_usd,
       .tape = job_.tape,
       .words = [this](std::size_t place,
                       const Voice& voice) { return under_way_.at(place).course().words(voice); }},
      world_, tally_);
  if (!caller) return std::move(caller).error();
  caller_.emplace(*std::move(caller));
  world_.progress.started(tally_, world_.clock.now());
  while (work_left()) {
    Result<Done> done = step();
    if (!done) return std::move(done).error();
  }
  sweep();
  return caller_->finish(left(), "samples");
}

Result<Done> Runner::step() {
  drop(caller_->heed_stop());
  Result<Done> admitted = admit();
  if (!admitted) return admitted;
  auto given_up = caller_->start_due();
  if (!given_up) return std::move(given_up).error();
  drop(*given_up);
  sweep();
  caller_->tell();
  return take(caller_->wait());
}

bool Runner::work_left() const {
  const bool queued =
      std::ranges::any_of(backlog_.places, [](const auto& entry) { return !entry.second.empty(); });
  return !caller_->idle() || (queued && !caller_->stopping());
}

// Begins samples until every lane has enough to do.
Result<Done> Runner::admit() {
  const std::vector<std::size_t> chosen = choose();
  if (chosen.empty()) return Done{};
  Transaction transaction =
      world_.store.begin();  // what is answered from the store may bring verdicts
  for (const std::size_t place : chosen) {
    Result<Done> begun = begin(place);
    if (!begun) return begun;
  }
  return transaction.commit();
}

// The first place that nobody should begin yet.
std::size_t Runner::fair_end() const {
  std::size_t least = job_.plan.samples.size();
  if (!job_.budget_usd) return std::numeric_limits<std::size_t>::max();
  for (const auto& [endpoint, places] : backlog_.places) {
    if (!places.empty()) least = std::min(least, places.back());
  }
  return least + kLead * job_.request.subjects.size();
}

// The next samples of every lane that has room.
std::vector<std::size_t> Runner::choose() {
  std::vector<std::size_t> chosen;
  if (caller_->stopping()) return chosen;
  const std::size_t end = fair_end();
  for (auto& [endpoint, places] : backlog_.places) {
    const std::size_t room = caller_->width(endpoint) * kAhead;
    for (std::size_t taken = unplayed_[endpoint];
         taken < room && !places.empty() && places.back() < end; ++taken) {
      if (under_way_.size() + chosen.size() >= kUnderWay) return chosen;
      chosen.push_back(places.back());
      places.pop_back();
    }
  }
  return chosen;
}

Result<Done> Runner::begin(std::size_t place) {
  auto course = make_course(place);
  if (!course) return std::move(course).error();
  UnderWay sample(job_, place, *std::move(course));
  const bool anchor = anchor_at(job_, place) != nullptr;
  if (sample.recorded() && !anchor) count_played(sample.course().sample());
  if (!sample.recorded()) ++unplayed_[player(place)];
  return advance(under_way_.emplace(place, std::move(sample)).first->second);
}

// From the start, or from its transcript where it was played in an earlier session.
Result<std::unique_ptr<Course>> Runner::make_course(std::size_t place) {
  const Scenario& scenario = scenario_at(job_, place);
  const std::vector<Marking>& markings = markings_at(job_, place);
  SampleKey key = key_at(job_, place);
  if (!backlog_.played.contains(place)) {
    return std::make_unique<Course>(std::move(key), scenario, markings, job_.request.seed);
  }
  auto record = world_.store.sample(run_at(job_, place), key);
  if (!record) return std::move(record).error();
  auto transcript = transcript_from_json((*record)->transcript);
  if (!transcript) return std::move(transcript).error();
  Sample played{std::move(key), &scenario, *std::move(transcript), (*record)->outcome,
                (*record)->why};
  return std::make_unique<Course>(std::move(played), markings);
}

// Hands on everything the course can do now: from the store what is there, the rest as calls.
Result<Done> Runner::advance(UnderWay& sample) {
  for (bool moved = true; moved;) {
    moved = false;
    for (Errand& errand : sample.course().due()) {
      CallOrder order = order_of(sample.place(), std::move(errand));
      auto event = caller_->answered(order);
      if (!event) return std::move(event).error();
      if (*event) {
        sample.apply((*event)->voice, *(*event)->result, (*event)->cost_usd);
        moved = true;
      } else if (caller_->send(std::move(order))) {
        sample.sent();
      } else {
        sample.abandon();
      }
    }
  }
  Result<Done> saved = save(sample);
  if (sample.over()) ended_.push_back(sample.place());
  return saved;
}

CallOrder Runner::order_of(std::size_t place, Errand errand) const {
  const AnchorRecord* anchor = anchor_at(job_, place);
  return {.owner = place,
          .key = key_at(job_, place),
          .pair = anchor == nullptr ? std::string() : anchor->run.text,
          .purpose = purpose_at(job_, place, errand.voice),
          .contender = &asked_at(job_, place, errand.voice),
          .errand = std::move(errand)};
}

// One transaction for everything that came in together: a reply is durable before it counts.
Result<Done> Runner::take(std::vector<Completion> completions) {
  if (completions.empty()) return Done{};
  Transaction transaction = world_.store.begin();
  auto events = caller_->settle(std::move(completions));
  if (!events) return std::move(events).error();
  for (const CallEvent& event : *events) {
    Result<Done> applied = apply(event);
    if (!applied) return applied;
  }
  return transaction.commit();
}

Result<Done> Runner::apply(const CallEvent& event) {
  if (!event.result) {
    drop({event});
    return Done{};
  }
  UnderWay& sample = under_way_.at(event.owner);
  sample.settled();
  sample.apply(event.voice, *event.result, event.cost_usd);
  return advance(sample);
}

Result<Done> Runner::save(UnderWay& sample) {
  if (const auto record = sample.played()) {
    --unplayed_[player(sample.place())];
    count_played(sample.course().sample());
    Result<Done> saved = world_.store.save(*record);
    if (!saved) return saved;
  }
  for (const VerdictRecord& record : sample.verdicts()) {
    ++tally_.marked;
    tally_.unscored += std::holds_alternative<Unscored>(record.verdict.finding) ? 1 : 0;
    const bool anchor = anchor_at(job_, sample.place()) != nullptr;
    Result<Done> saved = anchor ? world_.store.save(AnchorVerdictRecord{job_.plan.run, record})
                                : world_.store.save(record);
    if (!saved) return saved;
  }
  return Done{};
}

void Runner::count_played(const Sample& sample) {
  ++tally_.played;
  tally_.not_ok += sample.outcome == Outcome::Ok ? 0 : 1;
}

// Calls given up for this session. A sample ends once nothing of it is in flight any more.
void Runner::drop(const std::vector<CallEvent>& given_up) {
  for (const CallEvent& event : given_up) {
    UnderWay& sample = under_way_.at(event.owner);
    sample.abandon();
    sample.settled();
    if (sample.over()) ended_.push_back(sample.place());
  }
}

void Runner::sweep() {
  for (const std::size_t place : std::exchange(ended_, {})) {
    const auto found = under_way_.find(place);
    if (found == under_way_.end() || !found->second.over()) continue;
    left_out_ += found->second.unfinished() ? 1 : 0;
    if (!found->second.recorded()) --unplayed_[player(place)];
    under_way_.erase(found);
  }
}

std::size_t Runner::left() const {
  std::size_t left = left_out_;
  for (const auto& [endpoint, places] : backlog_.places) left += places.size();
  return left;
}

}  // namespace

Result<RunReport> run(const RunJob& job, const RunWorld& world) {
  const auto claim = world.store.claim(job.plan.run);
  if (!claim) return claim.error();
  RunJob whole = job;
  if (job.anchors > 0) {
    auto work = find_anchor_work(world.store, job);
    if (!work) return std::move(work).error();
    whole.anchor_work = *std::move(work);
  }
  Tally tally;
  auto backlog = find_backlog(world.store, whole, tally);
  if (!backlog) return std::move(backlog).error();
  auto report = Runner(whole, world, *std::move(backlog), tally).run();
  if (!report || job.anchors == 0 || report->ending != Ending::Complete) return report;
  Result<Done> frozen = freeze_anchors(world.store, job, world.clock.utc());
  if (!frozen) return std::move(frozen).error();
  return report;
}

}  // namespace attune
