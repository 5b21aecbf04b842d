#include "harness/run/examine.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "harness/examine/probe.h"
#include "harness/examine/server_page.h"
#include "harness/run/call_record.h"
#include "scenarios/base/digest.h"

namespace attune {
namespace {

// How often a wish to stop is looked for, while nothing happens.
constexpr Millis kTick{250};

// What is known beforehand of a model would hide what its endpoint does: all is asked for, and only
// the names by which to ask are kept.
OpenEndpoint unprejudiced(OpenEndpoint open) {
  for (ParameterRule& rule : open.endpoint.rules) {
    rule.drop.clear();
    rule.drop_when_thinking.clear();
    rule.fix = {};
  }
  return open;
}

class Examiner {
 public:
  Examiner(const ExamineJob& job, const ExamineWorld& world)
      : job_(job),
        world_(world),
        lanes_({unprejudiced(job.endpoint)}, job.retry, Rng::named(1, "examine")) {
    passport_ = {.subject = job.subject,
                 .address = bare_address(job.endpoint.endpoint.base_url),
                 .wire = std::string(job.endpoint.wire->name),
                 .made = world.clock.utc(),
                 .version = job.version};
  }

  Result<Examination> run();

 private:
  Result<Done> hear(const Probe& probe);
  ChatCall chat_call(const Probe& probe, const ProbeCall& call) const;
  bool sends(const Probe& probe, const ChatCall& call) const;
  std::optional<CallResult> ask(const ChatCall& call);
  CallResult decoded(const ChatCall& call, const HttpResponse& response) const;
  std::optional<CallResult> settle(const ChatCall& call, const Completion& completion,
                                   Tries& tries);
  std::optional<Error> fault(const Probe& probe) const;
  void introduce(const Hearing& hearing);
  std::optional<HttpResponse> fetch(HttpRequest request);
  void read_page();
  Error gone(std::string_view when, const std::string& why) const;

  bool stopped() {
    interrupted_ = interrupted_ || world_.stop_requested();
    return interrupted_;
  }

