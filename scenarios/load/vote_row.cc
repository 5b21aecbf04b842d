#include "scenarios/load/vote_row.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/digest.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"
#include "scenarios/load/json_members.h"
#include "scenarios/load/vote_texts.h"

namespace attune {
namespace {

// Names the scenario of a vote of which nothing but the prompt is known.
constexpr std::size_t kPromptDigits = 16;

std::string named_columns(VoteField field) {
  std::vector<std::string> names;
  for (const std::string_view name : columns_of(field)) names.emplace_back(name);
  return join(names, " or ");
}

// Reads one row. The first fault stays; what comes after it is of no use.
class RowReader {
 public:
  RowReader(const TableRow& row, const VoteFormat& format) : row_(row), format_(format) {
    vote_.place = row.place;
  }

  Result<Vote> read() {
    read_sides();
    read_outcome();
    read_texts();
    read_figures();
    read_rest();
    name_scenario();
    if (fault_) return *std::move(fault_);
    return std::move(vote_);
  }

 private:
  struct Found {
    std::string_view column;
    TableCell cell;
  };

  [[nodiscard]] std::optional<Found> find(VoteField field) const {
    for (const std::string_view name : columns_of(field)) {
      if (format_.question_is_vote && name == "question_id") continue;
      const auto cell = row_.find(name);
      if (cell) return Found{name, *cell};
    }
    return std::nullopt;
  }

  [[nodiscard]] bool has(VoteField field) const {
    return std::ranges::any_of(columns_of(field),
                               [&](std::string_view name) { return row_.has(name); });
  }

  void fault(std::string_view column, std::string_view problem) {
    if (!fault_)
      fault_ = fix_input(fmt::format("{}: {}: {}", row_.place, printable(column), problem));
  }

  std::string text(VoteField field) {
    const auto found = find(field);
    if (!found) return {};
    auto text = text_of(found->cell);
    if (!text) fault(found->column, "expected a text");
    return text.value_or("");
  }

  std::string needed_text(VoteField field) {
    std::string found = text(field);
    if (trim(found).empty()) fault(named_columns(field), "is missing");
    return found;
  }

  std::optional<double> number(VoteField field, double low, double high) {
    const auto found = find(field);
    if (!found) return std::nullopt;
    const auto value = number_of(found->cell);
    if (value && *value >= low && *value <= high) return value;
    fault(found->column, std::isinf(high)
                             ? fmt::format("expected a number of {} or more", low)
                             : fmt::format("expected a number from {} to {}", low, high));
    return std::nullopt;
  }

  std::optional<double> count(VoteField field) { return number(field, 0, HUGE_VAL); }

  std::optional<bool> truth(VoteField field) {
    const auto found = find(field);
    if (!found) return std::nullopt;
    const auto value = truth_of(found->cell);
    if (!value) fault(found->column, "expected true or false");
    return value;
  }

  void read_sides() {
    vote_.first.model = needed_text(VoteField::First);
    vote_.second.model = needed_text(VoteField::Second);
  }

  void read_outcome() {
    constexpr std::array kForms = {VoteField::Outcome, VoteField::Share, VoteField::ShareOfSecond,
                                   VoteField::Preference};
    if (format_.flags) return read_flags();
    std::vector<VoteField> forms;
    std::ranges::copy_if(kForms, std::back_inserter(forms),
                         [&](VoteField form) { return has(form); });
    if (forms.size() != 1) {
      fault(named_columns(VoteField::Outcome),
            fmt::format("expected one column with the outcome: this, {}, {} or {}; found {}",
                        columns_of(VoteField::Share).front(),
                        columns_of(VoteField::ShareOfSecond).front(),
                        columns_of(VoteField::Preference).front(), forms.size()));
    } else if (forms.front() == VoteField::Outcome) {
      read_word();
    } else {
      read_share(forms.front());
    }
  }

  void read_word() {
    vote_.outcome = needed_text(VoteField::Outcome);
    const auto word = std::ranges::find(format_.words, vote_.outcome, &OutcomeWord::word);
    if (word == format_.words.end()) {
      std::vector<std::string> known;
      for (const OutcomeWord& each : format_.words) known.emplace_back(each.word);
      return fault(find(VoteField::Outcome).value_or(Found{}).column,
                   no_such("outcome", printable(vote_.outcome), known));
    }
    vote_.share = word->share;
    vote_.tie = word->tie;
  }

  void read_share(VoteField form) {
    const double low = form == VoteField::Preference ? 1 : 0;
    vote_.share = number(form, low, low + 1);
    if (vote_.share && form != VoteField::Share) vote_.share = low + 1 - *vote_.share;
    if (vote_.share == 0.5) vote_.tie = TieKind::Tie;
  }

  // Three columns of which one is set.
  void read_flags() {
    constexpr std::array<OutcomeWord, 3> kFlags = {
        {{"winner_model_a", 1}, {"winner_model_b", 0}, {"winner_tie", 0.5, TieKind::Tie}}};
    std::size_t set = 0;
    for (const OutcomeWord& flag : kFlags) {
      const auto cell = row_.find(flag.word);
      const auto truth = cell ? truth_of(*cell) : std::nullopt;
      if (!truth) return fault(flag.word, "expected 0 or 1");
      if (!*truth) continue;
      ++set;
      vote_.outcome = flag.word;
      vote_.share = flag.share;
      vote_.tie = flag.tie;
    }
    if (set != 1) fault("winner_model_a", "expected one of the three outcomes to be set");
  }

