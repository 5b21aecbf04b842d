#include "harness/examine/needle.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "scenarios/base/rng.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

using State = FindingState;

constexpr std::int64_t kFirst = 1024;
constexpr std::size_t kBytesPerToken = 4;
constexpr int kHalvings = 2;
constexpr std::int64_t kNarrowGap = 64;  // tokens; what is nearer is not worth a question

// A longer question whose count grew by less than this share of what it should have was cut. How
// it should grow, two shorter questions tell; with one or none, no tokenizer comes under one token
// for kMostBytes bytes of English.
constexpr double kWhole = 0.9;
constexpr double kMostBytes = 10;

constexpr std::array<std::string_view, 8> kBirds = {"heron",  "kestrel", "avocet",    "plover",
                                                    "dunlin", "petrel",  "guillemot", "whimbrel"};
constexpr std::array<std::string_view, 8> kBoats = {
    "The ferry", "A coal barge", "The mail boat",  "A trawler",
    "The tug",   "A schooner",   "The pilot boat", "A dredger"};
constexpr std::array<std::string_view, 8> kTimes = {"before the lamps were out",
                                                    "at the turn of the tide",
                                                    "with the morning fog",
                                                    "an hour behind the table",
                                                    "towards noon",
                                                    "in the last of the light",
                                                    "after the bell had gone",
                                                    "while the market packed up"};
constexpr std::array<std::string_view, 8> kLoads = {
    "crates of lemons",    "two bicycles and a stove", "nothing but ballast",
    "sacks of barley",     "a piano under cloth",      "timber for the pier",
    "newspapers and salt", "forty baskets of eel"};

std::string_view picked(const std::array<std::string_view, 8>& words, Rng& rng) {
  return words[rng.below(words.size())];
}

std::string log_line(int day, Rng& rng) {
  const std::string_view boat = picked(kBoats, rng);
  const std::string_view time = picked(kTimes, rng);
  return fmt::format("Day {}. {} came in {} and put {} ashore.\n", day, boat, time,
                     picked(kLoads, rng));
}

std::size_t bytes_of(const ProbeCall& call) {
  std::size_t bytes = 0;
  for (const Message& message : call.messages) bytes += text_of(message).size();
  return bytes;
}

std::int64_t size_of(const Heard& heard) {
  return heard.call.tokens.value_or(0);
}

// How one question went.
enum class Fate { Back, Refused, Cut, Lost, Unanswered };

bool has_code_word(const Reply& reply, std::int64_t tokens) {
  const std::string word = code_word(tokens);
  const auto dash = word.find('-');
  return contains_fold(reply.text, word.substr(0, dash)) &&
         contains_fold(reply.text, word.substr(dash + 1));
}

// What an endpoint counted of a question.
struct Count {
  double bytes = 0;
  double tokens = 0;
};

// Whether a question was cut, by what was counted of shorter ones that were not, the longest last.
bool was_cut(const std::vector<Count>& shorter, const Count& count) {
  const Count last = shorter.empty() ? Count{} : shorter.back();
  double rate = 1 / kMostBytes;
  if (shorter.size() > 1) {
    const Count& first = shorter[shorter.size() - 2];
    rate = kWhole * (last.tokens - first.tokens) / (last.bytes - first.bytes);
  }
  return count.tokens - last.tokens < rate * (count.bytes - last.bytes);
}

// Absent where the endpoint counted nothing.
std::optional<Count> count_of(const Heard& heard) {
  const auto* reply = std::get_if<Reply>(&heard.result);
  if (reply == nullptr || !reply->usage.prompt_tokens) return std::nullopt;
  return Count{static_cast<double>(bytes_of(heard.call)),
               static_cast<double>(*reply->usage.prompt_tokens)};
}

bool was_cut(std::span<const Heard> all, const Heard& heard) {
  const std::optional<Count> counted = count_of(heard);
  if (!counted) return false;
  std::vector<const Heard*> shorter;
  for (const Heard& other : all) {
    if (size_of(other) < size_of(heard)) shorter.push_back(&other);
  }
  std::ranges::sort(shorter, {}, [](const Heard* other) { return size_of(*other); });
  std::vector<Count> whole;
  for (const Heard* other : shorter) {
    const std::optional<Count> count = count_of(*other);
    if (count && has_code_word(std::get<Reply>(other->result), size_of(*other)) &&
        !was_cut(whole, *count))
      whole.push_back(*count);
  }
  return was_cut(whole, *counted);
}