  const ExamineJob& job_;
  const ExamineWorld& world_;
  Lanes lanes_;
  Passport passport_;
  std::vector<Refusal> refusals_;
  std::uint64_t last_call_ = 0;
  bool interrupted_ = false;
};

Result<Examination> Examiner::run() {
  for (const Probe& probe : probes()) {
    if (auto broken = fault(probe)) return *std::move(broken);
    world_.began(probe.name);
    if (Result<Done> heard = hear(probe); !heard) return std::move(heard).error();
    if (interrupted_) return Examination{std::move(passport_), true};
  }
  read_page();
  return Examination{std::move(passport_), interrupted_};
}

// The lane may have closed while the last probe was heard.
std::optional<Error> Examiner::fault(const Probe& probe) const {
  const auto closed = lanes_.closed(job_.subject);
  if (!closed) return std::nullopt;
  Error error = gone(fmt::format("examination broken off before {}", probe.name), closed->why);
  if (closed->quota) error.remedy = Remedy::StopRun;
  return error;
}

Error Examiner::gone(std::string_view when, const std::string& why) const {
  return give_up(fmt::format("{}: {}: {}", job_.subject.text, when, why));
}

Result<Done> Examiner::hear(const Probe& probe) {
  Hearing hearing{.refusals = refusals_, .max_context = job_.max_context};
  while (auto wanted = next_call(probe, hearing)) {
    const ChatCall call = chat_call(probe, *wanted);
    const bool sent = sends(probe, call);
    auto result = ask(call);
    if (!result) return Done{};
    const auto* failure = std::get_if<CallFailure>(&*result);
    const bool first = &probe == probes().data();
    if (first && failure != nullptr) {
      Error error = gone("no answer", failure->what);
      if (failure->trouble == Trouble::Quota) error.remedy = Remedy::StopRun;
      return error;
    }
    hearing.heard.push_back({*std::move(wanted), *std::move(result), sent});
    hearing.refusals = refusals_;
    if (first) introduce(hearing);
    if (lanes_.closed(job_.subject)) break;
  }
  passport_.findings.push_back(finding_of(probe, hearing));
  return Done{};
}

// Who answers.
void Examiner::introduce(const Hearing& hearing) {
  const auto& reply = std::get<Reply>(hearing.heard.front().result);
  passport_.served_id = reply.served_id;
  passport_.fingerprint = reply.fingerprint;
}

ChatCall Examiner::chat_call(const Probe& probe, const ProbeCall& call) const {
  Digester digest;
  digest.add(job_.subject.text)
      .add(probe.name)
      .add(fmt::format("{} {}", passport_.made.millis, last_call_));
  return {.subject = job_.subject,
          .messages = call.messages,
          .parameters = call.parameters,
          .trace = "attune-" + short_digest(digest.text(), 24)};
}

// Whether the wire sends what the probe is about.
bool Examiner::sends(const Probe& probe, const ChatCall& call) const {
  if (probe.parameters.empty()) return true;
  ChatCall bare = call;
  bare.parameters = without(call.parameters, probe.parameters.front());
  std::string dropped;
  return lanes_.encode(call, dropped).body != lanes_.encode(bare, dropped).body;
}

// The answer, after as many tries as the policy grants; nothing when interrupted.
std::optional<CallResult> Examiner::ask(const ChatCall& call) {
  const CallId id{++last_call_};
  lanes_.schedule().add(id, std::string(call.subject.provider()), id.value);
  Tries tries{.all = 0};
  while (!stopped()) {
    const Instant now = world_.clock.now();
    std::string dropped;
    for (const Ticket& ticket : lanes_.schedule().start_due(now)) {
      ++tries.all;
      world_.transport.start(ticket.call, lanes_.encode(call, dropped));
    }
    const Instant due = lanes_.schedule().next_due().value_or(now + kTick);
    for (const Completion& completion : world_.transport.wait(std::min(due, now + kTick))) {
      if (auto result = settle(call, completion, tries)) return result;
    }
  }
  return std::nullopt;
}

// A question that was cut in silence is no failure here, but what a probe looks for.
CallResult Examiner::decoded(const ChatCall& call, const HttpResponse& response) const {
  CallResult result = lanes_.decode(call, response);
  const auto* failure = std::get_if<CallFailure>(&result);
  if (failure == nullptr || failure->trouble != Trouble::OverContext) return result;
  CallResult unchecked = job_.endpoint.wire->decode(response);
  return std::holds_alternative<Reply>(unchecked) ? unchecked : result;
}

// The result of the call, unless it is tried again.
std::optional<CallResult> Examiner::settle(const ChatCall& call, const Completion& completion,
                                           Tries& tries) {
  CallResult result = completion.failure
                          ? CallResult(failure_of(*completion.failure))
                          : decoded(call, lanes_.without_key(call, completion.response));
  if (const auto* failure = std::get_if<CallFailure>(&result)) {
    tries.limited += failure->trouble == Trouble::RateLimit ? 1 : 0;
    // Under another name it would be taken: that is no refusal.
    const bool refused = failure->trouble == Trouble::Unsupported && failure->instead.empty();
    if (refused) refusals_.push_back({failure->parameter, failure->what});
  }
  const Next next = lanes_.settle(completion.call, call, result, tries, world_.clock.now());
  if (next.what == Next::What::Again) return std::nullopt;
  return result;
}

// One try, since a server without such a page may answer anything; nothing when it did not come.
std::optional<HttpResponse> Examiner::fetch(HttpRequest request) {
  world_.transport.start({++last_call_}, std::move(request));
  while (!stopped()) {
    const std::vector<Completion> ended = world_.transport.wait(world_.clock.now() + kTick);
    if (ended.empty()) continue;
    return ended.front().failure ? std::nullopt : std::optional(ended.front().response);
  }
  return std::nullopt;
}

void Examiner::read_page() {
  auto request = server_page_request(job_.endpoint.endpoint, job_.endpoint.key);
  std::optional<HttpResponse> page;
  if (request) {
    world_.began(kLanesProbe);
    page = fetch(*std::move(request));
  }
  if (page) page = lanes_.without_key({.subject = job_.subject}, *std::move(page));
  passport_.findings.push_back(read_server_page(page));
}

}  // namespace

Result<Examination> examine(const ExamineJob& job, const ExamineWorld& world) {
  return Examiner(job, world).run();
}

}  // namespace attune
