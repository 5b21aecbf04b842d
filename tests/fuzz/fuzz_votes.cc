// Files of votes come from strangers: whatever they hold, reading them gives votes whose figures
// can be counted on, or says in readable words which row is at fault.
#include <array>
#include <cmath>

#include "scenarios/base/csv.h"
#include "scenarios/load/table_rows.h"
#include "scenarios/load/vote_cleaning.h"
#include "scenarios/load/vote_formats.h"
#include "scenarios/load/votes_file.h"
#include "tests/fuzz/checks.h"

namespace {

using attune::fuzz::check_error;
using attune::fuzz::is_utf8;
using attune::fuzz::require;

bool is_count(double value) {
  return std::isfinite(value) && value >= 0;
}

void check(const attune::VoteSide& side) {
  require(!side.model.empty() && is_utf8(side.model));
  for (const std::string& reply : side.replies) require(is_utf8(reply));
  require(is_count(side.length.value_or(0)));
  const attune::ReplyStyle style = side.style.value_or(attune::ReplyStyle());
  require(is_count(style.headers) && is_count(style.lists) && is_count(style.bold));
}

void check(const attune::Vote& vote) {
  check(vote.first);
  check(vote.second);
  const double share = vote.share.value_or(0);
  require(share >= 0 && share <= 1);
  require(vote.tie == attune::TieKind::None || vote.share == 0.5);
  require(!vote.scenario.empty() && vote.turns >= 1 && !vote.place.empty());
  for (const std::string* text :
       {&vote.id, &vote.outcome, &vote.judge, &vote.session, &vote.scenario, &vote.prompt})
    require(is_utf8(*text));
  for (const std::string& tag : vote.tags) require(tag.find('=') != std::string::npos);
  if (vote.when) require(is_utf8(attune::to_text(*vote.when)));
  const auto flaw = attune::flaw_of(vote);
  require(!flaw || !attune::to_text(*flaw).empty());
  require(attune::prompt_key(vote).has_value() == !vote.prompt.empty());
}

void check_votes(const attune::PackFile& file) {
  std::size_t seen = 0;
  const auto told = attune::each_vote(file, [&](const attune::Vote& vote) {
    check(vote);
    ++seen;
  });
  if (!told) return check_error(told.error());
  require(told->votes == seen && seen > 0 && !told->format.empty());
}

void check(const attune::TableCell& cell) {
  const auto text = attune::text_of(cell);
  const auto number = attune::number_of(cell);
  require(!text || is_utf8(*text));
  require(!number || (text && std::isfinite(*number)));
  require(!attune::truth_of(cell) || text);
}

// Each row is told of once, and the place of none lies before that of another.
void check_rows(const attune::PackFile& file) {
  constexpr std::array<std::string_view, 5> kColumns = {"model_a", "winner", "conversation_a",
                                                        "share", ""};
  attune::TableReader reader(file);
  attune::TableRow row;
  while (true) {
    const auto more = reader.next(row);
    if (!more) return check_error(more.error());
    if (!*more) return;
    require(row.place.starts_with("votes:"));
    require(!attune::vote_format_of(row).name.empty());
    for (const std::string_view column : kColumns) {
      const auto cell = row.find(column);
      require(!cell || (row.has(column) && !cell->value.empty()));
      if (cell) check(*cell);
    }
  }
}

using Records = std::vector<std::vector<std::string>>;

attune::Result<Records> records_of(std::string_view text) {
  attune::CsvReader reader(text);
  Records records;
  std::vector<std::string> cells;
  while (true) {
    const auto more = reader.next(cells);
    if (!more) return more.error();
    if (!*more) return records;
    records.push_back(cells);
  }
}

std::string quoted(const std::string& cell) {
  std::string text = "\"";
  for (const char letter : cell) text += letter == '"' ? "\"\"" : std::string(1, letter);
  return text + "\"";
}

// What is read is what anybody else would read who has every cell in quotes.
void check_csv(const std::string& text) {
  const auto records = records_of(text);
  if (!records) return check_error(records.error());
  std::string again;
  for (const std::vector<std::string>& cells : *records) {
    require(!cells.empty());
    for (const std::string& cell : cells) again += quoted(cell) + ",";
    again.back() = '\n';
  }
  const auto same = records_of(again);
  require(same && *same == *records);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const attune::PackFile file = {"votes", {reinterpret_cast<const char*>(bytes), size}};
  check_votes(file);
  check_rows(file);
  check_csv(file.text);
  return 0;
}
