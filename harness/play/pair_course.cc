#include "harness/play/pair_course.h"

#include <algorithm>
#include <cassert>

namespace attune {
namespace {

constexpr int kAskings = 2;  // of one order, while its answer cannot be read

}  // namespace

PairCourse::PairCourse(const Pairing& pairing) : pairing_(pairing) {
  halves_[0].pair = {.first = pairing.a, .second = pairing.b, .seed = pairing.seed};
  halves_[1].pair = {.first = pairing.b, .second = pairing.a, .seed = pairing.seed};
  for (Half& half : halves_) {
    if (!pairing.scorer->unfit(half.pair)) half.question = pairing.scorer->question(half.pair);
  }
}

std::vector<Ask> PairCourse::due() {
  std::vector<Ask> asks;
  for (std::size_t i = 0; i < halves_.size(); ++i) {
    Half& half = halves_[i];
    if (!half.question || half.answer || half.asked) continue;
    half.asked = true;
    asks.push_back({half.question->messages, half.question->parameters, static_cast<int>(i),
                    (pairing_.asking - 1) * kAskings + half.tried});
  }
  return asks;
}

void PairCourse::heard(int position, const Reply& reply) {
  Half& half = halves_.at(static_cast<std::size_t>(position));
  assert(half.asked && !half.answer);
  Answer answer{.outcome = reply.outcome, .text = reply.text, .why = reply.refusal};
  half.asked = false;
  const bool unreadable = pairing_.scorer->fault(half.pair, answer).has_value();
  if (unreadable && half.tried++ < kAskings) return;
  half.answer = std::move(answer);
}

void PairCourse::failed(int position, Outcome outcome, std::string why) {
  halves_.at(static_cast<std::size_t>(position)).answer = {.outcome = outcome,
                                                           .why = std::move(why)};
}

PairVerdict PairCourse::verdict(const Half& half) const {
  if (half.answer) return pairing_.scorer->verdict(half.pair, *half.answer);
  return {.scorer = std::string(pairing_.scorer->id()),
          .finding = Unscored{pairing_.scorer->unfit(half.pair).value_or("it was not asked")}};
}

std::vector<HalfVerdict> PairCourse::ready() {
  std::vector<HalfVerdict> found;
  for (std::size_t i = 0; i < halves_.size(); ++i) {
    Half& half = halves_[i];
    if (half.told || (half.question && !half.answer)) continue;
    half.told = true;
    found.push_back({i == 1, verdict(half), half.answer ? half.answer->text : std::string()});
  }
  return found;
}

bool PairCourse::finished() const {
  return std::ranges::all_of(halves_, [](const Half& half) { return half.told; });
}

}  // namespace attune
