#include "harness/run/runner.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "harness/run/backlog.h"
#include "harness/run/call_record.h"
#include "harness/run/ledger.h"
#include "harness/run/stored_replies.h"
#include "harness/run/under_way.h"
#include "results/facts/transcript_json.h"

namespace attune {
namespace {

// How many samples of one endpoint may be under way for each call its lane has room for: enough
// that the lane never runs dry, few enough that a long plan costs no memory.
constexpr std::size_t kAhead = 2;

// How many samples may be under way in all, those that wait for a slow judge included.
constexpr std::size_t kUnderWay = 8192;

// How often a person hears how it goes, while nothing happens.
constexpr Millis kTick{250};

// A call under way.
struct Flying {
  std::size_t place;
  Voice voice;
  AskKey ask;
  ChatCall call;
  std::string dropped;
  Tries tries{.all = 0};
};

// The loop between the schedule, which decides, and the transport, which does.
class Runner {
 public:
  Runner(const RunJob& job, const RunWorld& world, StoredReplies stored, Backlog backlog,
         const Tally& tally, double spent_usd)
      : job_(job),
        world_(world),
        stored_(std::move(stored)),
        backlog_(std::move(backlog)),
        lanes_(job.endpoints, job.retry, Rng::named(job.request.seed, "retry")),
        ledger_(job.request, job.budget_usd),
        tally_(tally) {
    ledger_.spend(spent_usd);
  }

  Result<RunReport> run();

 private:
  Result<Done> step();
  Result<Done> admit();
  std::vector<std::size_t> choose();
  Result<Done> begin(std::size_t place);
  Result<std::unique_ptr<Course>> make_course(std::size_t place);
  void count_played(const Sample& sample);
  Result<Done> advance(UnderWay& sample);
  bool answer_from_store(UnderWay& sample, const Errand& errand);
  void send(UnderWay& sample, Errand errand);
  void start_due();
  Result<Done> take(const std::vector<Completion>& completions);
  Result<Done> settle(const Completion& completion);
  CallRecord record(const Flying& flying, const CallResult& result,
                    const Completion& completion) const;
  Result<Done> save(UnderWay& sample);
  void stop_all();
  void drop(CallId id);
  void sweep();
  bool work_left() const;
  void tell();
  RunReport report() const;

  std::string player(std::size_t place) const {
    return std::string(asked_at(job_, place, {}).id.provider());
  }

  bool stopping() const { return interrupted_ || out_of_budget_; }

