#include "harness/calls/completion.h"

#include <limits>

#include <nlohmann/json.hpp>

#include "harness/calls/body.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

using nlohmann::json;

void absorb_usage(const json& usage, Usage& into) {
  set_count(count_at(usage, "prompt_tokens"), into.prompt_tokens);
  set_count(count_at(usage, "completion_tokens"), into.completion_tokens);
  if (const json* details = member(usage, "completion_tokens_details")) {
    set_count(count_at(*details, "reasoning_tokens"), into.reasoning_tokens);
  }
  if (const json* details = member(usage, "prompt_tokens_details")) {
    set_count(count_at(*details, "cached_tokens"), into.cached_tokens);
  }
}

// The texts of [{"text": …} | {"summary": …}, …], one after the other.
std::string texts_of(const json* parts) {
  std::string texts;
  if (parts == nullptr || !parts->is_array()) return texts;
  for (const json& part : *parts) {
    texts.append(text_at(part, "text")).append(text_at(part, "summary"));
  }
  return texts;
}

// One content part. Mistral puts the reasoning here, as {"type": "thinking", "thinking": [texts]}.
void absorb_part(const json& part, ChatCompletion& into) {
  if (const json* thinking = member(part, "thinking")) {
    into.reasoning += texts_of(thinking);
    into.reasoning += text_at(part, "thinking");
  } else {
    append_content(text_at(part, "text"), into);
  }
  into.refusal += text_at(part, "refusal");
}

void absorb_content(const json& content, ChatCompletion& into) {
  if (!content.is_string() && !content.is_array()) return;
  append_content("", into);
  if (content.is_string()) {
    append_content(content.get_ref<const std::string&>(), into);
  } else {
    for (const json& part : content) absorb_part(part, into);
  }
}

// Servers that renamed the field send the same text under both names: one is taken.
void absorb_reasoning(const json& message, ChatCompletion& into) {
  for (const char* name : {"reasoning", "reasoning_content"}) {
    const auto text = text_at(message, name);
    into.reasoning += text;
    if (!text.empty()) return;
  }
  into.reasoning += texts_of(member(message, "reasoning_details"));
}

void absorb_message(const json& message, ChatCompletion& into) {
  if (!message.is_object()) return;
  into.answered = true;
  if (const json* content = member(message, "content")) absorb_content(*content, into);
  absorb_reasoning(message, into);
  into.refusal += text_at(message, "refusal");
  if (first_of(member(message, "tool_calls")) != nullptr) into.called_tools = true;
}

void absorb_choice(const json& choice, ChatCompletion& into) {
  // One choice is asked for; a chunk of another one must not be mixed in.
  if (count_at(choice, "index").value_or(0) != 0) return;
  if (!into.complaint) into.complaint = complaint_in(choice);
  if (const json* message = member(choice, "message")) absorb_message(*message, into);
  if (const json* delta = member(choice, "delta")) absorb_message(*delta, into);
  set_text(text_at(choice, "finish_reason"), into.finish_reason);
}

}  // namespace

void append_content(std::string_view text, ChatCompletion& into) {
  if (!into.content) into.content.emplace();
  into.content->append(text);
}

void set_text(std::string_view text, std::string& into) {
  if (!text.empty()) into = text;
}

void set_count(std::optional<std::int64_t> count, std::optional<std::int64_t>& into) {
  if (count) into = count;
}

std::optional<std::int64_t> sum_of(std::optional<std::int64_t> a, std::optional<std::int64_t> b) {
  if (!a || !b) return a ? a : b;
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  return *a > kMost - *b ? kMost : *a + *b;
}

Streamed put_together(std::span<const std::string> pieces, Absorb absorb) {
  Streamed streamed;
  for (const std::string& text : pieces) {
    if (trim(text) == "[DONE]") {
      streamed.whole = true;
      break;
    }
    const json piece = parsed_json(text);
    // A piece that is no JSON was cut or garbled; what it held is lost, so what comes after it
    // must not pass for the whole.
    if (piece.is_discarded()) break;
    absorb(piece, streamed.completion);
    streamed.whole = streamed.whole || !streamed.completion.finish_reason.empty();
  }
  return streamed;
}

void absorb(const json& piece, ChatCompletion& into) {
  if (!into.complaint) into.complaint = complaint_of_body(piece);
  set_text(text_at(piece, "model"), into.served_id);
  set_text(text_at(piece, "system_fingerprint"), into.fingerprint);
  set_text(text_at(piece, "provider"), into.host);
  if (const json* usage = member(piece, "usage")) absorb_usage(*usage, into.usage);
  const json* choices = member(piece, "choices");
  if (choices == nullptr || !choices->is_array()) return;
  for (const json& choice : *choices) absorb_choice(choice, into);
}

}  // namespace attune
