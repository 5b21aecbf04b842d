// A judge's answer on two is a stranger's text: whatever it holds, reading it neither crashes nor
// gives a margin out of range, an even verdict that is forbidden, or another winner when the two
// codes change places.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "scorers/judges/pair_answer.h"

namespace {

using attune::PairAnswer;
using attune::PairShape;
using attune::Result;

bool is_whole_margin(double value) {
  return value == std::floor(value) && std::abs(value) <= attune::kMostMargin;
}

void check(const PairAnswer& answer, const PairShape& shape) {
  if (answer.margins.size() != shape.criteria.size()) std::abort();
  bool even = true;
  for (std::size_t i = 0; i < answer.margins.size(); ++i) {
    const double value = answer.margins[i].value;
    if (answer.margins[i].criterion != shape.criteria[i]) std::abort();
    if (!is_whole_margin(value)) std::abort();
    if (shape.form == PairShape::Form::Pluses && value == 0) std::abort();
    even = even && value == 0;
  }
  if (even && !shape.ties) std::abort();
}

// In pluses, which say nothing without a code.
void check_mirror(const Result<PairAnswer>& one, const Result<PairAnswer>& other) {
  if (one.has_value() != other.has_value()) std::abort();
  for (std::size_t i = 0; one && i < one->margins.size(); ++i) {
    if (one->margins[i].value != -other->margins[i].value) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  // The first byte chooses the form.
  PairShape shape = {
      .criteria = {"bond_and_rapport", "authenticity"},
      .labels = {"HJK", "QRV"},
      .form = (bytes[0] & 1) != 0 ? PairShape::Form::Pluses : PairShape::Form::Number,
      .ties = (bytes[0] & 2) == 0};
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const auto answer = attune::parse_pair_answer(text, shape);
  if (answer) check(*answer, shape);
  if (!answer && answer.error().what.empty()) std::abort();
  std::swap(shape.labels.first, shape.labels.second);
  const auto turned = attune::parse_pair_answer(text, shape);
  if (shape.form == PairShape::Form::Pluses) check_mirror(answer, turned);
  return 0;
}
