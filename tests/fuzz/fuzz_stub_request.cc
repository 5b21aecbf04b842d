// The stub is a server: whatever it is asked, it answers, the same again when asked the same, and
// an answer that counts as complete is one that our own client can read.
#include <variant>

#include <nlohmann/json.hpp>

#include "harness/calls/wires.h"
#include "harness/stub/stub_answer.h"
#include "scenarios/base/digest.h"
#include "tests/fuzz/checks.h"

namespace {

using attune::StubAnswer;
using attune::StubAnswers;
using attune::StubRequest;
using attune::fuzz::Input;
using attune::fuzz::is_utf8;
using attune::fuzz::part_at;
using attune::fuzz::require;

attune::StubOptions some_options() {
  attune::StubOptions options{.latency = attune::Millis(20), .latency_spread = 0.5};
  options.keys = {{attune::digest_of("How do they feel?"), {{"Calm", 2}, {"Angry", 7}}}};
  options.choices = {{.choices = {{.name = "answer",
                                   .lead = "Which?",
                                   .options = {{"Stay", 1}, {"Go", 0}, {"Wait", 0.5}}}},
                      .closing = "Answer: X"}};
  options.texts = {{attune::digest_of("Mark this."), 6, {{"warmth", false}, {"cold", true}}}};
  return options;
}

const StubAnswers& answers() {
  static const auto kAnswers = StubAnswers::make(some_options());
  return *kAnswers;
}

void check(const StubAnswer& answer) {
  require(answer.status >= 200 && answer.status < 600);
  require(answer.delay >= attune::Millis(0) && answer.pause >= attune::Millis(0));
  require(answer.cut_at == std::string::npos || !answer.completed);
  for (const attune::Header& header : answer.headers) {
    require(!header.name.empty());
    require((header.name + header.value).find_first_of("\r\n") == std::string::npos);
  }
}

// As a client reads it; a reply of text is what the stub is for.
void check_read(const StubAnswer& answer) {
  const attune::HttpResponse response = {
      .status = answer.status, .headers = answer.headers, .body = answer.body};
  const auto wire = attune::find_wire("openai");
  const attune::CallResult result = (*wire)->decode(response);
  if (const auto* reply = std::get_if<attune::Reply>(&result)) require(is_utf8(reply->text));
  if (const auto* failure = std::get_if<attune::CallFailure>(&result))
    require(is_utf8(failure->what) && !failure->what.empty());
}

void check(const StubRequest& request) {
  for (const std::string* text : {&request.model, &request.last_user, &request.all_text})
    require(is_utf8(*text));
  require(!request.trace.empty());
  for (int attempt = 1; attempt <= 2; ++attempt) {
    const attune::UtcTime now{1'790'000'000'000};
    const StubAnswer answer = answers().to(request, attempt, now);
    check(answer);
    check_read(answer);
    const StubAnswer again = answers().to(request, attempt, now);
    require(again.body == answer.body && again.status == answer.status);
    require(again.delay == answer.delay && again.headers == answer.headers);
  }
}

}  // namespace

// A body, or, where the first byte is odd, what is said in one to a judge or a subject of the stub.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const Input input = attune::fuzz::input_of(bytes, size);
  const auto parts = attune::fuzz::parts_of(input.text);
  std::string body = parts.front();
  if (input.form % 2 == 1) {
    const nlohmann::json json = {
        {"model", attune::valid_utf8(parts.front())},
        {"stream", input.form / 2 % 2 == 1},
        {"messages", {{{"role", "user"}, {"content", attune::valid_utf8(part_at(parts, 1))}}}}};
    body = json.dump();
  }
  const auto request = attune::parse_stub_request(body, part_at(parts, 2));
  require(request || input.form % 2 == 0);
  if (request) check(*request);
  return 0;
}
