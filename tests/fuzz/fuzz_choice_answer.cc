// A reply under test is a stranger's text: whatever it holds, a reading of its choices gives as
// many options as were asked for or says why not, and a reading of its sections gives text of the
// reply.
#include "scenarios/model/reply_style.h"
#include "scorers/judges/eqbench3_sections.h"
#include "scorers/rules/choice_answer.h"
#include "tests/fuzz/checks.h"

namespace {

using attune::fuzz::Input;
using attune::fuzz::is_utf8;
using attune::fuzz::require;

void check_choices(const std::string& text, std::span<const attune::ChoiceForm> forms,
                   bool cut_off) {
  const auto read = attune::read_choices(text, forms, cut_off);
  require(read.size() == forms.size());
  for (std::size_t i = 0; i < forms.size(); ++i) {
    require(read[i].places.has_value() == read[i].why.empty());
    require(is_utf8(read[i].why) || !is_utf8(text));
    if (!read[i].places) continue;
    const std::vector<std::size_t>& places = *read[i].places;
    require(places.size() == forms[i].take && std::ranges::is_sorted(places));
    require(std::ranges::adjacent_find(places) == places.end());
    for (const std::size_t place : places) require(place < forms[i].options.size());
  }
}

void check(std::span<const attune::SectionRead> read, std::size_t sections) {
  require(read.size() == sections);
  for (const attune::SectionRead& section : read) {
    require(section.found || section.text.empty());
    require(attune::stripped(section.text) == section.text);
  }
}

void check_sections(const std::string& text) {
  const std::vector<attune::Section> sections = {
      {"thinking", "I'm thinking & feeling"}, {"other", "Perspective-taking"}, {"draft", "Draft"}};
  check(attune::compat_sections(text, sections), sections.size());
  check(attune::robust_sections(text, sections), sections.size());
  const attune::ReplyStyle style = attune::style_of(text);
  require(style.headers >= 0 && style.lists >= 0 && style.bold >= 0);
}

}  // namespace

// The first byte chooses the questions.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const Input input = attune::fuzz::input_of(bytes, size);
  const std::vector<std::string> options = {"a good friend", "Let down", "Überrascht", "Calm, b"};
  std::vector<attune::ChoiceForm> forms = {{.name = "answer", .options = options}};
  if (input.form % 4 == 1) forms.front().take = 2;
  if (input.form % 4 == 2) {
    forms.front().name = "emotion";
    forms.push_back({.name = "cause", .options = {"甲", "乙", "she left"}});
  }
  check_choices(input.text, forms, input.form / 4 % 2 == 1);
  check_sections(input.text);
  return 0;
}
