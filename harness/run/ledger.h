#pragma once

#include <map>
#include <optional>

#include "harness/calls/chat.h"
#include "harness/plan/plan.h"

namespace attune {

// What calls cost, and whether another may start. The most that a call can cost is set aside
// before it starts: a token for each byte of its messages, for no tokenizer makes more, and its
// token limit, or 4,096 tokens where it sets none. What an attempt that was never answered may have
// cost stays set aside: so what endpoints charge is within the budget, whatever becomes of their
// answers, as long as replies are not longer than that.
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

  void spend(double cost) { spent_ += cost; }

  // A call that may have been charged, by nobody knows how much.
  void doubt(const ChatCall& call) { doubtful_ += worst_case(call); }

  void doubt(double most) { doubtful_ += most; }

  [[nodiscard]] double spent() const { return spent_; }

  // The most that was charged and is not in spent().
  [[nodiscard]] double doubtful() const { return doubtful_; }

  // The most that would be charged and never heard of, were the process to end now.
  [[nodiscard]] double at_stake() const { return doubtful_ + reserved_; }

  [[nodiscard]] bool any_price() const { return !prices_.empty(); }

 private:
  [[nodiscard]] double worst_case(const ChatCall& call) const;

  std::map<SubjectId, Price> prices_;
  std::optional<double> budget_;
  double spent_ = 0;
  double reserved_ = 0;
  double doubtful_ = 0;
  int reservations_ = 0;  // counted apart: sums of doubles do not come back to 0
};

}  // namespace attune
