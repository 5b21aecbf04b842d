#pragma once

#include <map>
#include <string>
#include <string_view>

#include "scenarios/base/result.h"

namespace attune {

// The variables of a .env file: NAME=value on a line, `export` before it or not; values bare, in
// 'single' or in "double" quotes (with \n, \", \\ and \$ in them); # begins a comment at the start
// of a line and, after a blank, behind a bare value. Nothing is expanded. The last of one name
// counts.
//
// Errors: FixInput with file:line, and never the line itself, which may hold a key.
using Variables = std::map<std::string, std::string, std::less<>>;

Result<Variables> parse_dotenv(std::string_view text, const std::string& file);

}  // namespace attune
