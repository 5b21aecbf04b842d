#pragma once

#include <span>
#include <string>
#include <string_view>

#include "scenarios/base/result.h"
#include "scenarios/base/slots.h"

namespace attune {

// The template with every slot filled, as fill() does in one pass, so that whatever a model wrote
// into a value is never searched for slots. FixInput names slots without a text and texts without
// a slot.
Result<std::string> filled(std::string_view prompt, std::span<const Slot> slots);

// A mark that occurs in none of the texts, so that nothing in them can pose as a fence. Made from
// their digest: equal texts give an equal prompt.
std::string fence_tag(std::span<const std::string> texts);

// The text between lines that name it: "<<<reply 7f3a91>>>", the text, "<<<end reply 7f3a91>>>".
// REQUIRES: `tag` from fence_tag() over this text and all others that are fenced with it.
std::string fenced(std::string_view text, std::string_view label, std::string_view tag);

}  // namespace attune
