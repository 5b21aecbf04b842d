// A database may come from a stranger too: whatever stands in it, what is read back can be used and
// is written again as it was, or cannot be read, which is said.
#include <cmath>

#include "results/facts/comparison_json.h"
#include "results/facts/transcript_json.h"
#include "scenarios/load/lint.h"
#include "scenarios/load/pack_json.h"
#include "scenarios/model/choice_order.h"
#include "tests/fuzz/checks.h"

namespace {

using attune::fuzz::check_error;
using attune::fuzz::Input;
using attune::fuzz::is_utf8;
using attune::fuzz::require;

void check_transcript(const std::string& text) {
  const auto transcript = attune::transcript_from_json(text);
  if (!transcript) return check_error(transcript.error(), attune::Remedy::GiveUp);
  for (const attune::Turn& turn : transcript->turns) {
    require(is_utf8(text_of(turn.cue)) && is_utf8(turn.reply) && is_utf8(turn.reasoning));
    for (const attune::Level& level : turn.aside.value_or(attune::Aside()).state)
      require(std::isfinite(level.value));
  }
  const auto again = attune::transcript_from_json(attune::to_json(*transcript));
  require(again && *again == *transcript);
}

void check_comparison(const std::string& text) {
  const bool told = attune::holds_comparisons(text);
  const auto comparison = attune::comparison_from_json(text);
  if (!comparison) return check_error(comparison.error());
  require(comparison->repeat >= 1 && comparison->asked >= 1);
  const std::string written = attune::to_json(*comparison);
  require(written.find('\n') == std::string::npos && attune::holds_comparisons(written));
  require(told || text.find('\n') != std::string::npos);
  const auto again = attune::comparison_from_json(written);
  require(again && *again == *comparison);
}

void check_pack(const std::string& text) {
  const auto pack = attune::pack_from_json(text);
  if (!pack) return check_error(pack.error(), attune::Remedy::GiveUp);
  for (const attune::Scenario& scenario : pack->scenarios) {
    require(!scenario.cues.empty());
    if (scenario.choices) require(is_utf8(attune::choice_cue(scenario, 2)));
  }
  for (const std::string& finding : attune::lint(*pack)) require(!finding.empty());
  require(!attune::digest_of(*pack).empty());
  const auto again = attune::pack_from_json(attune::to_json(*pack));
  require(again && *again == *pack);
}

}  // namespace

// The first byte chooses what is read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const Input input = attune::fuzz::input_of(bytes, size);
  switch (input.form % 3) {
    case 0:
      check_transcript(input.text);
      break;
    case 1:
      check_comparison(input.text);
      break;
    default:
      check_pack(input.text);
      break;
  }
  return 0;
}
