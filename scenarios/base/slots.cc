#include "scenarios/base/slots.h"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/base/words.h"

namespace attune {
namespace {

// Calls `plain` and `slot` with the pieces of the template in order.
template <class Plain, class Named>
void walk(std::string_view pattern, Plain plain, Named named) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz_";
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    plain(pattern.substr(0, open));
    if (open == std::string_view::npos) return;
    pattern.remove_prefix(open);
    const auto end = pattern.find_first_not_of(kLetters, 1);
    const bool is_slot = end != std::string_view::npos && end > 1 && pattern[end] == '}';
    if (is_slot) named(pattern.substr(1, end - 1));
    if (!is_slot) plain(pattern.substr(0, 1));
    pattern.remove_prefix(is_slot ? end + 1 : 1);
  }
}

}  // namespace

std::vector<std::string> slots_of(std::string_view pattern) {
  std::vector<std::string> names;
  walk(
      pattern, [](std::string_view) {},
      [&](std::string_view name) {
        if (std::ranges::find(names, name) == names.end()) names.emplace_back(name);
      });
  return names;
}

Result<std::string> fill(std::string_view pattern, std::span<const Slot> slots) {
  std::string filled;
  std::vector<std::string> empty;
  walk(
      pattern, [&](std::string_view plain) { filled += plain; },
      [&](std::string_view name) {
        const auto slot = std::ranges::find(slots, name, &Slot::name);
        if (slot == slots.end()) empty.emplace_back(name);
        if (slot != slots.end()) filled += slot->text;
      });
  if (empty.empty()) return filled;
  return fix_input(fmt::format("the template's slot {{{}}} has no text", join(empty, "}, {")));
}

}  // namespace attune
