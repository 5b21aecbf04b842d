#include "scorers/rules/answer_sections.h"

#include <algorithm>
#include <optional>

#include "scorers/rules/text_scan.h"

namespace attune {
namespace {

struct Phrase {
  std::string text;  // folded
  AnswerSection section;
};

// How headings of the two prompts begin, and what models make of them.
std::vector<Phrase> heading_phrases() {
  using enum AnswerSection;
  std::vector<Phrase> phrases = {
      {"first pass", FirstPass},    {"first-pass", FirstPass},     {"first_pass", FirstPass},
      {"firstpass", FirstPass},     {"initial scores", FirstPass}, {"initial ratings", FirstPass},
      {"erste ", FirstPass},        {"erste_", FirstPass},         {"erster durchgang", FirstPass},
      {"erstbewertung", FirstPass}, {"critique", Critique},        {"kritik", Critique},
      {"revised", Revised},         {"revision", Revised},         {"final scores", Revised},
      {"final ratings", Revised},   {"überarbeitet", Revised},     {"überarbeitung", Revised},
  };
  for (Phrase& phrase : phrases) phrase.text = folded(phrase.text);
  return phrases;
}

constexpr std::size_t kTail = 48;  // bytes of further words a heading may have

// A heading goes on in a few words to a colon or brace, or ends its line having begun it.
bool ends_as_heading(std::string_view text, std::size_t at, bool begins_line) {
  constexpr std::string_view kWithin = " \t_-*\"'`()&";
  for (const char c : text.substr(at, kTail)) {
    if (c == ':' || c == '=' || c == '{') return true;
    if (c == '\n' || c == '\r') return begins_line;
    const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (!letter && kWithin.find(c) == std::string_view::npos) return false;
  }
  return begins_line && text.size() - at <= kTail;
}

// What may stand before a heading that begins its line: marks, bullets, numbers.
bool is_line_lead(std::int32_t point) {
  constexpr std::string_view kLead = " \t#*_>-+\"'`.()[{|=~";
  if (point >= 0x80) return !is_letter(point);
  return point < 0 || (point >= '0' && point <= '9') ||
         kLead.find(static_cast<char>(point)) != std::string_view::npos;
}

// Walks the text and knows at each letter whether a line or a word begins there.
class HeadingFinder {
 public:
  explicit HeadingFinder(std::string_view text) : text_(text) {}

  std::vector<SectionText> cut() {
    for (std::size_t at = 0; at < text_.size();) {
      const Letter letter = letter_at(text_, at);
      if (is_letter(letter.point) && !in_word_) note_heading(at);
      in_word_ = is_letter(letter.point);
      begins_line_ = letter.point == '\n' || (begins_line_ && is_line_lead(letter.point));
      at += letter.size;
    }
    close(text_.size());
    return std::move(pieces_);
  }

 private:
  void note_heading(std::size_t at) {
    const std::string_view rest = text_.substr(at);
    const auto begins = [&](const Phrase& phrase) { return rest.starts_with(phrase.text); };
    const auto phrase = std::ranges::find_if(phrases_, begins);
    if (phrase == phrases_.end()) return;
    if (!ends_as_heading(text_, at + phrase->text.size(), begins_line_)) return;
    close(at);
    section_ = phrase->section;
    start_ = at + phrase->text.size();
  }

  void close(std::size_t end) {
    if (end > start_) pieces_.push_back({section_, text_.substr(start_, end - start_)});
  }

  std::string_view text_;
  std::vector<Phrase> phrases_ = heading_phrases();
  std::vector<SectionText> pieces_;
  AnswerSection section_ = AnswerSection::FirstPass;
  std::size_t start_ = 0;
  bool in_word_ = false;
  bool begins_line_ = true;
};

}  // namespace

std::vector<SectionText> answer_sections(std::string_view text) {
  return HeadingFinder(text).cut();
}

}  // namespace attune
