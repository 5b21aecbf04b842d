#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/base/result.h"

namespace attune {

// A text that goes into the slot `{name}` of a template.
struct Slot {
  std::string name;
  std::string text;
};

// The slot names of a template, each once, in order. A slot is `{` [a-z_]+ `}`; other braces are
// plain text.
std::vector<std::string> slots_of(std::string_view pattern);

// The template with every slot filled, in one pass: what was filled in is never looked at again,
// so no text can pose as a slot. FixInput when a slot has no text.
Result<std::string> fill(std::string_view pattern, std::span<const Slot> slots);

}  // namespace attune
