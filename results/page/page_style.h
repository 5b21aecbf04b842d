#pragma once

#include <string>

namespace attune {

// The whole style sheet of a page: colours for light and dark (the system's choice, or that of
// data-theme on the root), charts, and report.css.
std::string page_style();

}  // namespace attune
