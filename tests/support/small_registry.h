#pragma once

#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "scenarios/generate/parse_registry.h"

namespace attune::testing {

// A registry small enough to be looked through by eye, as texts that a test may change.
inline std::map<std::string, std::string> small_registry_texts() {
  const auto block = [](const std::string& id, const std::string& more = "") {
    return fmt::format("[[block]]\nid = '{0}'\ntext = 'Text of {0}.'\n{1}\n", id, more);
  };
  const auto issue = [](const std::string& id, const std::string& split,
                        const std::string& more = "ages = 'any'") {
    return fmt::format(
        "[[core_issue]]\nid = '{0}'\ncategory = 'grief'\nsplit = '{1}'\nawareness = 'partial'\n"
        "text = 'Truth of {0}.'\nopenings = ['{0} one?', '{0} two?', '{0} three?']\n"
        "clues = [{{ text = '{0} shows.', sensitivity = 'low' }},\n"
        "  {{ text = '{0} hurts.', sensitivity = 'high' }},\n"
        "  {{ text = '{0} leaks.', sensitivity = 'medium' }}]\n{2}\n\n",
        id, split, more);
  };
  return {
      {"core_issues.toml",
       issue("lost-dog", "train") + issue("old-debt", "train", "ages = 'older'") +
           issue("first-job", "train", "ages = 'young'\navoid = ['voice:letter', 'trust:late']") +
           issue("quarrel", "test") + issue("secret", "held-out")},
      {"relationships.toml",
       block("chatbot", "context = 'You are an assistant.'\nweight = 6\nstate = { anxious = -2 }") +
           block("friend", "context = 'You are a friend.'\nweight = 1.5") +
           block("parent",
                 "context = 'You are a parent.'\nweight = 2\n"
                 "avoid = ['age:seventy', 'issue:secret']")},
      {"trust_styles.toml",
       block("early", "state = { trusting = 2 }") +
           block("late", "avoid = ['voice:quick']\nstate = { trusting = -2 }")},
      {"defence_styles.toml", block("jokes", "state = { trusting = -1, anxious = 9 }") +
                                  block("facts", "avoid = ['preference:feelings']")},
      {"stances.toml", block("curious") + block("tired", "avoid = ['defence:jokes']")},
      {"voices.toml", block("quick") + block("letter")},
      {"ages.toml", block("sixteen", "band = 'young'\navoid = ['relationship:friend']") +
                        block("forty", "band = 'adult'") + block("seventy", "band = 'older'")},
      {"backgrounds.toml", block("pupil", "bands = ['young']") +
                               block("baker", "bands = ['adult', 'older']") +
                               block("shop", "bands = ['young', 'adult', 'older']")},
      {"sensitivities.toml", block("pity") + block("hurry", "avoid = ['sensitivity:praise']") +
                                 block("praise", "avoid = ['background:baker']")},
      {"preferences.toml", block("short") + block("feelings", "avoid = ['backfire:warmth']")},
      {"backfires.toml", block("advice") + block("warmth")},
  };
}

inline std::vector<PackFile> files_of(const std::map<std::string, std::string>& texts) {
  std::vector<PackFile> files;
  for (const auto& [name, text] : texts) files.push_back({"registry/" + name, text});
  return files;
}

// With `from` replaced by `to` in one file, where it stands first.
inline std::vector<PackFile> changed_registry(const std::string& file, const std::string& from,
                                              const std::string& to) {
  auto texts = small_registry_texts();
  std::string& text = texts.at(file);
  text.replace(text.find(from), from.size(), to);
  return files_of(texts);
}

inline Registry small_registry() {
  const auto registry = parse_registry(files_of(small_registry_texts()));
  return registry ? *registry : Registry{};
}

}  // namespace attune::testing
