#include "harness/run/lanes.h"

#include <algorithm>

#include <fmt/format.h>

#include "harness/calls/context_check.h"
#include "harness/calls/sent_parameters.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

// An endpoint of which so many calls failed and none succeeded is taken for down.
constexpr int kHopeless = 8;

// A call that was refused so often, the last time over a parameter that was known to be refused,
// is not sent again: its endpoint refuses what is not sent.
constexpr int kRefusals = 6;

// Some endpoints quote the key they refuse. What is shorter is a placeholder, and part of words.
constexpr std::size_t kShortestKey = 8;

void hide(const std::string& key, std::string& text) {
  if (key.size() < kShortestKey) return;
  for (auto at = text.find(key); at != std::string::npos; at = text.find(key)) {
    text.replace(at, key.size(), "***");
  }
}

}  // namespace

Lanes::Lanes(std::vector<OpenEndpoint> endpoints, const RetryPolicy& policy, Rng rng)
    : endpoints_(std::move(endpoints)), policy_(policy), rng_(rng) {
  for (std::size_t i = 0; i < endpoints_.size(); ++i) {
    const Endpoint& endpoint = endpoints_[i].endpoint;
    index_[endpoint.name] = i;
    lanes_[endpoint.name];
    schedule_.open(endpoint.name, {.widest = endpoint.lanes, .first = std::min(8, endpoint.lanes)});
  }
}

const OpenEndpoint& Lanes::endpoint_of(const ChatCall& call) const {
  return endpoints_[index_.find(call.subject.provider())->second];
}

HttpRequest Lanes::encode(const ChatCall& call, std::string& dropped) const {
  const OpenEndpoint& open = endpoint_of(call);
  Access access{.base_url = open.endpoint.base_url,
                .key = open.key,
                .timeouts = open.endpoint.timeouts,
                .stream = open.endpoint.stream,
                .rules = rules_for(open.endpoint.rules, {.wire = open.wire->name,
                                                         .provider = call.subject.provider(),
                                                         .model = call.subject.model()})};
  const auto learnt = learnt_.find(call.subject);
  if (learnt != learnt_.end()) {
    access.dropped = learnt->second.refused;
    access.renamed = learnt->second.renamed;
  }
  std::set<std::string> left_out = access.dropped;
  for (const std::string& parameter : sent_parameters(call.parameters, access).dropped)
    left_out.insert(parameter);
  dropped = join(std::vector<std::string>(left_out.begin(), left_out.end()), ",");
  return open.wire->encode(call, access);
}

CallResult Lanes::decode(const ChatCall& call, const HttpResponse& response) const {
  const OpenEndpoint& open = endpoint_of(call);
  return checked_for_context(call, open.wire->decode(response));
}

HttpResponse Lanes::without_key(const ChatCall& call, HttpResponse response) const {
  const std::string& key = endpoint_of(call).key;
  hide(key, response.body);
  for (Header& header : response.headers) hide(key, header.value);
  return response;
}

Next Lanes::settle(CallId id, const ChatCall& call, const CallResult& result, Tries tries,
                   Instant now) {
  if (const auto* failure = std::get_if<CallFailure>(&result))
    return settle_failure(id, call, *failure, tries, now);
  Lane& lane = lanes_.find(call.subject.provider())->second;
  ++lane.succeeded;
  lane.budget.succeeded();
  schedule_.settle(id, Settled::Done, now);
  return {};
}

