#include "scorers/rules/choice_answer.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "scenarios/base/words.h"
#include "scorers/rules/choice_value.h"
#include "scorers/rules/last_reply.h"
#include "scorers/rules/text_scan.h"

namespace attune {
namespace {

constexpr auto kBlanks = std::to_array<std::string_view>({" ", "\t", "\u00a0", "\u3000"});
constexpr auto kAfterLabel = std::to_array<std::string_view>(
    {" ", "\t", "\u00a0", "\u3000", "*", "_", "`", "\"", "'", "”", "]", ")", "）", "】", ">"});
constexpr auto kSeparators =
    std::to_array<std::string_view>({":", "：", "=", "->", "=>", "→", "is ", "is:", "is\n",
                                     "would be ", "should be ", "是", "为", "-", "–", "—"});
constexpr auto kLineMarks = std::to_array<std::string_view>(
    {" ", "\t", "\u00a0", "\u3000", "#", ">", "-", "•", "*", "_", "`", "\"", "“"});
constexpr auto kLineEndMarks = std::to_array<std::string_view>(
    {" ", "\t", "\u00a0", "\u3000", "\r", "*", "_", "`", "\"", "”", ".", "。", "!", "！"});
constexpr auto kAfterLetter =
    std::to_array<std::string_view>({")", "）", ".", "．", ":", "：", "、"});
constexpr auto kAfterBold = std::to_array<std::string_view>({"*", ")", "）", ".", "．", ":", "："});
constexpr auto kOpeners =
    std::to_array<std::string_view>({"**", "*", "(", "（", "[", "\"", "“", "`"});
constexpr auto kBrackets = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"(", ")"}, {"[", "]"}, {"（", "）"}, {"【", "】"}});
constexpr auto kPhrases = std::to_array<std::string_view>(
    {"option ", "choice ", "choose ", "pick ", "select ", "选项", "选择", "选"});
constexpr auto kNegations = std::to_array<std::string_view>(
    {"not ", "n't ", "n’t ", "than ", "except ", "nor ", "neither ", "不是", "不选", "而非"});

bool is_ascii_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// What may stand before the answer to a question.
struct Label {
  std::string text;
  std::size_t form = 0;
};

std::vector<Label> labels_of(std::span<const ChoiceForm> forms) {
  std::vector<Label> labels;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    labels.push_back({folded(forms[i].name), i});
    if (forms.size() == 1) {
      for (const char* word : {"answer", "答案", "回答"}) labels.push_back({word, i});
      continue;
    }
    for (const char* word : {"answer_q", "answer q", "answer ", "answer", "question ", "question",
                             "q", "答案", "问题", "答案 ", "问题 "}) {
      labels.push_back({fmt::format("{}{}", word, i + 1), i});
    }
  }
  std::erase_if(labels, [](const Label& label) { return label.text.empty(); });
  std::ranges::stable_sort(labels, std::greater(), [](const Label& l) { return l.text.size(); });
  return labels;
}

// Reads one folded reply.
class Reading {
 public:
  Reading(std::string_view text, std::span<const ChoiceForm> forms) : text_(text) {
    for (const ChoiceForm& form : forms) {
      ShownOptions options{.take = form.take};
      for (const std::string& option : form.options)
        options.texts.push_back(folded(std::string(trim(option))));
      options_.push_back(std::move(options));
    }
    fields_.resize(forms.size());
    stated_.resize(forms.size());
  }

  // 1 and 2: what stands after a label.
  void find_statements(const std::vector<Label>& labels) {
    for (std::size_t at = 0; at < text_.size();) {
      const Label* label = label_at(at, labels);
      if (label != nullptr) read_statement(at, *label);
      at += label != nullptr ? label->text.size() : letter_at(text_, at).size;
    }
  }

  [[nodiscard]] ChosenPlaces answer(std::size_t form, bool cut_off) const {
    if (fields_[form]) return chosen(*fields_[form]);
    if (stated_[form]) return chosen(*stated_[form]);
    if (cut_off) return {{}, "no answer before the cut"};
    if (options_.size() == 1) {
      if (const auto whole = whole_reply()) return chosen(*whole);
      if (auto marked = marked_letters()) return *std::move(marked);
    }
    return whole_lines(form);
  }

  // Forgets statements that end where the text does: the next word may have changed them.
  void forget_unfinished() {
    for (auto* found : {&fields_, &stated_}) {
      for (auto& named : *found) {
        if (named && named->end >= text_.size()) named.reset();
      }
    }
  }

 private:
  const Label* label_at(std::size_t at, const std::vector<Label>& labels) const {
    for (const Label& label : labels) {
      if (!text_.substr(at).starts_with(label.text)) continue;
      const bool ascii = is_ascii_word(label.text.front());
      if (!ascii || at == 0 || !is_ascii_word(text_[at - 1])) return &label;
    }
    return nullptr;
  }

  void read_statement(std::size_t at, const Label& label) {
    const std::size_t end = at + label.text.size();
    Cursor cursor(text_, end);
    const bool field = at > 0 && text_[at - 1] == '"' && cursor.skip("\"");
    cursor.skip_all(kAfterLabel);
    const bool line_ends = cursor.rest().starts_with('\n') || cursor.rest().starts_with('\r');
    if (!cursor.skip_one_of(kSeparators) && !line_ends) return;
    cursor.skip_all(kAfterLabel);
    cursor.skip_one_of(kSeparators);  // "is: "
    auto named = named_options(cursor, options_[label.form]);
    if (named) (field ? fields_ : stated_)[label.form] = std::move(named);
  }

