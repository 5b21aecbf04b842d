#include "harness/stub/stub_pair.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/stub/stub_subject.h"
#include "scenarios/base/digest.h"
#include "scenarios/base/rng.h"

namespace attune {
namespace {

constexpr double kUnknownSkill = 50;
constexpr double kSkillOfOne = 10;  // so much more skill is one more of the margin
constexpr double kMost = 5;
constexpr std::string_view kMarkIs = "carry the mark ";
constexpr std::string_view kChain = "chain_of_thought_reasoning";
constexpr std::size_t kTagDigits = 8;
constexpr std::string_view kPublishedFirst = "A0493";
constexpr std::string_view kPublishedSecond = "A0488";

// Whose words a fence holds: "reply of HJK, turn 2", "HJK assistant message 2", "HJK debrief".
std::string_view code_of(std::string_view label) {
  constexpr std::string_view kReply = "reply of ";
  if (label.starts_with(kReply)) {
    const std::string_view rest = label.substr(kReply.size());
    return rest.substr(0, rest.find(','));
  }
  const std::string_view code = label.substr(0, label.find(' '));
  for (const std::string_view what : {" assistant message ", " debrief", " analysis"}) {
    if (label.substr(code.size()).starts_with(what)) return code;
  }
  return {};
}

// Calls `found(label, text)` for every text between fences of this mark, in order.
template <class Found>
void each_fenced(std::string_view prompt, std::string_view tag, Found found) {
  const std::string line_end = fmt::format(" {}>>>", tag);
  for (auto at = prompt.find("\n<<<"); at != std::string_view::npos;
       at = prompt.find("\n<<<", at)) {
    at += 4;
    const std::string_view line = prompt.substr(at, prompt.find('\n', at) - at);
    if (!line.ends_with(line_end)) continue;
    const std::string_view label = line.substr(0, line.size() - line_end.size());
    const std::size_t text = at + line.size();
    const std::size_t close = prompt.find(fmt::format("<<<end {}{}", label, line_end), text);
    if (close == std::string_view::npos) return;
    found(label, prompt.substr(text, close - text));
    at = close;
  }
}

void add_reply(std::vector<StubContestant>& contestants, std::string_view code,
               std::string_view text) {
  auto who = std::ranges::find(contestants, code, &StubContestant::code);
  if (who == contestants.end()) {
    contestants.push_back({std::string(code), ""});
    who = std::prev(contestants.end());
  }
  who->replies += text;
}

// Where a line begins with '[' and has the code before its ']', from `from`.
std::size_t bracket_line(std::string_view prompt, std::string_view code, std::size_t from) {
  while (from < prompt.size()) {
    const std::size_t end = std::min(prompt.find('\n', from), prompt.size());
    const std::string_view line = prompt.substr(from, end - from);
    if (line.starts_with('[') && line.find(code) < line.find(']')) return from;
    from = end + 1;
  }
  return std::string_view::npos;
}

std::vector<StubContestant> fenced_contestants(std::string_view prompt) {
  std::vector<StubContestant> contestants;
  const auto mark = prompt.find(kMarkIs);
  if (mark == std::string_view::npos) return contestants;
  each_fenced(prompt, prompt.substr(mark + kMarkIs.size(), kTagDigits),
              [&](std::string_view label, std::string_view text) {
                const std::string_view code = code_of(label);
                if (!code.empty()) add_reply(contestants, code, text);
              });
  return contestants;
}

std::vector<StubContestant> published_contestants(std::string_view prompt) {
  const std::size_t first = bracket_line(prompt, kPublishedFirst, 0);
  if (first == std::string_view::npos) return {};
  const std::size_t second = bracket_line(prompt, kPublishedSecond, first);
  if (second == std::string_view::npos) return {};
  return {{std::string(kPublishedFirst), std::string(prompt.substr(first, second - first))},
          {std::string(kPublishedSecond), std::string(prompt.substr(second))}};
}

// The names in EQ-Bench 3's form: texts of small letters in quotes, behind the reasoning's.
std::vector<std::string> published_names(std::string_view prompt) {
  std::vector<std::string> names;
  const auto chain = prompt.rfind(kChain);
  if (chain == std::string_view::npos) return names;
  std::string_view rest = prompt.substr(chain + kChain.size() + 1);
  for (auto open = rest.find('"'); open != std::string_view::npos; open = rest.find('"')) {
    rest.remove_prefix(open + 1);
    const auto close = rest.find('"');
    if (close == std::string_view::npos) break;
    const std::string_view name = rest.substr(0, close);
    rest.remove_prefix(close + 1);
    const bool is_name = name.find('_') != std::string_view::npos || name.find(' ') == name.npos;
    if (is_name && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == name.npos)
      names.emplace_back(name);
  }
  return names;
}

double skill_of(const StubContestant& contestant) {
  const std::vector<double> marks = skill_marks(contestant.replies);
  if (marks.empty()) return kUnknownSkill;
  return std::accumulate(marks.begin(), marks.end(), 0.0) / static_cast<double>(marks.size());
}

double sign(std::size_t first, std::size_t second) {
  return first == second ? 0 : first > second ? 1 : -1;
}

std::string margin_text(const StubPair& pair, double latent) {
  const double margin = std::clamp(std::round(latent), -kMost, kMost);
  const std::string& code = latent < 0 ? pair.second.code : pair.first.code;
  const auto size = static_cast<std::size_t>(std::abs(margin));
  if (pair.pluses) return code + std::string(std::max<std::size_t>(size, 1), '+');
  return size == 0 ? "tie 0" : fmt::format("{} {}", code, size);
}

}  // namespace

std::optional<StubPair> read_stub_pair(std::string_view prompt) {
  std::vector<StubContestant> contestants = fenced_contestants(prompt);
  if (contestants.empty()) contestants = published_contestants(prompt);
  if (contestants.size() != 2) return std::nullopt;
  StubPair pair{.first = std::move(contestants[0]), .second = std::move(contestants[1])};
  pair.names = asked_names(
      prompt, fmt::format("\"<{}, {} or tie> <0-5>\"", pair.first.code, pair.second.code));
  pair.pluses = pair.names.empty();
  if (pair.pluses) pair.names = published_names(prompt);
  return pair.names.empty() ? std::nullopt : std::optional(std::move(pair));
}

std::string answer_as_pair_judge(const StubJudge& judge, const StubPair& pair,
                                 const StubRequest& request, std::uint64_t seed) {
  Rng rng = Rng::named(
      seed, Digester().add("pair judge").add(request.all_text).add(request.trace).text());
  const double first = skill_of(pair.first);
  const double second = skill_of(pair.second);
  const double lean = judge.bias + judge.first +
                      judge.longer * sign(pair.first.replies.size(), pair.second.replies.size());
  nlohmann::ordered_json answer;
  answer[std::string(pair.pluses ? kChain : "reasoning")] =
      fmt::format("The stub read mean skills of {:.1f} and {:.1f}.", first, second);
  for (const std::string& name : pair.names) {
    const double latent = (first - second) / kSkillOfOne + lean + judge.noise * rng.normal();
    answer[name] = margin_text(pair, latent);
  }
  return answer.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace attune
