#include "harness/stub/stub_model.h"

#include <array>
#include <charconv>

namespace attune {
namespace {

struct Row {
  std::string_view name;  // a number follows where `most` says how large it may be
  StubPart part;
  std::optional<int> most;
};

constexpr std::array kRows = {
    Row{"skill-", StubPart::Skill, 100},
    Row{"constant-", StubPart::Constant, 10},
    Row{"always-", StubPart::Letter, 25},
    Row{"refuser", StubPart::Refuser, std::nullopt},
    Row{"mumbler", StubPart::Mumbler, std::nullopt},
    Row{"persona", StubPart::Persona, std::nullopt},
    Row{"judge", StubPart::Judge, std::nullopt},
    Row{"judge-first", StubPart::FirstJudge, std::nullopt},
    Row{"judge-long", StubPart::LongJudge, std::nullopt},
    Row{"judge-unreadable", StubPart::UnreadableJudge, std::nullopt},
};

std::optional<int> parse_number(std::string_view digits, int most) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  return whole && number >= 0 && number <= most ? std::optional(number) : std::nullopt;
}

std::optional<int> parse_letter(std::string_view name) {
  const bool letter = name.size() == 1 && name[0] >= 'a' && name[0] <= 'z';
  return letter ? std::optional(name[0] - 'a') : std::nullopt;
}

std::optional<int> matched(const Row& row, std::string_view name) {
  if (row.part == StubPart::Letter)
    return name.starts_with(row.name) ? parse_letter(name.substr(row.name.size())) : std::nullopt;
  if (!row.most) return name == row.name ? std::optional(0) : std::nullopt;
  if (!name.starts_with(row.name)) return std::nullopt;
  return parse_number(name.substr(row.name.size()), *row.most);
}

}  // namespace

std::optional<StubModel> parse_stub_model(std::string_view name) {
  const auto plus = name.find('+');
  const std::string_view who = name.substr(0, plus);
  for (const Row& row : kRows) {
    const std::optional<int> number = matched(row, who);
    if (!number) continue;
    const auto faults = plus == std::string_view::npos ? std::string_view() : name.substr(plus + 1);
    return StubModel{.part = row.part, .number = *number, .faults = std::string(faults)};
  }
  return std::nullopt;
}

std::vector<std::string> example_stub_models() {
  std::vector<std::string> names = {"skill-50", "skill-85", "constant-3", "always-c"};
  for (const Row& row : kRows) {
    if (!row.most) names.emplace_back(row.name);
  }
  return names;
}

}  // namespace attune
