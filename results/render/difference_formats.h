#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "results/differences/difference.h"
#include "results/render/text_lines.h"
#include "scenarios/base/result.h"

namespace attune {

// One way to write differences down, as Format is for leaderboards.
struct DifferenceFormat {
  std::string name;     // "markdown"
  std::string summary;  // one line
  // `single`: the caller asked for one pack, and gets a bare report where the format has a wrapper
  // for several. REQUIRES: reports.size() == 1 where `single`.
  std::string (*render)(const std::vector<DifferenceReport>& reports, bool single) = nullptr;
};

// Every format that ships.
const std::vector<DifferenceFormat>& difference_formats();

// FixInput with the nearest known name where there is none of this name.
Result<const DifferenceFormat*> find_difference_format(std::string_view name);

// The format "table" for a terminal that is otherwise than 80 columns without colour.
std::string to_tables(const std::vector<DifferenceReport>& reports, const TableLook& look);

// Aligned text for a terminal: the answer in sentences, the figures behind it, the scenarios that
// differ most, criteria, spreads, and the notes; with several others, first a line for each. Holds
// no escapes but those of `look`, whatever names and notes hold.
std::string to_table(const DifferenceReport& report, const TableLook& look);
std::string to_table(const DifferenceReport& report);  // 80 columns, without colour

// The same as headings, lists and pipe tables (GitHub's Markdown).
std::string to_markdown(const DifferenceReport& report);

// RFC 4180: one heading, one record for each difference of every report, CRLF. Absent figures are
// empty fields; criteria are "name:point:low:high:samples:clusters:p:adjusted;…". Scenarios,
// spreads and notes are not in it: JSON has them.
std::string to_csv(std::span<const DifferenceReport> reports);

// "attune.difference/1" as results/README.md explains it: figures to four places at most (p to four
// digits), absent ones null, two spaces of indentation, a newline at the end.
std::string to_json(const DifferenceReport& report);

// "attune.differences/1": several reports.
std::string to_json(std::span<const DifferenceReport> reports);

// A table for a paper, one row for each other side, with booktabs' rules; the answers and notes
// stand under it.
std::string to_latex(const DifferenceReport& report);

}  // namespace attune
