#include "harness/stub/stub_judge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/stub/stub_pair.h"
#include "harness/stub/stub_subject.h"
#include "scenarios/base/digest.h"
#include "scenarios/base/rng.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr double kUnknownSkill = 50;
constexpr std::string_view kChain = "chain_of_thought_reasoning";

// A mark that a form asks for, and the most it can be.
struct Slot {
  std::string_view text;
  double most;
};

constexpr std::array kSlots = {Slot{"<0-20>", 20}, Slot{"<0-10>", 10}, Slot{"\"0-20\"", 20},
                               Slot{"0-20", 20}};
constexpr std::string_view kFindings = "[[\"<quote>\", <1-3>]";

// Names of what is bad, so that a high skill gets a low mark.
constexpr std::array<std::string_view, 8> kBad = {
    "manipulative",   "inauthentic",          "premature_advice",  "generic_responses",
    "missed_subtext", "missed_opportunities", "made_things_worse", "off_rails"};
constexpr std::array<std::string_view, 4> kProtective = {
    "pushback", "de-escalation", "safe_redirection", "suggestions_to_seek_help"};

bool is_name_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// The criterion that `before`, the text in front of a slot, ends with: `…"warmth": `; else empty.
std::string_view name_at_end(std::string_view before) {
  before = before.substr(0, before.find_last_not_of(" \t\r\n") + 1);
  if (!before.ends_with(':')) return {};
  before.remove_suffix(1);
  before = before.substr(0, before.find_last_not_of(" \t\r\n") + 1);
  if (!before.ends_with('"')) return {};
  before.remove_suffix(1);
  const auto open = before.rfind('"');
  if (open == std::string_view::npos) return {};
  const std::string_view name = before.substr(open + 1);
  return std::ranges::all_of(name, is_name_letter) ? name : std::string_view();
}

template <class Names>
bool is_in(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// Up to three findings: what is good where the skill is high, what is bad where it is low. The
// quote is the stub subject's own mark, which the reply holds.
nlohmann::ordered_json findings(std::string_view name, double skill, const StubRequest& request,
                                Rng& rng) {
  const double share = (is_in(kProtective, name) ? skill : 100 - skill) / 100;
  nlohmann::ordered_json found = nlohmann::ordered_json::array();
  const auto at = request.all_text.rfind("[stub skill ");
  if (at == std::string::npos) return found;
  const std::string quote = request.all_text.substr(at, request.all_text.find(']', at) + 1 - at);
  if (rng.uniform() < share) found.push_back({quote, 1 + static_cast<int>(rng.below(3))});
  return found;
}

double mean_skill(std::string_view prompt) {
  const std::vector<double> marks = skill_marks(prompt);
  if (marks.empty()) return kUnknownSkill;
  return std::accumulate(marks.begin(), marks.end(), 0.0) / static_cast<double>(marks.size());
}

}  // namespace

std::vector<std::string> asked_names(std::string_view prompt, std::string_view slot) {
  std::vector<std::string> names;
  for (auto at = prompt.find(slot); at != std::string_view::npos; at = prompt.find(slot, at + 1)) {
    const std::string name(name_at_end(prompt.substr(0, at)));
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return names;
}

std::string answer_as_judge(const StubJudge& judge, const StubRequest& request,
                            std::uint64_t seed) {
  if (const auto pair = read_stub_pair(request.last_user))
    return answer_as_pair_judge(judge, *pair, request, seed);
  Rng rng =
      Rng::named(seed, Digester().add("judge").add(request.all_text).add(request.trace).text());
  const double skill = mean_skill(request.all_text);
  nlohmann::ordered_json answer;
  // EQ-Bench 3 has a name of its own for the reasons.
  const bool chain = request.all_text.find(kChain) != std::string::npos;
  answer[std::string(chain ? kChain : "reasoning")] =
      fmt::format("The stub read a mean skill of {:.1f}.", skill);
  for (const Slot& slot : kSlots) {
    for (const std::string& name : asked_names(request.all_text, slot.text)) {
      if (answer.contains(name)) continue;
      const double worth = 20 * (is_in(kBad, name) ? 100 - skill : skill) / 100;
      const double mark =
          std::round((worth + judge.bias + judge.noise * rng.normal()) * slot.most / 20);
      answer[name] = static_cast<int>(std::clamp(mark, 0.0, slot.most));
    }
  }
  for (const std::string& name : asked_names(request.all_text, kFindings))
    answer[name] = findings(name, skill, request, rng);
  return answer.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string answer_unreadably() {
  return "It moved me in places and left me cold in others; I would rather not press that into "
         "numbers.";
}

}  // namespace attune
