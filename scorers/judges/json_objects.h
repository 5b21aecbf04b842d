#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

// One field of an object as it stands in the text.
struct JsonField {
  enum class Kind { Number, Text, Boolean, Null, List, Object };
  std::string_view name = {};  // between the quotes, escapes not undone
  Kind kind = Kind::Null;
  double number = 0;           // of a Number
  std::string_view text = {};  // of a Text: between the quotes, escapes not undone
};

using JsonObject = std::vector<JsonField>;

// Calls `found` for every balanced JSON object in any text, nested ones too, as each one closes.
// Allows trailing commas and raw line breaks inside texts. Where something that looked like an
// object turns out not to be one, the search goes on inside it: an odd quote or brace in prose
// hides no object after it. Objects nested deeper than 64 are seen as if they stood alone.
//
// Linear time, no recursion. Ownership: fields point into `text`.
void each_object(std::string_view text, const std::function<void(const JsonObject&)>& found);

// A Text's content with its escapes undone, valid UTF-8; empty where an escape is ill-formed.
std::string unescaped(std::string_view text);

}  // namespace attune
