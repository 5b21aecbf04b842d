// A judge's answer is a stranger's text, and so is what a model says that plays a user: whatever it
// holds, no reading of it crashes or gives a figure outside the range asked for.
#include <cctype>
#include <cmath>
#include <set>

#include "harness/play/user_turn.h"
#include "scorers/judges/answer_json.h"
#include "scorers/judges/eqbench3_answer.h"
#include "scorers/judges/persona_score.h"
#include "scorers/judges/spiral_answer.h"
#include "scorers/judges/spiral_score.h"
#include "scorers/rules/judgemark_answer.h"
#include "tests/fuzz/checks.h"

namespace {

using attune::fuzz::check_error;
using attune::fuzz::is_utf8;
using attune::fuzz::require;

void check_rubric(std::string_view text) {
  static const attune::AnswerShape kShape = {
      .figures = {"empathy", "insight"}, .texts = {"reasoning"}, .low = 0, .high = 20};
  const auto fields = attune::parse_answer(text, kShape);
  if (!fields) return check_error(fields.error(), attune::Remedy::GiveUp);
  require(fields->figures.size() == kShape.figures.size());
  for (const auto& [name, value] : fields->figures)
    require(value >= kShape.low && value <= kShape.high);
  for (const auto& [name, reason] : fields->texts) require(is_utf8(reason));
}

// A quote is found in itself, if there is a word in it.
void check_quote(const std::string& quote) {
  constexpr std::size_t kLookedUp = 400;  // bytes
  const bool word = std::ranges::any_of(
      quote, [](unsigned char letter) { return std::isalnum(letter) != 0 && letter < 0x80; });
  require(attune::QuotedReply(quote).has(quote) || !word || quote.size() > kLookedUp);
}

void check_spiral(std::string_view text) {
  constexpr std::ptrdiff_t kMost = 12;  // of one behaviour
  const auto findings = attune::parse_spiral_answer(text);
  if (!findings) return check_error(findings.error(), attune::Remedy::GiveUp);
  for (const attune::SpiralFinding& finding : *findings) {
    require(finding.behaviour < attune::kSpiralBehaviours.size());
    require(finding.strength >= 1 && finding.strength <= 3 && is_utf8(finding.quote));
    require(std::ranges::count(*findings, finding.behaviour, &attune::SpiralFinding::behaviour) <=
            kMost);
    check_quote(finding.quote);
  }
  require(std::ranges::is_sorted(*findings, {}, &attune::SpiralFinding::behaviour));
}

// Reads as the reference of EQ-Bench 3 does; its figures have no range, but are figures.
void check_compat(std::string_view text) {
  const auto read = attune::compat_scores(text);
  if (!read) return check_error(read.error(), attune::Remedy::GiveUp);
  require(!read->scores.empty() && is_utf8(read->reasoning));
  for (const auto& [name, score] : read->scores) require(std::isfinite(score));
}

void check_judgemark(std::string_view text) {
  const attune::Rubric rubric = {.criteria = {{.name = "warmth"}, {.name = "clich\u00e9s"}}};
  const auto marks = attune::given_marks(text);
  std::set<std::string> names;
  for (const attune::GivenMark& mark : marks)
    require(std::isfinite(mark.value) && names.insert(mark.name).second);
  const double raw = attune::judgemark_raw(marks, rubric).value_or(1);
  require(raw >= 1 && raw <= 10);
}

const attune::SimulatedUser& a_user() {
  static const attune::SimulatedUser kUser = {
      .instructions = "You are Ines.",
      .opening = "Hi.",
      .state = {{.name = "trusting", .weight = 2}, {.name = "angry", .weight = -1, .start = 1}}};
  return kUser;
}

void check(const std::vector<attune::Level>& state) {
  for (const attune::Level& level : state) {
    require(level.name == "trusting" || level.name == "angry");
    require(level.value >= 0 && level.value <= 10);
  }
}

// What a simulated user says and keeps to themselves, and what a debrief makes of them.
void check_persona(std::string_view text) {
  const attune::SimulatedUser& user = a_user();
  const std::string answer = attune::valid_utf8(text);  // as wires hand it over
  const auto turn = attune::read_user_turn(answer, user, attune::starting_state(user));
  if (turn) {
    require(!turn->words.empty() && is_utf8(turn->words) && is_utf8(turn->aside.internal));
    require(turn->aside.state.size() == user.state.size());
    check(turn->aside.state);
    const double good = attune::goodness(user.state, turn->aside.state).value_or(-1);
    require(good >= 0 && good <= 1);
  } else {
    check_error(turn.error(), attune::Remedy::GiveUp);
  }
  attune::SimulatedUser plain = user;
  plain.state.clear();
  const auto words = attune::read_user_turn(answer, plain, {});
  require(!words || words->aside.state.empty());
  const auto estimate = attune::read_estimate(text, user.state);
  check(estimate);
  const double near = attune::emotional_attunement(estimate, attune::starting_state(user));
  require(near >= 0 && near <= 10);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  check_rubric(text);
  check_spiral(text);
  check_compat(text);
  check_judgemark(text);
  check_persona(text);
  return 0;
}
