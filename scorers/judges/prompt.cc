#include "scorers/judges/prompt.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "scenarios/base/digest.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::size_t kTagDigits = 8;

// In lower case too: a judge reads "7F3A" as the same mark.
bool occurs(const std::string& tag, std::span<const std::string> texts) {
  return std::ranges::any_of(texts,
                             [&](const std::string& text) { return contains_fold(text, tag); });
}

}  // namespace

Result<std::string> filled(std::string_view prompt, std::span<const Slot> slots) {
  const std::vector<std::string> names = slots_of(prompt);
  std::vector<std::string> unused;
  for (const Slot& slot : slots) {
    if (std::ranges::find(names, slot.name) == names.end()) unused.push_back(slot.name);
  }
  if (!unused.empty()) return fix_input("no slot for the text " + join(unused, ", "));
  return fill(prompt, slots);
}

std::string fence_tag(std::span<const std::string> texts) {
  Digester digester;
  for (const std::string& text : texts) digester.add(text);
  std::string digest = digester.text();
  while (occurs(short_digest(digest, kTagDigits), texts)) digest = digest_of(digest);
  return short_digest(digest, kTagDigits);
}

std::string fenced(std::string_view text, std::string_view label, std::string_view tag) {
  const std::string_view line_end = text.empty() || text.ends_with('\n') ? "" : "\n";
  return fmt::format("<<<{0} {1}>>>\n{2}{3}<<<end {0} {1}>>>\n", label, tag, text, line_end);
}

}  // namespace attune
