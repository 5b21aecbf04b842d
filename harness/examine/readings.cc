#include "harness/examine/readings.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/calls/body.h"
#include "harness/examine/likeness.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

using State = FindingState;
using Texts = std::vector<std::string>;

const Reply& reply_at(const Hearing& hearing, std::size_t at) {
  return std::get<Reply>(hearing.heard[at].result);
}

// The replies from one place on, without the space around them.
Texts texts_of(const Hearing& hearing, std::size_t from, std::size_t count) {
  Texts texts;
  for (std::size_t at = from; at < from + count; ++at)
    texts.emplace_back(trim(reply_at(hearing, at).text));
  return texts;
}

std::size_t different(const Texts& texts) {
  return std::set<std::string>(texts.begin(), texts.end()).size();
}

bool holds(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

std::string usage_text(const Usage& usage) {
  const bool all = usage.prompt_tokens && usage.completion_tokens;
  const bool some = usage.prompt_tokens || usage.completion_tokens;
  return all ? "usage reported" : some ? "usage reported in part" : "usage not reported";
}

// Replies that a setting should make equal are all different. That it is ignored is sure only
// where they part as early as those that should differ: floating point on shared hardware moves
// late words of a reply that was drawn without chance.
Finding all_differ(const Texts& should_be_equal, const Texts& should_differ,
                   std::string_view setting) {
  const std::size_t count = should_be_equal.size();
  const std::size_t alike = common_beginnings(should_be_equal).of_all;
  const std::size_t chance = common_beginnings(should_differ).of_any_two;
  if (alike >= chance + kTellingBeginning)
    return {.evidence = fmt::format("{} replies {} differ, but begin alike for {} bytes", count,
                                    setting, alike)};
  return {.state = State::Ignored,
          .evidence = fmt::format("{} replies {} all differ", count, setting)};
}

}  // namespace

Finding read_answers(const Hearing& hearing) {
  const auto* failure = std::get_if<CallFailure>(&hearing.heard.front().result);
  if (failure != nullptr) return {.evidence = "no answer: " + failure->what};
  const Reply& reply = reply_at(hearing, 0);
  std::string evidence =
      reply.served_id.empty() ? "does not say who serves" : "served by " + reply.served_id;
  if (!reply.fingerprint.empty()) evidence += ", fingerprint " + reply.fingerprint;
  evidence += ", " + usage_text(reply.usage);
  if (reply.outcome == Outcome::Ok || reply.outcome == Outcome::Truncated)
    return {.state = State::Honoured, .evidence = std::move(evidence)};
  return {.evidence = fmt::format("the reply was {}; {}", to_text(reply.outcome), evidence)};
}

Finding read_system(const Hearing& hearing) {
  if (contains_fold(reply_at(hearing, 0).text, kSystemWord))
    return {.state = State::Honoured, .evidence = "the reply is what the system message asks for"};
  return {.state = State::Ignored, .evidence = "the reply is not what the system message asks for"};
}

Finding read_max_tokens(const Hearing& hearing) {
  const Reply& reply = reply_at(hearing, 0);
  const std::string_view text = trim(reply.text);
  const std::string told = fmt::format("finish_reason {}", reply.finish_reason);
  const std::int64_t said = reply.usage.completion_tokens.value_or(0);
  // A token of a count is three digits and a space at most.
  const bool much =
      text.size() > std::size_t{10} * kFewTokens || said > std::int64_t{2} * kFewTokens;
  if (much)
    return {.state = State::Ignored,
            .evidence = fmt::format("{} bytes were said where {} tokens are allowed, {}",
                                    text.size(), kFewTokens, told)};
  if (reply.outcome == Outcome::Truncated)
    return {.state = State::Honoured,
            .evidence = fmt::format("cut at {} tokens, {}", kFewTokens, told)};
  if (holds(text, "1 2") && !holds(text, "200"))
    return {.state = State::Honoured,
            .evidence = fmt::format("cut at {} tokens without saying so, {}", kFewTokens, told)};
  return {.evidence = "the reply ended by itself, " + told};
}

Finding read_stop(const Hearing& hearing) {
  const std::string& text = reply_at(hearing, 0).text;
  if (holds(text, "16"))
    return {.state = State::Ignored, .evidence = "the reply goes on after the stop text"};
  if (!holds(text, "14")) return {.evidence = "the reply does not come to the stop text"};
  if (holds(text, "15"))
    return {.state = State::Honoured, .evidence = "the reply ends with the stop text"};
  return {.state = State::Honoured, .evidence = "the reply ends before the stop text"};
}

Finding read_temperature(const Hearing& hearing) {
  const Texts cold = texts_of(hearing, 0, 3);
  const Texts warm = texts_of(hearing, 3, 3);
  const std::size_t cold_kinds = different(cold);
  const std::size_t warm_kinds = different(warm);
  if (cold_kinds == 3) return all_differ(cold, warm, "at temperature 0");
  if (cold_kinds == 2) return {.evidence = "2 of 3 replies at temperature 0 are equal"};
  if (warm_kinds > 1)
    return {.state = State::Honoured,
            .evidence = fmt::format("3 replies at 0 are equal, {} of 3 at 1 differ", warm_kinds)};
  if (cold.front() == warm.front())
    return {.state = State::Ignored, .evidence = "all 6 replies are equal, at 0 and at 1"};
  return {.evidence = "3 equal replies at 0, 3 equal others at 1"};
}

Finding read_top_p(const Hearing& hearing) {
  const Texts free = texts_of(hearing, 0, 2);
  const Texts narrow = texts_of(hearing, 2, 3);
  if (different(narrow) == 3) return all_differ(narrow, free, "at top_p 0.01");
  if (different(narrow) == 2) return {.evidence = "2 of 3 replies at top_p 0.01 are equal"};
  if (different(free) == 1) return {.evidence = "replies are equal without top_p too"};
  return {.state = State::Honoured,
          .evidence = "3 replies at top_p 0.01 are equal, without it they differ"};
}

Finding read_seed(const Hearing& hearing) {
  const Texts same = texts_of(hearing, 0, 2);
  const Texts others = texts_of(hearing, 1, 3);
  if (different(same) == 2) return all_differ(same, others, "of one seed");
  if (different(others) == 1) return {.evidence = "replies are equal whatever the seed"};
  return {.state = State::Honoured,
          .evidence = "2 replies of one seed are equal, of other seeds they differ"};
}

std::string_view town_schema() {
  return R"({"type":"object","properties":{"town":{"type":"string"},"people":{"type":"integer"}},)"
         R"("required":["town","people"],"additionalProperties":false})";
}

Finding read_schema(const Hearing& hearing) {
  const Reply& reply = reply_at(hearing, 0);
  if (reply.outcome == Outcome::Truncated) return {.evidence = "the reply was cut short"};
  const nlohmann::json json = parsed_json(trim(reply.text));
  if (json.is_discarded())
    return {.state = State::Ignored, .evidence = "the reply is prose, not JSON"};
  const auto* town = member(json, "town");
  const bool shaped = town != nullptr && town->is_string() && json.size() == 2 &&
                      member(json, "people") != nullptr &&
                      member(json, "people")->is_number_integer();
  if (shaped)
    return {.state = State::Honoured, .evidence = "unasked in words, the reply is of the schema"};
  return {.state = State::Ignored, .evidence = "the reply is JSON, but not of the schema"};
}

Finding read_acceptance(const Hearing& /*hearing*/) {
  return {.evidence = "accepted, effect not visible"};
}

}  // namespace attune