  void read_texts() {
    vote_.turns = static_cast<int>(number(VoteField::Turns, 0, 1e6).value_or(0));
    const auto first = said(VoteField::FirstText, vote_.first);
    said(VoteField::SecondText, vote_.second);
    vote_.prompt = join(first.asked, "\n");
    const auto prompt = find(VoteField::Prompt);
    if (prompt) {
      const auto asked = said_in(prompt->cell, format_.texts);
      if (!asked) return fault(prompt->column, asked.error().what);
      // Of a list without roles everything is taken for replies.
      vote_.prompt = join(asked->asked.empty() ? asked->replies : asked->asked, "\n");
    }
    if (vote_.turns == 0)
      vote_.turns = static_cast<int>(std::max<std::size_t>(vote_.first.replies.size(), 1));
  }

  SaidTexts said(VoteField field, VoteSide& side) {
    const auto found = find(field);
    if (!found) return {};
    auto said = said_in(found->cell, format_.texts);
    if (!said) {
      fault(found->column, said.error().what);
      return {};
    }
    const auto seen = static_cast<std::size_t>(vote_.turns);
    if (format_.by_turn && seen > 0 && seen < said->replies.size()) said->replies.resize(seen);
    side.silent = said->silent || said->replies.empty();
    side.replies = std::move(said->replies);
    side.length = mean_characters(side.replies);
    return *std::move(said);
  }

  void read_figures() {
    if (const auto length = count(VoteField::FirstLength)) vote_.first.length = length;
    if (const auto length = count(VoteField::SecondLength)) vote_.second.length = length;
    const auto metadata = row_.find("conv_metadata");
    if (metadata && vote_.first.replies.empty()) {
      auto styles = styles_in(*metadata);
      vote_.first.style = styles.first;
      vote_.second.style = styles.second;
    }
    read_style({VoteField::FirstHeaders, VoteField::FirstLists, VoteField::FirstBold}, vote_.first);
    read_style({VoteField::SecondHeaders, VoteField::SecondLists, VoteField::SecondBold},
               vote_.second);
  }

  void read_style(const std::array<VoteField, 3>& fields, VoteSide& side) {
    const auto headers = count(fields[0]);
    const auto lists = count(fields[1]);
    const auto bold = count(fields[2]);
    if (headers && lists && bold) side.style = ReplyStyle{*headers, *lists, *bold};
  }

  void read_rest() {
    vote_.id = format_.question_is_vote ? question_id() : text(VoteField::Id);
    vote_.judge = judge();
    vote_.session = text(VoteField::Session);
    vote_.anonymous = truth(VoteField::Anonymous);
    vote_.when = when();
    if (const auto language = text(VoteField::Language); !language.empty())
      vote_.tags.push_back("language=" + language);
    if (const auto code = truth(VoteField::Code))
      vote_.tags.push_back(fmt::format("code={}", *code));
    if (const auto tags = row_.find("category_tag")) {
      for (std::string& tag : categories_in(*tags)) vote_.tags.push_back(std::move(tag));
    }
    if (const auto tag = row_.find("dedup_tag")) vote_.sampled = sampled_in(*tag);
  }

  [[nodiscard]] std::string question_id() const {
    const auto cell = row_.find("question_id");
    return cell ? text_of(*cell).value_or("") : std::string();
  }

  // A name; or a list of them, as MT-bench names a model and its prompt.
  std::string judge() {
    const auto found = find(VoteField::Judge);
    if (!found || !found->cell.json || !found->cell.value.starts_with('['))
      return text(VoteField::Judge);
    std::vector<std::string> names;
    const auto list = json_value(found->cell.value);
    for (std::size_t i = 0; list && i < list->size(); ++i) {
      if ((*list)[i].is_string()) names.push_back((*list)[i].get<std::string>());
    }
    if (names.empty()) fault(found->column, "expected names");
    return join(names, " ");
  }

  // Seconds or, where they would lie beyond the year 5000, milliseconds since 1970; or a date and
  // time.
  std::optional<UtcTime> when() {
    constexpr double kSeconds = 1e11;
    constexpr double kMillis = 1e14;
    const auto found = find(VoteField::When);
    if (!found) return std::nullopt;
    const auto number = number_of(found->cell);
    if (number && *number >= 0 && *number < kMillis)
      return UtcTime{std::llround(*number < kSeconds ? *number * 1000 : *number)};
    const auto time = parse_iso_time(text_of(found->cell).value_or(""));
    if (!time) fault(found->column, "expected seconds since 1970 or a date and time");
    return time;
  }

  void name_scenario() {
    vote_.scenario = text(VoteField::Scenario);
    if (!vote_.scenario.empty()) return;
    if (!vote_.prompt.empty()) {
      vote_.scenario = "prompt-" + short_digest(digest_of(vote_.prompt), kPromptDigits);
    } else {
      vote_.scenario = vote_.id;
    }
  }

  const TableRow& row_;
  const VoteFormat& format_;
  Vote vote_;
  std::optional<Error> fault_;
};

}  // namespace

Result<Vote> vote_in(const TableRow& row, const VoteFormat& format) {
  return RowReader(row, format).read();
}

}  // namespace attune
