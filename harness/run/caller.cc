#include "harness/run/caller.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "harness/run/call_record.h"

namespace attune {
namespace {

// How often a person hears how it goes, while nothing happens.
constexpr Millis kTick{250};

// How much more than what is at stake is written down, so that it is seldom done.
constexpr double kMargin = 1.25;

ReplyKey key_of(const CallOrder& order) {
  return {order.key,
          order.pair,
          order.purpose,
          order.contender->id,
          {order.errand.ask.position, order.errand.ask.asked}};
}

// Though no cost is known. Whoever answers with an error does not charge for it.
bool may_be_charged(const Completion& completion) {
  const int status = completion.response.status;
  return completion.failure ? completion.failure->sent : status >= 200 && status < 300;
}

std::string in_doubt(double usd) {
  if (usd <= 0) return {};
  return fmt::format(", of it up to {:.2g} USD by calls whose answer never came", usd);
}

}  // namespace

Result<Caller> Caller::open(CallerSetup setup, const RunWorld& world, Tally& tally) {
  auto stored = StoredReplies::open(world.store, setup.run);
  if (!stored) return std::move(stored).error();
  auto spent = world.store.spent(setup.run);
  if (!spent) return std::move(spent).error();
  auto doubtful = world.store.set_aside(setup.run);
  if (!doubtful) return std::move(doubtful).error();
  Ledger ledger(setup.request, setup.budget_usd);
  ledger.spend(*spent);
  ledger.doubt(*doubtful);
  if (setup.budget_usd && *doubtful > 0) {
    world.progress.said(fmt::format(
        "{:.2g} USD of the budget may have gone to calls whose answer never came", *doubtful));
  }
  return Caller(std::move(setup), world, tally, *std::move(stored), std::move(ledger));
}

Caller::Caller(CallerSetup setup, const RunWorld& world, Tally& tally, StoredReplies stored,
               Ledger ledger)
    : setup_(std::move(setup)),
      world_(&world),
      tally_(&tally),
      stored_(std::move(stored)),
      lanes_(std::make_unique<Lanes>(setup_.endpoints, setup_.retry,
                                     Rng::named(setup_.request.seed, "retry"))),
      ledger_(std::move(ledger)),
      set_aside_(ledger_.doubtful()) {}

Result<std::optional<CallEvent>> Caller::answered(const CallOrder& order) {
  auto stored = stored_.take(key_of(order));
  if (!stored) return std::move(stored).error();
  if (!*stored) return from_tape(order);
  ++tally_->reused;
  return std::optional(CallEvent{order.owner, order.errand.voice, std::move((*stored)->result),
                                 (*stored)->cost_usd});
}

// What is replayed cost what it cost then; a judge's answer that is used again costs nothing.
Result<std::optional<CallEvent>> Caller::from_tape(const CallOrder& order) {
  const Tape& tape = setup_.tape;
  const bool judge = order.errand.voice.part == Voice::Part::Judge;
  if (tape.store == nullptr || (!tape.only && !judge)) return std::optional<CallEvent>();
  const ChatCall call = call_of(order, order.errand.ask.messages);
  auto exchange = tape.store->exchange(request_digest(call), asking_of(setup_.run, key_of(order)));
  if (!exchange) return std::move(exchange).error();
  if (!*exchange && !tape.only) return std::optional<CallEvent>();
  if (!*exchange) {
    return std::optional(
        CallEvent{order.owner,
                  order.errand.voice,
                  CallFailure{.trouble = Trouble::Invalid, .what = "it is not on the cassette"},
                  {}});
  }
  ++tally_->reused;
  CallResult result = lanes_->decode(call, response_of(**exchange));
  CallRecord fact = record(order, call, result);
  fact.latency = (*exchange)->latency;
  if (!tape.only && fact.cost_usd) fact.cost_usd = 0;
  Result<Done> saved = world_->store.save(fact);
  if (!saved) return std::move(saved).error();
  return std::optional(
      CallEvent{order.owner, order.errand.voice, std::move(result), fact.cost_usd});
}

ChatCall Caller::call_of(const CallOrder& order, std::vector<Message> messages) const {
  const Contender& contender = *order.contender;
  return {.subject = contender.id,
          .messages = std::move(messages),
          .parameters = merged(contender.settings.parameters, order.errand.ask.parameters),
          .trace = trace_of(setup_.run, key_of(order))};
}

ChatCall Caller::whole_call(const Flying& flying) const {
  ChatCall call = flying.call;
  if (setup_.words) call.messages = setup_.words(flying.order.owner, flying.order.errand.voice);
  return call;
}

bool Caller::send(CallOrder order) {
  const SubjectId& model = order.contender->id;
  const CallId id{++last_call_};
  const bool open = !stopping() && !lanes_->closed(model);
  if (!open || !lanes_->schedule().add(id, std::string(model.provider()), order.owner))
    return false;
  std::vector<Message> messages = std::exchange(order.errand.ask.messages, {});
  if (setup_.words) messages.clear();
  ChatCall call = call_of(order, std::move(messages));
  flying_.emplace(id.value, Flying{.order = std::move(order), .call = std::move(call)});
  return true;
}

std::vector<CallEvent> Caller::heed_stop() {
  if (!interrupted_ && world_->stop_requested()) {
    interrupted_ = true;
    world_->progress.said("stopping: waiting for the calls in flight; once more to leave at once");
  }
  std::vector<CallEvent> events;
  if (!stopping()) return events;
  for (const OpenEndpoint& open : lanes_->endpoints()) {
    for (CallEvent& event : give_up_all(lanes_->schedule().close(open.endpoint.name)))
      events.push_back(std::move(event));
  }
  return events;
}

Result<std::vector<CallEvent>> Caller::start_due() {
  std::vector<CallEvent> given_up;
  std::vector<CallId> starting;
  for (const Ticket& ticket : lanes_->schedule().start_due(world_->clock.now())) {
    if (may_start(ticket.call, given_up)) starting.push_back(ticket.call);
  }
  // What would be charged unheard, were the process killed, is on disk before it is asked for.
  if (ledger_.at_stake() > set_aside_) {
    Result<Done> done = set_aside(ledger_.at_stake() * kMargin);
    if (!done) return std::move(done).error();
  }
  for (const CallId id : starting) {
    Flying& flying = flying_.at(id.value);
    world_->transport.start(id, lanes_->encode(whole_call(flying), flying.dropped));
  }
  return given_up;
}

// Reserves what it may cost, or settles it.
bool Caller::may_start(CallId id, std::vector<CallEvent>& given_up) {
  Flying& flying = flying_.at(id.value);
  const ChatCall call = whole_call(flying);
  const bool affordable = ledger_.affordable(call);
  if (!affordable && ledger_.any_reserved()) {  // those in flight may leave enough
    lanes_->schedule().settle(id, Settled::Retry, world_->clock.now() + kTick);
    return false;
  }
  if (!affordable) out_of_budget_ = true;
  if (stopping() || lanes_->closed(call.subject)) {
    lanes_->schedule().settle(id, Settled::Done, {});
    if (auto event = give_up(id)) given_up.push_back(*std::move(event));
    return false;
  }
  ++flying.tries.all;
  flying.in_flight = true;
  ledger_.reserve(call);
  return true;
}

Result<Done> Caller::set_aside(double usd) {
  if (!ledger_.any_price() || usd == set_aside_) return Done{};
  set_aside_ = usd;
  return world_->store.set_aside(setup_.run, usd);
}

Result<RunReport> Caller::finish(std::size_t left, std::string_view what) {
  tell();
  world_->progress.ended(*tally_, world_->clock.now());
  Result<Done> done = set_aside(ledger_.doubtful());
  if (!done) return std::move(done).error();
  return report(left, what);
}

std::vector<Completion> Caller::wait() {
  if (idle()) return {};
  const Instant tick = world_->clock.now() + kTick;
  return world_->transport.wait(std::min(lanes_->schedule().next_due().value_or(tick), tick));
}

Result<std::vector<CallEvent>> Caller::settle(std::vector<Completion> completions) {
  std::vector<CallEvent> events;
  for (Completion& completion : completions) {
    auto event = settle_one(std::move(completion));
    if (!event) return std::move(event).error();
    for (CallEvent& dropped : give_up_all(lanes_->dropped_calls()))
      events.push_back(std::move(dropped));
    if (*event) events.push_back(**std::move(event));
  }
  return events;
}

Result<std::optional<CallEvent>> Caller::settle_one(Completion completion) {
  const auto found = flying_.find(completion.call.value);
  if (found == flying_.end() || !found->second.in_flight) return std::optional<CallEvent>();
  Flying& flying = found->second;
  flying.in_flight = false;
  const ChatCall call = whole_call(flying);
  completion.response = lanes_->without_key(call, std::move(completion.response));
  CallResult result = completion.failure ? CallResult(failure_of(*completion.failure))
                                         : lanes_->decode(call, completion.response);
  CallRecord fact = record(flying.order, call, result);
  fact.attempt = flying.tries.all;
  fact.dropped = flying.dropped;
  fact.latency = completion.latency;
  Result<Done> saved = keep(flying, fact, completion);
  if (!saved) return std::move(saved).error();
  ledger_.release(call);
  if (fact.cost_usd) {
    ledger_.spend(*fact.cost_usd);
  } else if (may_be_charged(completion)) {
    ledger_.doubt(call);
  }
  ++tally_->calls;

  const auto* failure = std::get_if<CallFailure>(&result);
  if (failure != nullptr && failure->trouble == Trouble::RateLimit) ++flying.tries.limited;
  const Next next =
      lanes_->settle(completion.call, call, result, flying.tries, world_->clock.now());
  if (!next.notice.empty()) world_->progress.said(next.notice);
  if (next.what == Next::What::Again) ++tally_->retries;
  if (next.what == Next::What::Again) return std::optional<CallEvent>();
  if (next.what == Next::What::Abandoned) return give_up(completion.call);
  const CallOrder done = std::move(flying_.extract(completion.call.value).mapped().order);
  return std::optional(CallEvent{done.owner, done.errand.voice, std::move(result), fact.cost_usd});
}

CallRecord Caller::record(const CallOrder& order, const ChatCall& call,
                          const CallResult& result) const {
  CallRecord record = record_of(call, result);
  record.run = setup_.run;
  record.key = order.key;
  record.pair = order.pair;
  record.purpose = order.purpose;
  record.position = order.errand.ask.position;
  record.asked = order.errand.ask.asked;
  record.ended = world_->clock.utc();
  if (const auto* reply = std::get_if<Reply>(&result))
    record.cost_usd = ledger_.cost(call.subject, reply->usage);
  return record;
}

// The attempt, and where a model answered the bytes it answered with.
Result<Done> Caller::keep(const Flying& flying, const CallRecord& fact,
                          const Completion& completion) {
  Result<Done> saved = world_->store.save(fact);
  const bool answered = fact.trouble.empty() || fact.outcome != Outcome::Failed;
  if (!saved || !answered || completion.failure) return saved;
  ExchangeRecord exchange = exchange_of(completion.response);
  exchange.request_digest = fact.request_digest;
  exchange.asking = asking_of(setup_.run, key_of(flying.order));
  exchange.latency = completion.latency;
  return world_->store.save(exchange);
}

// For this session. Calls that are gone already have no event.
std::optional<CallEvent> Caller::give_up(CallId id) {
  const auto flying = flying_.extract(id.value);
  if (flying.empty()) return std::nullopt;
  const CallOrder& order = flying.mapped().order;
  return CallEvent{order.owner, order.errand.voice, std::nullopt, std::nullopt};
}

std::vector<CallEvent> Caller::give_up_all(const std::vector<CallId>& calls) {
  std::vector<CallEvent> events;
  for (const CallId call : calls) {
    if (auto event = give_up(call)) events.push_back(*std::move(event));
  }
  return events;
}

std::size_t Caller::width(const std::string& endpoint) const {
  return static_cast<std::size_t>(lanes_->schedule().state(endpoint).width);
}

void Caller::tell() {
  tally_->in_flight = 0;
  tally_->waiting = tally_->retrying = 0;
  for (const OpenEndpoint& open : lanes_->endpoints()) {
    const LaneState state = lanes_->schedule().state(open.endpoint.name);
    tally_->in_flight += state.in_flight;
    tally_->waiting += state.waiting;
    tally_->retrying += state.retrying;
  }
  tally_->cost_usd = ledger_.spent();
  tally_->cost_known = ledger_.any_price();
  world_->progress.moved(*tally_, world_->clock.now());
}

RunReport Caller::report(std::size_t left, std::string_view what) const {
  RunReport report{.tally = *tally_};
  for (const OpenEndpoint& open : lanes_->endpoints()) {
    const auto closed = lanes_->closed({open.endpoint.name + "/"});
    if (!closed) continue;
    if (report.ending == Ending::Stopped) continue;  // a quota is worth more than a wrong key
    report.ending = closed->quota ? Ending::Stopped : Ending::Incomplete;
    report.why = fmt::format("{}: {}", open.endpoint.name, closed->why);
  }
  if (out_of_budget_)
    report = {Ending::Stopped, *tally_,
              fmt::format("the budget of {} USD is used up{}", *setup_.budget_usd,
                          in_doubt(ledger_.doubtful()))};
  if (interrupted_) report = {Ending::Interrupted, *tally_, "interrupted"};
  if (report.ending == Ending::Complete && left > 0) {
    report = {Ending::Incomplete, *tally_, fmt::format("{} {} could not be finished", left, what)};
  }
  return report;
}

}  // namespace attune