  const RunJob& job_;
  const RunWorld& world_;
  StoredReplies stored_;
  Backlog backlog_;
  Lanes lanes_;
  Ledger ledger_;
  Tally tally_;
  std::unordered_map<std::size_t, UnderWay> under_way_;    // by place
  std::unordered_map<std::string, std::size_t> unplayed_;  // samples under way per endpoint
  std::unordered_map<std::uint64_t, Flying> flying_;       // by call id
  std::vector<std::size_t> ended_;                         // places to sweep
  std::uint64_t last_call_ = 0;
  std::size_t left_out_ = 0;  // samples that could not be played or marked to the end
  bool interrupted_ = false;
  bool out_of_budget_ = false;
};

Result<RunReport> Runner::run() {
  world_.progress.started(tally_, world_.clock.now());
  while (work_left()) {
    Result<Done> done = step();
    if (!done) return std::move(done).error();
  }
  sweep();
  tell();
  world_.progress.ended(tally_, world_.clock.now());
  return report();
}

Result<Done> Runner::step() {
  if (!interrupted_ && world_.stop_requested()) {
    interrupted_ = true;
    world_.progress.said("stopping: waiting for the calls in flight; once more to leave at once");
  }
  if (stopping()) stop_all();
  Result<Done> admitted = admit();
  if (!admitted) return admitted;
  start_due();
  sweep();
  tell();
  if (lanes_.schedule().empty()) return Done{};
  const Instant tick = world_.clock.now() + kTick;
  const Instant due = lanes_.schedule().next_due().value_or(tick);
  return take(world_.transport.wait(std::min(due, tick)));
}

bool Runner::work_left() const {
  const bool queued =
      std::ranges::any_of(backlog_.places, [](const auto& entry) { return !entry.second.empty(); });
  return !lanes_.schedule().empty() || (queued && !stopping());
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

// The next samples of every lane that has room.
std::vector<std::size_t> Runner::choose() {
  std::vector<std::size_t> chosen;
  if (stopping()) return chosen;
  for (auto& [endpoint, places] : backlog_.places) {
    const std::size_t room =
        static_cast<std::size_t>(lanes_.schedule().state(endpoint).width) * kAhead;
    for (std::size_t taken = unplayed_[endpoint]; taken < room && !places.empty(); ++taken) {
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
  if (sample.recorded()) count_played(sample.course().sample());
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
  auto record = world_.store.sample(job_.plan.run, key);
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
      if (answer_from_store(sample, errand)) {
        moved = true;
      } else {
        send(sample, std::move(errand));
      }
    }
  }
  Result<Done> saved = save(sample);
  if (sample.over()) ended_.push_back(sample.place());
  return saved;
}

bool Runner::answer_from_store(UnderWay& sample, const Errand& errand) {
  const std::size_t place = sample.place();
  auto stored = stored_.take({key_at(job_, place),
                              purpose_at(job_, place, errand.voice),
                              asked_at(job_, place, errand.voice).id,
                              {errand.ask.position, errand.ask.asked}});
  if (!stored) return false;
  ++tally_.reused;
  sample.apply(errand.voice, stored->result, stored->cost_usd);
  return true;
}

void Runner::send(UnderWay& sample, Errand errand) {
  const std::size_t place = sample.place();
  const Contender& contender = asked_at(job_, place, errand.voice);
  Flying flying{
      .place = place, .voice = errand.voice, .ask = {errand.ask.position, errand.ask.asked}};
  flying.call = {.subject = contender.id,
                 .messages = std::move(errand.ask.messages),
                 .parameters = merged(contender.settings.parameters, errand.ask.parameters)};
  flying.call.trace = trace_of(job_.plan.run, key_at(job_, place), contender.id,
                               purpose_at(job_, place, errand.voice), flying.ask);
  const CallId id{++last_call_};
  const bool open = !stopping() && !lanes_.closed(contender.id);
  if (!open || !lanes_.schedule().add(id, std::string(contender.id.provider()), place)) {
    return sample.abandon();
  }
  sample.sent();
  flying_.emplace(id.value, std::move(flying));
}

void Runner::start_due() {
  for (const Ticket& ticket : lanes_.schedule().start_due(world_.clock.now())) {
    Flying& flying = flying_.at(ticket.call.value);
    const bool affordable = ledger_.affordable(flying.call);
    if (!affordable && ledger_.any_reserved()) {  // those in flight may leave enough
      lanes_.schedule().settle(ticket.call, Settled::Retry, world_.clock.now() + kTick);
      continue;
    }
    if (!affordable) out_of_budget_ = true;
    if (stopping() || lanes_.closed(flying.call.subject)) {
      lanes_.schedule().settle(ticket.call, Settled::Done, {});
      drop(ticket.call);
      continue;
    }
    ++flying.tries.all;
    ledger_.reserve(flying.call);
    world_.transport.start(ticket.call, lanes_.encode(flying.call, flying.dropped));
  }
}

// One transaction for everything that came in together: a reply is durable before it counts.
Result<Done> Runner::take(const std::vector<Completion>& completions) {
  if (completions.empty()) return Done{};
  Transaction transaction = world_.store.begin();
  for (const Completion& completion : completions) {
    Result<Done> settled = settle(completion);
    if (!settled) return settled;
  }
  return transaction.commit();
}

Result<Done> Runner::settle(const Completion& completion) {
  Flying& flying = flying_.at(completion.call.value);
  const CallResult result = completion.failure ? CallResult(failure_of(*completion.failure))
                                               : lanes_.decode(flying.call, completion.response);
  const CallRecord fact = record(flying, result, completion);
  Result<Done> saved = world_.store.save(fact);
  if (!saved) return saved;
  ledger_.release(flying.call);
  ledger_.spend(fact.cost_usd);
  ++tally_.calls;

  const auto* failure = std::get_if<CallFailure>(&result);
  if (failure != nullptr && failure->trouble == Trouble::RateLimit) ++flying.tries.limited;
  const Next next =
      lanes_.settle(completion.call, flying.call, result, flying.tries, world_.clock.now());
  if (!next.notice.empty()) world_.progress.said(next.notice);
  for (const CallId waiting : lanes_.dropped_calls()) drop(waiting);
  if (next.what == Next::What::Again) ++tally_.retries;
  if (next.what == Next::What::Abandoned) drop(completion.call);
  if (next.what != Next::What::Finished) return Done{};

  const Flying done = std::move(flying_.extract(completion.call.value).mapped());
  UnderWay& sample = under_way_.at(done.place);
  sample.settled();
  sample.apply(done.voice, result, fact.cost_usd);
  return advance(sample);
}

CallRecord Runner::record(const Flying& flying, const CallResult& result,
                          const Completion& completion) const {
  CallRecord record = record_of(flying.call, result);
  record.run = job_.plan.run;
  record.key = key_at(job_, flying.place);
  record.purpose = purpose_at(job_, flying.place, flying.voice);
  record.position = flying.ask.position;
  record.asked = flying.ask.asked;
  record.attempt = flying.tries.all;
  record.dropped = flying.dropped;
  record.latency = completion.latency;
  record.ended = world_.clock.utc();
  if (const auto* reply = std::get_if<Reply>(&result))
    record.cost_usd = ledger_.cost(flying.call.subject, reply->usage);
  return record;
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
    Result<Done> saved = world_.store.save(record);
    if (!saved) return saved;
  }
  return Done{};
}

void Runner::count_played(const Sample& sample) {
  ++tally_.played;
  tally_.not_ok += sample.outcome == Outcome::Ok ? 0 : 1;
}

// Lets nothing more start; what is in flight comes home.
void Runner::stop_all() {
  for (const OpenEndpoint& open : lanes_.endpoints()) {
    for (const CallId waiting : lanes_.schedule().close(open.endpoint.name)) drop(waiting);
  }
}

// Gives a call up for this session. Its sample ends once nothing of it is in flight any more.
void Runner::drop(CallId id) {
  const auto flying = flying_.extract(id.value);
  if (flying.empty()) return;
  UnderWay& sample = under_way_.at(flying.mapped().place);
  sample.abandon();
  sample.settled();
  if (sample.over()) ended_.push_back(sample.place());
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

void Runner::tell() {
  tally_.in_flight = 0;
  tally_.waiting = tally_.retrying = 0;
  for (const OpenEndpoint& open : lanes_.endpoints()) {
    const LaneState state = lanes_.schedule().state(open.endpoint.name);
    tally_.in_flight += state.in_flight;
    tally_.waiting += state.waiting;
    tally_.retrying += state.retrying;
  }
  tally_.cost_usd = ledger_.spent();
  tally_.cost_known = ledger_.any_price();
  world_.progress.moved(tally_, world_.clock.now());
}

RunReport Runner::report() const {
  RunReport report{.tally = tally_};
  std::size_t unplayed = left_out_;
  for (const auto& [endpoint, places] : backlog_.places) unplayed += places.size();
  for (const OpenEndpoint& open : lanes_.endpoints()) {
    const auto closed = lanes_.closed({open.endpoint.name + "/"});
    if (!closed) continue;
    if (report.ending == Ending::Stopped) continue;  // a quota is worth more than a wrong key
    report.ending = closed->quota ? Ending::Stopped : Ending::Incomplete;
    report.why = fmt::format("{}: {}", open.endpoint.name, closed->why);
  }
  if (out_of_budget_)
    report = {Ending::Stopped, tally_,
              fmt::format("the budget of {} USD is used up", *job_.budget_usd)};
  if (interrupted_) report = {Ending::Interrupted, tally_, "interrupted"};
  if (report.ending == Ending::Complete && unplayed > 0) {
    report = {Ending::Incomplete, tally_,
              fmt::format("{} samples could not be finished", unplayed)};
  }
  return report;
}

}  // namespace

Result<RunReport> run(const RunJob& job, const RunWorld& world) {
  auto stored = StoredReplies::load(world.store, job.plan.run);
  if (!stored) return std::move(stored).error();
  Tally tally;
  auto backlog = find_backlog(world.store, job.request, job.plan, job.markings, tally);
  if (!backlog) return std::move(backlog).error();
  auto spent = world.store.spent(job.plan.run);
  if (!spent) return std::move(spent).error();
  return Runner(job, world, *std::move(stored), *std::move(backlog), tally, *spent).run();
}

}  // namespace attune
