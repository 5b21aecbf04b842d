// A judge's answer is a stranger's text: whatever it holds, reading it neither crashes nor gives a
// figure outside the range asked for.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "scorers/judges/answer_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const attune::AnswerShape kShape = {
      .figures = {"empathy", "insight"}, .texts = {"reasoning"}, .low = 0, .high = 20};
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto fields = attune::parse_answer(text, kShape);
  if (!fields) return fields.error().what.empty() ? std::abort(), 0 : 0;
  if (fields->figures.size() != kShape.figures.size()) std::abort();
  for (const auto& [name, value] : fields->figures) {
    if (!(value >= kShape.low && value <= kShape.high)) std::abort();
  }
  return 0;
}
