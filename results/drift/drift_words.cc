#include "results/drift/drift_words.h"

#include <cmath>

#include <fmt/format.h>

#include "results/drift/ruling.h"

namespace attune {
namespace {

double at_one_place(double value) {
  const double whole = std::round(value * 10);
  return whole == 0 ? 0 : whole / 10;
}

// " (-6.0 to -2.2)"
std::string bracketed(const Estimate& estimate) {
  const std::string ends = ends_text(estimate);
  return ends.empty() ? "" : fmt::format(" ({})", ends);
}

std::string signed_and_bracketed(const Estimate& estimate) {
  return signed_text(estimate.point) + bracketed(estimate);
}

// "4.3 lower (-5.1 to -3.5)"
std::string lower_or_higher(const Estimate& estimate) {
  return fmt::format("{:.1f} {}{}", std::abs(estimate.point),
                     estimate.point < 0 ? "lower" : "higher", bracketed(estimate));
}

std::string total_text(const Estimate& total, const Between& between) {
  const double points = at_one_place(total.point);
  const std::string start = between.subject.text;
  if (points == 0)
    return fmt::format("{} scores as much at {} as at {}{}", start, between.to, between.from,
                       bracketed(total));
  return fmt::format("{} scores {:.1f} {} {} at {} than at {}{}", start, std::abs(points),
                     std::abs(points) == 1 ? "point" : "points", points < 0 ? "less" : "more",
                     between.to, between.from, bracketed(total));
}

std::string rules_text(Cause cause) {
  if (cause == Cause::Model) return ": rules mark it, so that all of it is the model's";
  return ", which may be chance; rules mark it, and they do not change";
}

std::string unknown_text(const Change& change) {
  return fmt::format("; {} cannot be told: {}",
                     off_zero(change.total) ? "whose change that is"
                                            : "what the judge has to do "
                                              "with it",
                     change.why);
}

// REQUIRES: both parts are there.
std::string parts_text(const Change& change) {
  const Estimate& judge = *change.judge;
  const Estimate& model = *change.model;
  switch (change.cause) {
    case Cause::Judge:
      return fmt::format(": the judge marks {}, the model itself {}, which may be chance",
                         lower_or_higher(judge), signed_and_bracketed(model));
    case Cause::Model:
      return fmt::format(": the model itself is {}, the judge marks {}, which may be chance",
                         lower_or_higher(model), signed_and_bracketed(judge));
    case Cause::Both:
      return fmt::format(": the judge marks {}, and the model itself is {}", lower_or_higher(judge),
                         lower_or_higher(model));
    case Cause::None:
      return fmt::format(": the judge marks {} and the model itself {}, which both may be chance",
                         signed_and_bracketed(judge), signed_and_bracketed(model));
    case Cause::Unknown:
      return unknown_text(change);
  }
  return {};
}

std::string anchors_text(const Parts& parts) {
  std::string text =
      fmt::format("the judge's part is what it made of {} frozen {} of {} scenarios at both times",
                  parts.anchors, parts.anchors == 1 ? "reply" : "replies", parts.anchor_scenarios);
  if (parts.anchor_level && parts.subject_level)
    text += fmt::format("; they stood at {:.1f} points, the subject at {:.1f}", *parts.anchor_level,
                        *parts.subject_level);
  return text;
}

bool off_one(const Estimate& ratio) {
  return ratio.low && ratio.high && (*ratio.low > 1 || *ratio.high < 1);
}

std::string spread_text(const Parts& parts) {
  const Estimate& spread = *parts.spread;
  std::string text = fmt::format(
      "the judge now sets the same replies {:.2f} times as far apart as before ({:.2f} to {:.2f}): "
      "its scale has become {}",
      spread.point, *spread.low, *spread.high, spread.point < 1 ? "narrower" : "wider");
  if (parts.levelled)
    text += fmt::format(
        "; with the frozen replies moved to where the subject stood, the model's part is {}",
        signed_and_bracketed(*parts.levelled));
  return text;
}

}  // namespace

std::string signed_text(double value) {
  const double shown = at_one_place(value);
  return shown == 0 ? "0.0" : fmt::format("{:+.1f}", shown);
}

std::string ends_text(const Estimate& estimate) {
  if (!estimate.low || !estimate.high) return {};
  return signed_text(*estimate.low) + " to " + signed_text(*estimate.high);
}

std::string sentence_on(const Change& change, const Between& between) {
  if (!change.total)
    return fmt::format("{} was scored on no scenario at both {} and {}.", between.subject.text,
                       between.from, between.to);
  std::string text = total_text(*change.total, between);
  if (change.cause == Cause::Unknown) return text + unknown_text(change) + ".";
  if (between.by_rules) return text + rules_text(change.cause) + ".";
  if (change.judge && change.model) text += parts_text(change);
  return text + ".";
}

std::vector<std::string> notes_on(const Change& change, const Parts& parts) {
  std::vector<std::string> notes;
  if (parts.anchors > 0) notes.push_back(anchors_text(parts));
  if (parts.spread && off_one(*parts.spread)) notes.push_back(spread_text(parts));
  if (off_zero(change.model) && parts.levelled && !off_zero(parts.levelled))
    notes.emplace_back(
        "the model's part is not counted as shown: with the frozen replies at the subject's level "
        "it may be chance");
  return notes;
}

}  // namespace attune
