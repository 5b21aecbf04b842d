#include "harness/stub/stub_answer.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "harness/stub/stub_judge.h"
#include "harness/stub/stub_persona.h"
#include "harness/stub/stub_subject.h"
#include "scenarios/base/digest.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr double kLean = 2;  // of judge-first and judge-long, on a margin of -5 to 5
constexpr std::size_t kHugeBytes = 5'000'000;
constexpr std::size_t kDripPieces = 20;
constexpr Millis kDripPause{25};
constexpr Millis kForever{1'000LL * 60 * 60 * 24 * 365};

// "Sun, 06 Nov 1994 08:49:37 GMT", a second or two from now: an HTTP-date has no finer grain.
std::string soon_as_http_date(UtcTime now) {
  const auto seconds = static_cast<std::time_t>((now.millis + 1999) / 1000);
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(seconds));
}

Header parsed_header(std::string_view line) {
  const auto colon = line.find(':');
  return {.name = std::string(line.substr(0, colon)),
          .value = std::string(trim(line.substr(colon + 1)))};
}

StubAnswer json_answer(int status, std::string body) {
  return {
      .status = status, .headers = {{"content-type", "application/json"}}, .body = std::move(body)};
}

StubAnswer error_answer(int status, const StubError& error) {
  StubAnswer answer = json_answer(status, error_body(error));
  answer.completed = false;
  return answer;
}

StubAnswer fixed_answer(const StubFault& fault) {
  StubAnswer answer = json_answer(fault.status, std::string(fault.body));
  if (!fault.header.empty()) {
    Header header = parsed_header(fault.header);
    if (header.name == "content-type") answer.headers.clear();
    answer.headers.push_back(std::move(header));
  }
  answer.completed = fault.lasting;
  return answer;
}

StubAnswer whole_answer(const StubRequest& request, const StubSaid& said) {
  if (!request.stream) return json_answer(200, completion_body(request, said));
  // Cut anywhere, as a network would: a client that reads events by the piece must notice.
  return {.headers = {{"content-type", "text/event-stream"}},
          .body = completion_events(request, said),
          .piece = 97};
}

// Faults in what is said: they end in a whole answer.
void change_words(FaultEffect effect, StubSaid& said) {
  if (effect == FaultEffect::Refusal) said.refusal = "I can't assist with that request.";
  if (effect == FaultEffect::ContentFilter)
    said = {.text = "", .finish_reason = "content_filter", .refusal = ""};
  if (effect == FaultEffect::Length) {
    said.finish_reason = "length";
    said.text.resize(said.text.size() / 2);
  }
  if (effect == FaultEffect::Huge) {
    said.text.reserve(kHugeBytes);
    while (said.text.size() < kHugeBytes) said.text += "\nand on and on it went";
  }
}

void break_utf8(std::string& body) {
  constexpr std::string_view kContent = R"("content":")";
  const auto at = body.find(kContent);
  if (at != std::string::npos) body.insert(at + kContent.size(), "\xff\xc3(");
}

// Faults in how it is sent.
void change_delivery(FaultEffect effect, StubAnswer& answer) {
  if (effect == FaultEffect::BrokenUtf8) break_utf8(answer.body);
  if (effect == FaultEffect::Hang) answer.delay = kForever;
  if (effect == FaultEffect::CutBody) answer.cut_at = answer.body.size() / 2;
  if (effect == FaultEffect::Drip) {
    answer.piece = answer.body.size() / kDripPieces + 1;
    answer.pause = kDripPause;
  }
  if (effect == FaultEffect::Hang || effect == FaultEffect::CutBody) answer.completed = false;
}

bool takes_the_place(const StubFault& fault, const StubRequest& request) {
  return fault.effect == FaultEffect::Answer || fault.effect == FaultEffect::DatedAnswer ||
         (fault.effect == FaultEffect::RefuseTemperature && request.sends_temperature);
}