Fate fate_of(std::span<const Heard> all, const Heard& heard) {
  if (const auto* failure = std::get_if<CallFailure>(&heard.result)) {
    const bool no =
        failure->trouble == Trouble::OverContext ||
        (failure->trouble == Trouble::Invalid && failure->status >= 400 && failure->status < 500);
    return no ? Fate::Refused : Fate::Unanswered;
  }
  const auto& reply = std::get<Reply>(heard.result);
  if (was_cut(all, heard)) return Fate::Cut;
  return has_code_word(reply, size_of(heard)) ? Fate::Back : Fate::Lost;
}

// The longest question that came back and the shortest longer one that did not.
struct Bounds {
  const Heard* good = nullptr;
  const Heard* bad = nullptr;
  int after_bad = 0;  // questions since the first that did not
};

Bounds bounds_of(std::span<const Heard> all) {
  Bounds bounds;
  bool failed = false;
  for (const Heard& heard : all) {
    bounds.after_bad += failed ? 1 : 0;
    if (fate_of(all, heard) == Fate::Back) {
      if (bounds.good == nullptr || size_of(heard) > size_of(*bounds.good)) bounds.good = &heard;
      continue;
    }
    failed = true;
    if (bounds.bad == nullptr || size_of(heard) < size_of(*bounds.bad)) bounds.bad = &heard;
  }
  return bounds;
}

// How it went with what is longer than the window.
Finding beyond(std::span<const Heard> all, const Heard& bad, bool any_good) {
  const std::int64_t size = size_of(bad);
  const auto* failure = std::get_if<CallFailure>(&bad.result);
  switch (fate_of(all, bad)) {
    case Fate::Refused:
      return {.state = any_good ? State::Honoured : State::Refused,
              .evidence = fmt::format("{} tokens are refused: {}", size, failure->what)};
    case Fate::Cut:
      return {.state = State::Ignored,
              .evidence = fmt::format("{} tokens are cut silently: {} were counted", size,
                                      *std::get<Reply>(bad.result).usage.prompt_tokens)};
    case Fate::Lost:
      return {.evidence = fmt::format("from {} tokens the code word did not come back", size)};
    case Fate::Unanswered:
      return {.evidence = fmt::format("{} tokens are not answered: {}", size, failure->what)};
    case Fate::Back:
      break;
  }
  return {};
}

}  // namespace

std::string code_word(std::int64_t tokens) {
  Rng rng = Rng::named(static_cast<std::uint64_t>(tokens), "code word");
  const std::string_view bird = picked(kBirds, rng);
  return fmt::format("{}-{}", bird, 1000 + rng.below(9000));
}

ProbeCall needle_call(std::int64_t tokens) {
  const std::size_t whole = static_cast<std::size_t>(tokens) * kBytesPerToken;
  const std::string needle = fmt::format("The code word of this log is {}.\n", code_word(tokens));
  const std::string question =
      "\nThat is the end of the log. What is the code word of this log? Write the code word alone.";
  // The same lines for every size, so that a server that keeps what it has read saves the work.
  Rng rng = Rng::named(1, "harbour log");
  std::string text = "The log of a small harbour follows.\n\n";
  bool hidden = false;
  for (int day = 1; text.size() + question.size() < whole; ++day) {
    if (!hidden && text.size() * 20 >= whole) {
      text += needle;
      hidden = true;
    }
    text += log_line(day, rng);
  }
  if (!hidden) text += needle;
  return {.messages = {text_message(Role::User, text + question)}, .tokens = tokens};
}

std::optional<ProbeCall> next_needle(const Hearing& hearing) {
  const Bounds bounds = bounds_of(hearing.heard);
  const std::int64_t good = bounds.good == nullptr ? 0 : size_of(*bounds.good);
  if (bounds.bad == nullptr) {
    if (good >= hearing.max_context) return std::nullopt;
    return needle_call(std::min(std::max(kFirst, 2 * good), hearing.max_context));
  }
  const std::int64_t bad = size_of(*bounds.bad);
  if (bounds.after_bad >= kHalvings || bad <= good + kNarrowGap) return std::nullopt;
  return needle_call((good + bad) / 2);
}

Finding read_needles(const Hearing& hearing) {
  const Bounds bounds = bounds_of(hearing.heard);
  Finding finding{.state = State::Honoured};
  if (bounds.bad != nullptr) finding = beyond(hearing.heard, *bounds.bad, bounds.good != nullptr);
  finding.most = static_cast<double>(hearing.max_context);
  if (bounds.good == nullptr) return finding;
  const std::int64_t good = size_of(*bounds.good);
  finding.figure = static_cast<double>(good);
  const auto counted = std::get<Reply>(bounds.good->result).usage.prompt_tokens;
  const std::string count = counted ? fmt::format(" (counted as {})", *counted) : "";
  finding.evidence =
      fmt::format("read whole: {} tokens{}; {}", good, count,
                  bounds.bad == nullptr ? "the most that was asked for" : finding.evidence);
  return finding;
}

}  // namespace attune
