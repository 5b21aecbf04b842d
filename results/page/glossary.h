#pragma once

#include <string>

namespace attune {

// What the words of a report mean, as a list of definitions.
std::string glossary_html();

}  // namespace attune
