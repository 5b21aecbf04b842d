#include "scenarios/load/votes_file.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "scenarios/load/table_rows.h"
#include "scenarios/load/vote_formats.h"
#include "scenarios/load/vote_row.h"

namespace attune {
namespace {

Error several(Error first, std::size_t faults) {
  if (faults > 1) first.what += fmt::format(" (and {} more rows at fault)", faults - 1);
  return first;
}

}  // namespace

Result<VotesFile> each_vote(const PackFile& file, const std::function<void(Vote)>& visit) {
  TableReader reader(file);
  TableRow row;
  VotesFile told;
  std::optional<Error> first_fault;
  std::size_t faults = 0;
  const VoteFormat* format = nullptr;
  while (true) {
    const auto more = reader.next(row);
    if (!more) return more.error();
    if (!*more) break;
    if (format == nullptr) format = &vote_format_of(row);
    auto vote = vote_in(row, *format);
    ++told.votes;
    if (!vote) {
      if (++faults == 1) first_fault = std::move(vote).error();
      continue;
    }
    // Nothing says what was answered: each vote stands for itself.
    if (vote->scenario.empty()) vote->scenario = fmt::format("row-{}", told.votes);
    visit(*std::move(vote));
  }
  if (first_fault) return several(*std::move(first_fault), faults);
  if (format == nullptr) return fix_input(file.name + ": holds no vote");
  told.format = format->name;
  return told;
}

}  // namespace attune
