#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenarios/model/message.h"
#include "scorers/pair_scorer.h"

namespace attune {

// Asks which of two replies is longer and reads a number: above 0 where the first is better.
class Measure final : public PairScorer {
 public:
  [[nodiscard]] std::string_view id() const override { return "measure@1"; }

  [[nodiscard]] std::optional<std::string> unfit(const SamplePair& pair) const override {
    if (pair.first->outcome == Outcome::Ok && pair.second->outcome == Outcome::Ok) return {};
    return "one of them was not played";
  }

  [[nodiscard]] Question question(const SamplePair& pair) const override {
    return {{text_message(Role::User,
                          pair.first->key.subject.text + " or " + pair.second->key.subject.text)},
            {}};
  }

  [[nodiscard]] std::optional<std::string> fault(const SamplePair& /*pair*/,
                                                 const Answer& answer) const override {
    if (answer.outcome == Outcome::Ok && answer.text != "hm") return {};
    return "no number";
  }

  [[nodiscard]] PairVerdict verdict(const SamplePair& pair, const Answer& answer) const override {
    if (const auto why = fault(pair, answer)) return {"measure@1", Unscored{*why}, ""};
    return {"measure@1", Margins{{{"length", std::stod(answer.text)}}}, ""};
  }
};

}  // namespace attune
