#pragma once

#include <string>
#include <string_view>

namespace attune {

// How foreign text gets into a page. Whatever a model, an endpoint or an author of a pack wrote is
// hostile.

// With everything visible that a browser would obey or swallow: control characters as their
// pictures (ESC is "␛"), direction overrides and isolates, line separators and invisible tag
// characters by name ("⟦U+202E⟧"), ill-formed bytes as U+FFFD. Tab and newline stay; "\r\n" is a
// newline. Weak direction marks (U+200E, U+200F) stay: they are needed to write Arabic and Hebrew.
// Idempotent.
std::string visible(std::string_view text);

// `visible` text as HTML and XML text, and as the value of an attribute in either kind of quotes:
// &, <, >, " and ' are entities. Not for scripts, styles, comments or the value of href.
std::string escaped(std::string_view text);

// `escaped` on one line and in at most `columns` columns (East Asian wide letters take two), with
// "…" where something was cut.
std::string escaped_line(std::string_view text, std::size_t columns);

// `visible` on one line: newlines and tabs are blanks.
std::string visible_line(std::string_view text);

}  // namespace attune