  static ChosenPlaces chosen(const NamedOptions& named) {
    if (!named.fault.empty()) return {{}, named.fault};
    return {named.places, {}};
  }

  // 3. Only what closes may follow.
  [[nodiscard]] std::optional<NamedOptions> whole_reply() const {
    auto named = named_options(Cursor(text_, 0), options_.front());
    if (!named) return std::nullopt;
    Cursor cursor(text_, named->end);
    while (cursor.skip_one_of(kLineEndMarks) || cursor.skip("\n")) {
    }
    if (!cursor.rest().empty()) return std::nullopt;
    return named;
  }

  // 4. Nothing where no letter is marked.
  [[nodiscard]] std::optional<ChosenPlaces> marked_letters() const {
    std::set<std::size_t> places;
    bool negated = false;
    for (std::size_t at = 0; at < text_.size(); at += letter_at(text_, at).size) {
      const auto letter = marked_letter(at);
      if (!letter || *letter >= options_.front().texts.size()) continue;
      places.insert(*letter);
      negated = negated || is_negated(at);
    }
    if (places.empty()) return std::nullopt;
    if (negated) return ChosenPlaces{{}, "letters that are ruled out, and no marked answer"};
    if (places.size() == options_.front().take)
      return ChosenPlaces{std::vector(places.begin(), places.end()), {}};
    return ChosenPlaces{{},
                        fmt::format("letters of {} option{} and no marked answer", places.size(),
                                    places.size() == 1 ? "" : "s")};
  }

  [[nodiscard]] std::optional<std::size_t> marked_letter(std::size_t at) const {
    if (at == 0 || text_[at - 1] == '\n') {
      if (const auto letter = leading_letter(at)) return letter;
    }
    if (const auto letter = bracketed_letter(at)) return letter;
    if (text_.substr(at).starts_with("**") && (at == 0 || text_[at - 1] != '*')) {
      Cursor cursor(text_, at + 2);
      const auto letter = lone_letter(text_, cursor.at());
      if (letter && Cursor(text_, cursor.at() + 1).skip_one_of(kAfterBold)) return letter;
    }
    for (const std::string_view phrase : kPhrases) {
      if (!text_.substr(at).starts_with(phrase)) continue;
      Cursor cursor(text_, at + phrase.size());
      cursor.skip_all(kBlanks);
      cursor.skip_one_of(kOpeners);
      return lone_letter(text_, cursor.at());
    }
    return std::nullopt;
  }

  // "(c)", and not the end of "emotion(s)".
  [[nodiscard]] std::optional<std::size_t> bracketed_letter(std::size_t at) const {
    if (at > 0 && is_ascii_word(text_[at - 1])) return std::nullopt;
    for (const auto& [open, close] : kBrackets) {
      Cursor cursor(text_, at);
      if (!cursor.skip(open)) continue;
      const auto letter = lone_letter(text_, cursor.at());
      if (letter && Cursor(text_, cursor.at() + 1).skip(close)) return letter;
    }
    return std::nullopt;
  }

  // "C) its text", "C. …", or a line that is a letter alone.
  [[nodiscard]] std::optional<std::size_t> leading_letter(std::size_t line) const {
    Cursor cursor(text_, line);
    cursor.skip_all(kLineMarks);
    const auto letter = lone_letter(text_, cursor.at());
    if (!letter) return std::nullopt;
    cursor = Cursor(text_, cursor.at() + 1);
    if (cursor.skip_one_of(kAfterLetter)) return letter;
    cursor.skip_all(kLineEndMarks);
    return cursor.rest().empty() || cursor.skip("\n") ? letter : std::nullopt;
  }

  [[nodiscard]] bool is_negated(std::size_t at) const {
    std::string_view before = text_.substr(0, at);
    while (before.ends_with('*') || before.ends_with('(')) before.remove_suffix(1);
    return std::ranges::any_of(kNegations,
                               [&](std::string_view word) { return before.ends_with(word); });
  }

  // 5.
  [[nodiscard]] ChosenPlaces whole_lines(std::size_t form) const {
    const ShownOptions& options = options_[form];
    std::set<std::size_t> places;
    for (std::size_t line = 0; line < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', line), text_.size());
      Cursor cursor(text_.substr(0, end), line);
      cursor.skip_all(kLineMarks);
      if (const auto named = option_text(cursor.rest(), options)) {
        cursor = Cursor(text_.substr(0, end), cursor.at() + options.texts[*named].size());
        cursor.skip_all(kLineEndMarks);
        if (cursor.rest().empty()) places.insert(*named);
      }
      line = end + 1;
    }
    if (places.size() == options.take) return {std::vector(places.begin(), places.end()), {}};
    if (places.empty()) return {{}, "no option is named"};
    return {{}, fmt::format("the texts of {} options and no marked answer", places.size())};
  }

  std::string_view text_;
  std::vector<ShownOptions> options_;
  std::vector<std::optional<NamedOptions>> fields_;  // by JSON field
  std::vector<std::optional<NamedOptions>> stated_;  // by label
};

}  // namespace

std::vector<ChosenPlaces> read_choices(std::string_view reply, std::span<const ChoiceForm> forms,
                                       bool cut_off) {
  const std::string text = folded(without_thoughts(reply));
  Reading reading(text, forms);
  reading.find_statements(labels_of(forms));
  if (cut_off) reading.forget_unfinished();
  std::vector<ChosenPlaces> answers;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    ChosenPlaces answer = reading.answer(i, cut_off);
    if (!answer.places && forms.size() > 1)
      answer.why = fmt::format("{}: {}", forms[i].name, answer.why);
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace attune
