#pragma once

#include <string_view>

namespace attune {

// The style sheet and the script of a report, as the files beside this one have them; CMake puts
// them into the binary.
std::string_view report_css();
std::string_view report_js();

}  // namespace attune