Next Lanes::settle_failure(CallId id, const ChatCall& call, const CallFailure& failure, Tries tries,
                           Instant now) {
  const std::string endpoint(call.subject.provider());
  switch (failure.trouble) {
    case Trouble::Unsupported:
      return drop_parameter(id, call, failure, tries, now);
    case Trouble::Quota:
      return close(id, endpoint, {.quota = true, .why = failure.what});
    case Trouble::Denied:
      return close(id, endpoint, {.quota = false, .why = failure.what});
    case Trouble::OverContext:
    case Trouble::Filtered:
      schedule_.settle(id, Settled::Done, now);
      return {};
    case Trouble::Invalid:
      return finish_failed(id, call, failure);
    case Trouble::RateLimit:
    case Trouble::Transient:
      break;
  }
  const bool limited = failure.trouble == Trouble::RateLimit;
  if (failure.hint && *failure.hint > policy_.longest_hint) {
    return close(
        id, endpoint,
        {.quota = true,
         .why = fmt::format("{} asks to wait {} s", endpoint, failure.hint->count() / 1000)});
  }
  // retry.h says which count
  const int attempt = limited ? tries.all : tries.all - tries.limited;
  const bool again = worth_retrying(failure, attempt, policy_) &&
                     (limited || lanes_.find(endpoint)->second.budget.take());
  if (!again) return finish_failed(id, call, failure);
  const Instant at = now + pause(failure, attempt, policy_, rng_);
  const bool finished = schedule_.settle(id, limited ? Settled::RateLimited : Settled::Retry, at);
  return {.what = finished ? Next::What::Abandoned : Next::What::Again};
}

// Sends the call again at once without the parameter, or under the name the endpoint asks for.
Next Lanes::drop_parameter(CallId id, const ChatCall& call, const CallFailure& failure, Tries tries,
                           Instant now) {
  Learnt& learnt = learnt_[call.subject];
  Next next{.what = Next::What::Again};
  const bool fresh =
      !learnt.refused.contains(failure.parameter) &&
      std::ranges::find(learnt.renamed, failure.parameter,
                        &std::pair<std::string, std::string>::first) == learnt.renamed.end();
  if (!fresh && tries.all >= kRefusals) return finish_failed(id, call, failure);
  if (fresh && !failure.instead.empty()) {
    learnt.renamed.emplace_back(failure.parameter, failure.instead);
    next.notice = fmt::format("{} takes {} instead of {}", call.subject.text, failure.instead,
                              failure.parameter);
  } else if (fresh) {
    learnt.refused.insert(failure.parameter);
    next.notice = fmt::format("{} refuses {}: it is no longer sent, and that is recorded",
                              call.subject.text, failure.parameter);
  }
  if (schedule_.settle(id, Settled::Retry, now)) next.what = Next::What::Abandoned;
  return next;
}

Next Lanes::close(CallId id, const std::string& endpoint, LaneClosed why) {
  Lane& lane = lanes_.find(endpoint)->second;
  schedule_.settle(id, Settled::Done, {});
  for (const CallId waiting : schedule_.close(endpoint)) dropped_calls_.push_back(waiting);
  Next next{.what = Next::What::Abandoned};
  if (!lane.closed) next.notice = fmt::format("{}: no more calls: {}", endpoint, why.why);
  lane.closed = std::move(why);
  return next;
}

Next Lanes::finish_failed(CallId id, const ChatCall& call, const CallFailure& failure) {
  const std::string endpoint(call.subject.provider());
  Lane& lane = lanes_.find(endpoint)->second;
  ++lane.failed;
  if (lane.succeeded == 0 && lane.failed >= kHopeless) {
    return close(id, endpoint,
                 {.quota = false,
                  .why = fmt::format("{} calls failed and none succeeded; the last: {}",
                                     lane.failed, failure.what)});
  }
  schedule_.settle(id, Settled::Done, {});
  if (failure.status != 404) return {};
  Learnt& learnt = learnt_[call.subject];  // no such model: its other calls would end the same way
  Next next{.what = Next::What::Abandoned};
  if (!learnt.closed)
    next.notice = fmt::format("{}: no more calls: {}", call.subject.text, failure.what);
  learnt.closed = LaneClosed{.quota = false, .why = failure.what};
  return next;
}

std::optional<LaneClosed> Lanes::closed(const SubjectId& model) const {
  const auto learnt = learnt_.find(model);
  if (learnt != learnt_.end() && learnt->second.closed) return learnt->second.closed;
  return lanes_.find(model.provider())->second.closed;
}

}  // namespace attune
