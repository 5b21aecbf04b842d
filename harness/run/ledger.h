#pragma once

#include <map>
#include <optional>

#include "harness/calls/chat.h"
#include "harness/plan/plan.h"

namespace attune {

// What calls cost, and whether another may start. Money is reserved before a call starts, by its
// bytes and its token limit, so that calls in flight cannot overrun the budget together.
class Ledger {
 public:
  Ledger(const RunRequest& request, std::optional<double> budget_usd);

  // What a reply cost; nothing where the price or the usage is unknown.
  [[nodiscard]] std::optional<double> cost(const SubjectId& model, const Usage& usage) const;

  [[nodiscard]] bool affordable(const ChatCall& call) const;
  void reserve(const ChatCall& call);
  void release(const ChatCall& call);

  // Whether money may come back when calls in flight end.
  [[nodiscard]] bool any_reserved() const { return reservations_ > 0; }

  void spend(std::optional<double> cost) { spent_ += cost.value_or(0); }

  [[nodiscard]] double spent() const { return spent_; }

  [[nodiscard]] bool any_price() const { return !prices_.empty(); }

 private:
  [[nodiscard]] double worst_case(const ChatCall& call) const;

  std::map<SubjectId, Price> prices_;
  std::optional<double> budget_;
  double spent_ = 0;
  double reserved_ = 0;
  int reservations_ = 0;  // counted apart: sums of doubles do not come back to 0
};

}  // namespace attune
