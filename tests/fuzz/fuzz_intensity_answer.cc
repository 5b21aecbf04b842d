// A reply under test is a stranger's text: whatever it holds, a reading gives one finite value for
// each name or says why not, and the robust one no value outside 0-10.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "scorers/rules/intensity_answer.h"
#include "scorers/rules/intensity_robust.h"

namespace {

void check(const attune::AnswerPart& part, std::size_t names, double most) {
  if (!part.values) {
    if (part.why.empty()) std::abort();
    return;
  }
  if (part.values->size() != names) std::abort();
  for (const double value : *part.values) {
    if (!std::isfinite(value) || value < 0 || value > most) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  // The first byte chooses the form.
  const attune::AnswerForm form = {.names = {"Proud", "Angry", "Let down", "Überrascht"},
                                   .revision = (bytes[0] & 1) != 0,
                                   .german = (bytes[0] & 2) != 0};
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const auto compat = attune::read_compat(text, form);
  const auto robust = attune::read_robust(text, form);
  for (const auto* answer : {&compat, &robust}) {
    const double most = answer == &robust ? 10 : HUGE_VAL;
    check(answer->first_pass, form.names.size(), most);
    check(answer->revised, form.names.size(), most);
  }
  return 0;
}
