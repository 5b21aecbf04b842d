#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace attune {

// The same text as valid UTF-8: every ill-formed byte becomes U+FFFD. Models and servers send
// anything.
std::string valid_utf8(std::string_view bytes);

// What may be passed to a terminal: control characters and escapes (C0, DEL, C1, bidirectional
// overrides, line separators) become visible as U+FFFD; newline and tab stay.
std::string printable(std::string_view text);

// Its characters: code points, not bytes.
std::size_t characters(std::string_view text);

// Columns the text takes on a terminal: of what a reader sees as one sign, the sum of what its
// characters take (East Asian wide ones two, combining ones none); pictures that are put together
// (families, skin tones, flags, keycaps, U+FE0F after a sign) take two, as terminals show them that
// know of them at all.
std::size_t columns(std::string_view text);

// The text cut to at most `width` columns, with "…" where something was cut; no sign is halved.
std::string clipped(std::string_view text, std::size_t width);

}  // namespace attune
