#include "scenarios/load/lint.h"

#include <algorithm>
#include <map>
#include <set>
#include <utf8proc.h>

#include <fmt/format.h>

#include "scenarios/base/words.h"

namespace attune {
namespace {

bool only_letters(std::string_view name) {
  for (std::size_t at = 0; at < name.size();) {
    utf8proc_int32_t point = -1;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(name.data()) + at;
    const auto size =
        utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(name.size() - at), &point);
    if (size <= 0) return false;
    const auto category = utf8proc_category(point);
    if (category < UTF8PROC_CATEGORY_LU || category > UTF8PROC_CATEGORY_LO) return false;
    at += static_cast<std::size_t>(size);
  }
  return !name.empty();
}

// Problems with the scenarios that have them, in the order in which they were met.
class Findings {
 public:
  void add(const std::string& problem, const std::string& scenario) {
    const auto [at, fresh] = scenarios_.try_emplace(problem);
    if (fresh) order_.push_back(problem);
    at->second.push_back(scenario);
  }

  [[nodiscard]] std::vector<std::string> sentences() const {
    std::vector<std::string> sentences;
    for (const std::string& problem : order_) {
      std::vector<std::string> names = scenarios_.at(problem);
      const std::size_t more = names.size() > kNamed ? names.size() - kNamed : 0;
      names.resize(names.size() - more);
      sentences.push_back(fmt::format("{}: {}{}", join(names, ", "), problem,
                                      more > 0 ? fmt::format(" (and {} more)", more) : ""));
    }
    return sentences;
  }

 private:
  static constexpr std::size_t kNamed = 8;
  std::map<std::string, std::vector<std::string>> scenarios_;
  std::vector<std::string> order_;
};

void lint_key(const Scenario& scenario, Findings& findings) {
  if (!scenario.key) return;
  std::set<std::string> seen;
  for (const EmotionReference& emotion : scenario.key->emotions) {
    if (!only_letters(emotion.name)) {
      findings.add(
          fmt::format("emotion '{}' should be one word of letters, or replies to it cannot be read",
                      emotion.name),
          scenario.id.text);
    }
    if (!seen.insert(to_lower(emotion.name)).second)
      findings.add(fmt::format("emotion '{}' stands twice", emotion.name), scenario.id.text);
  }
}

void lint_scenario(const Scenario& scenario, Findings& findings) {
  const std::string& id = scenario.id.text;
  if (scenario.title.empty()) findings.add("has no title", id);
  for (const Cue& cue : scenario.cues) {
    if (trim(cue.text).empty()) findings.add("has an empty cue", id);
  }
  if (!scenario.rubric.criteria.empty() && scenario.notes.empty())
    findings.add("has no notes for the judge", id);
  if (scenario.key && scenario.rationale.empty())
    findings.add("its reference answer has no rationale", id);
  const bool scored = scenario.key || scenario.choices || scenario.user;
  if (!scored && scenario.rubric.criteria.empty()) {
    findings.add(fmt::format("nothing can score it: neither emotions, options, a simulated user "
                             "nor a rubric for kind '{}'",
                             scenario.kind),
                 id);
  }
  if (scenario.choices && scenario.rationale.empty()) findings.add("its key has no rationale", id);
  lint_key(scenario, findings);
}

void lint_rubric(const Scenario& scenario, std::set<std::string>& kinds, Findings& findings) {
  if (scenario.rubric.criteria.empty() || !kinds.insert(scenario.kind).second) return;
  const bool counts = std::ranges::any_of(scenario.rubric.criteria, &Criterion::counted);
  if (!counts) findings.add("no criterion is counted", "rubric." + scenario.kind);
}

}  // namespace

std::vector<std::string> lint(const Pack& pack) {
  Findings findings;
  std::map<std::string, std::string> first_with;
  std::set<std::string> kinds;
  for (const Scenario& scenario : pack.scenarios) {
    lint_scenario(scenario, findings);
    lint_rubric(scenario, kinds, findings);
    const auto [same, fresh] = first_with.emplace(scenario.cues.front().text, scenario.id.text);
    if (!fresh) findings.add("opens with the same cue as " + same->second, scenario.id.text);
  }
  return findings.sentences();
}

}  // namespace attune