StubAnswer in_its_place(const StubFault& fault, UtcTime now) {
  StubAnswer answer = fixed_answer(fault);
  if (fault.effect == FaultEffect::DatedAnswer)
    answer.headers.push_back({"Retry-After", soon_as_http_date(now)});
  if (fault.effect == FaultEffect::RefuseTemperature) answer.completed = false;
  return answer;
}

// The model as it is behind its name.
StubModel shifted(StubModel model, int shift) {
  if (model.part == StubPart::Skill) model.number = std::clamp(model.number + shift, 0, 100);
  return model;
}

}  // namespace

StubAnswers::StubAnswers(StubOptions options, FaultChoice faults)
    : options_(std::move(options)),
      known_{.ability = StubAbility(options_.keys), .choices = options_.choices},
      faults_(faults) {
  for (const KnownText& text : options_.texts) known_.texts.emplace(text.prompt_digest, text);
}

Result<StubAnswers> StubAnswers::make(const StubOptions& options) {
  Result<FaultChoice> faults = parse_fault(options.faults);
  if (!faults) return std::move(faults).error();
  return StubAnswers(options, *faults);
}

StubAnswer StubAnswers::to(const StubRequest& request, int attempt, UtcTime now) const {
  const std::optional<StubModel> model = parse_stub_model(request.model);
  Result<FaultChoice> own = parse_fault(model ? model->faults : "");
  if (!model || !own) {
    const std::string why =
        model ? own.error().what : fmt::format("no stub model '{}'", request.model);
    return error_answer(
        404,
        {.message = why, .type = "invalid_request_error", .code = "model_not_found", .param = ""});
  }
  const FaultChoice& choice = own->fault == nullptr ? faults_ : *own;
  const StubFault* fault =
      fault_meeting(choice, {.trace = request.trace, .number = attempt, .seed = options_.seed});
  StubAnswer answer;
  if (fault != nullptr && takes_the_place(*fault, request)) {
    answer = in_its_place(*fault, now);
  } else {
    StubSaid said = said_by(shifted(*model, options_.skill_shift), request);
    if (said.text.size() < options_.reply_bytes) said.text.resize(options_.reply_bytes, ' ');
    if (fault != nullptr) change_words(fault->effect, said);
    answer = whole_answer(request, said);
    if (fault != nullptr) change_delivery(fault->effect, answer);
  }
  if (answer.delay == Millis(0)) answer.delay = delay_of(request, attempt);
  answer.headers.push_back({"x-request-id", "stub-" + short_digest(digest_of(request.trace))});
  return answer;
}

StubSaid StubAnswers::said_by(const StubModel& model, const StubRequest& request) const {
  switch (model.part) {
    case StubPart::Judge:
    case StubPart::FirstJudge:
    case StubPart::LongJudge: {
      const StubJudge judge{.noise = options_.judge_noise,
                            .bias = options_.judge_bias,
                            .first = model.part == StubPart::FirstJudge ? kLean : 0,
                            .longer = model.part == StubPart::LongJudge ? kLean : 0};
      return {.text = answer_as_judge(judge, request, options_.seed)};
    }
    case StubPart::UnreadableJudge:
      return {.text = answer_unreadably()};
    case StubPart::Skill:
    case StubPart::Constant:
    case StubPart::Letter:
    case StubPart::Refuser:
    case StubPart::Mumbler:
      break;
    case StubPart::Persona:
      return {.text = answer_as_persona(request, options_.seed)};
  }
  return {.text = answer_as_subject(model, request, known_, options_.seed)};
}

// Log-normal: most calls near the median, some far above it, as with real endpoints.
Millis StubAnswers::delay_of(const StubRequest& request, int attempt) const {
  if (options_.latency <= Millis(0)) return Millis(0);
  Rng rng =
      Rng::named(options_.seed,
                 Digester().add("latency").add(request.trace).add(std::to_string(attempt)).text());
  const double factor = std::exp(options_.latency_spread * rng.normal());
  return std::chrono::round<Millis>(options_.latency * std::min(factor, 100.0));
}

}  // namespace attune
