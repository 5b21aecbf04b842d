#include "scorers/rules/choice_value.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "scenarios/model/choice_order.h"
#include "scorers/rules/text_scan.h"

namespace attune {
namespace {

constexpr std::size_t kLetters = 26;
constexpr std::int32_t kUnspacedScripts = 0x2E80;  // from here on words need no blank: CJK

constexpr auto kBlanks = std::to_array<std::string_view>({" ", "\t", "\u00a0", "\u3000"});
constexpr auto kLines = std::to_array<std::string_view>({"\r", "\n", " ", "\t"});
constexpr auto kOpeners = std::to_array<std::string_view>(
    {" ",       "\t",     "\u00a0",  "\u3000",   "\r",      "\n",      "*",   "_",
     "`",       "\"",     "'",       "“",        "‘",       "「",      "『",  "【",
     "[",       "(",      "（",      "<",        "{",       "$",       "\\[", "\\(",
     "\\boxed", "\\text", "option ", "options ", "choice ", "letter ", "选项"});
constexpr auto kClosers =
    std::to_array<std::string_view>({"*", "_", "`", "\"", "'", "”", "’", "」", "』", "】", "]", ")",
                                     "）", ">", "}", "$", "\\)", "\\]"});
// Between a letter and the text of its option.
constexpr auto kBeforeText =
    std::to_array<std::string_view>({" ", "\t", "\u00a0", "\u3000", ".", ":", "：", "-", "–", "—",
                                     "、", "．", "*", "_", "\"", "“", "(", ")"});
constexpr auto kAnd = std::to_array<std::string_view>(
    {", and ", ",and ", ",", "，", "、", ";", "；", "&", "+", "and ", "以及", "和", "与", "及"});
constexpr auto kOr = std::to_array<std::string_view>({"/", "or ", "或者", "或", "-", "–"});
// Words after a lone "a" that leave it a letter.
constexpr auto kAfterLetter = std::to_array<std::string_view>(
    {"and ", "or ", "because", "since ", "as ", "is ", "und ", "oder ", "weil "});

bool ends_word(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  const std::int32_t next = letter_at(text, at).point;
  if (next >= kUnspacedScripts) return true;
  return !is_letter(next) && !is_word(next);
}

bool begins_word(std::string_view rest) {
  return !rest.empty() && is_letter(letter_at(rest, 0).point) &&
         letter_at(rest, 0).point < kUnspacedScripts;
}

// "a good friend", "I think": no letters of options.
bool is_article(std::string_view text, std::size_t at) {
  if (text[at] != 'a' && text[at] != 'i') return false;
  Cursor cursor(text, at + 1);
  if (cursor.rest().starts_with("'") || cursor.rest().starts_with("’"))
    return begins_word(cursor.rest().substr(cursor.rest().starts_with("'") ? 1 : 3));
  cursor.skip_all(kBlanks);
  if (cursor.at() == at + 1 || !begins_word(cursor.rest())) return false;
  const char next = text[cursor.at()];
  if (next >= 'a' && next <= 'z' && ends_word(text, cursor.at() + 1)) return false;  // "A C"
  return !Cursor(cursor).skip_one_of(kAfterLetter);
}

// One option that is named, by its letter or its text.
struct Element {
  std::size_t place = 0;
  std::size_t end = 0;
  bool disagrees = false;  // its text is that of another option
};

// "C" with what closes it and, if it follows, the option's text.
std::optional<Element> lettered(std::string_view text, std::size_t at,
                                const ShownOptions& options) {
  if (at >= text.size() || text[at] < 'a' || text[at] > 'z' || !ends_word(text, at + 1))
    return std::nullopt;
  Element element{.place = static_cast<std::size_t>(text[at] - 'a')};
  Cursor cursor(text, at + 1);
  cursor.skip_all(kClosers);
  element.end = cursor.at();
  cursor.skip_all(kBeforeText);
  if (const auto own = option_text(cursor.rest(), options); own && cursor.at() > at + 1) {
    element.disagrees = *own != element.place;
    cursor = Cursor(text, cursor.at() + options.texts[*own].size());
    cursor.skip_all(kClosers);
    element.end = cursor.at();
    return element;
  }
  if (is_article(text, at)) return std::nullopt;
  return element;
}

std::optional<Element> element_at(std::string_view text, std::size_t from,
                                  const ShownOptions& options) {
  Cursor cursor(text, from);
  cursor.skip_all(kOpeners);
  const auto named = option_text(cursor.rest(), options);
  if (!named) return lettered(text, cursor.at(), options);
  cursor = Cursor(text, cursor.at() + options.texts[*named].size());
  cursor.skip_all(kClosers);
  return Element{.place = *named, .end = cursor.at()};
}

// The further element of a list, if there is one. `either` says that "or" stands between.
std::optional<Element> further(std::string_view text, std::size_t from, bool& either,
                               const ShownOptions& options) {
  Cursor cursor(text, from);
  cursor.skip_all(kBlanks);
  const bool blank = cursor.at() > from;
  either = cursor.skip_one_of(kOr);
  if (!either && !cursor.skip_one_of(kAnd) && !blank) return std::nullopt;
  cursor.skip_all(kBlanks);
  if (cursor.skip_one_of(kLines)) {  // a list goes on over lines in JSON alone
    cursor.skip_all(kLines);
    if (!cursor.rest().starts_with('"')) return std::nullopt;
  }
  return element_at(text, cursor.at(), options);
}

std::string fault_of(const std::vector<std::size_t>& places, const ShownOptions& options) {
  if (places.back() >= options.texts.size())
    return fmt::format("'{}' is not offered", option_letter(places.back()));
  if (places.size() == options.take) return {};
  return fmt::format("{} option{} named where {} {} asked for", places.size(),
                     places.size() == 1 ? "" : "s", options.take,
                     options.take == 1 ? "was" : "were");
}

}  // namespace

std::optional<std::size_t> lone_letter(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] < 'a' || text[at] > 'z') return std::nullopt;
  if (!ends_word(text, at + 1)) return std::nullopt;
  if (is_article(text, at)) return std::nullopt;
  return static_cast<std::size_t>(text[at] - 'a');
}

std::optional<std::size_t> option_text(std::string_view rest, const ShownOptions& options) {
  std::optional<std::size_t> longest;
  for (std::size_t i = 0; i < options.texts.size(); ++i) {
    const std::string& option = options.texts[i];
    if (option.size() < 2 || !rest.starts_with(option) || !ends_word(rest, option.size())) continue;
    if (!longest || option.size() > options.texts[*longest].size()) longest = i;
  }
  return longest;
}

std::optional<NamedOptions> named_options(Cursor cursor, const ShownOptions& options) {
  const std::string_view rest = cursor.rest();
  NamedOptions named;
  bool either = false;
  bool disagrees = false;
  auto element = element_at(rest, 0, options);
  if (!element) return std::nullopt;
  while (element && named.places.size() <= kLetters) {
    if (either) named.fault = "one option or another";
    disagrees = disagrees || element->disagrees;
    named.places.push_back(element->place);
    named.end = cursor.at() + element->end;
    bool next_either = false;
    element = further(rest, element->end, next_either, options);
    either = next_either;
  }
  std::ranges::sort(named.places);
  named.places.erase(std::unique(named.places.begin(), named.places.end()), named.places.end());
  if (named.fault.empty()) named.fault = fault_of(named.places, options);
  if (disagrees) named.fault = "a letter with the text of another option";
  return named;
}

}  // namespace attune
