#include "harness/cli/board_text.h"

#include "harness/cli/console.h"

namespace attune {

std::string board_text(const std::vector<Leaderboard>& boards, const Format& format, bool single) {
  return format.name == "table" ? to_tables(boards, output_look()) : format.render(boards, single);
}

}  // namespace attune
