#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "results/render/text_lines.h"
#include "results/reports/leaderboard.h"
#include "scenarios/base/result.h"

namespace attune {

// One way to write leaderboards down.
struct Format {
  std::string name;     // "markdown"
  std::string summary;  // one line for `attune list formats`
  // `single`: the caller asked for one pack, and gets a bare board where the format has a wrapper
  // for several. REQUIRES: boards.size() == 1 where `single`.
  std::string (*render)(const std::vector<Leaderboard>& boards, bool single) = nullptr;
};

// Every format that ships, in the order they are listed.
const std::vector<Format>& formats();

// FixInput with the nearest known name where there is none of this name.
Result<const Format*> find_format(std::string_view name);

// The format "table" for a terminal that is otherwise than 80 columns without colour.
std::string to_tables(const std::vector<Leaderboard>& boards, const TableLook& look);

}  // namespace attune
