#include "harness/stub/stub_judge.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/stub/stub_subject.h"
#include "scenarios/base/digest.h"
#include "scenarios/base/rng.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::string_view kSlot = "<0-20>";
constexpr double kUnknownSkill = 50;

bool is_name_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
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

double mean_skill(std::string_view prompt) {
  const std::vector<double> marks = skill_marks(prompt);
  if (marks.empty()) return kUnknownSkill;
  return std::accumulate(marks.begin(), marks.end(), 0.0) / static_cast<double>(marks.size());
}

}  // namespace

std::vector<std::string> asked_criteria(std::string_view prompt) {
  std::vector<std::string> names;
  for (auto at = prompt.find(kSlot); at != std::string_view::npos;
       at = prompt.find(kSlot, at + 1)) {
    const std::string name(name_at_end(prompt.substr(0, at)));
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return names;
}

std::string answer_as_judge(const StubJudge& judge, const StubRequest& request,
                            std::uint64_t seed) {
  Rng rng =
      Rng::named(seed, Digester().add("judge").add(request.all_text).add(request.trace).text());
  const double skill = mean_skill(request.all_text);
  nlohmann::ordered_json answer;
  answer["reasoning"] = fmt::format("The stub read a mean skill of {:.1f}.", skill);
  for (const std::string& name : asked_criteria(request.all_text)) {
    const double mark = std::round(skill * 20 / 100 + judge.bias + judge.noise * rng.normal());
    answer[name] = static_cast<int>(std::clamp(mark, 0.0, 20.0));
  }
  return answer.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string answer_unreadably() {
  return "It moved me in places and left me cold in others; I would rather not press that into "
         "numbers.";
}

}  // namespace attune
