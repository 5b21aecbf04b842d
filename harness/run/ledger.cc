#include "harness/run/ledger.h"

namespace attune {
namespace {

constexpr double kPerMillion = 1e-6;
constexpr double kTokensPerMessage = 16;  // what frames it: who speaks, where it begins and ends
constexpr int kUnlimitedTokens = 4096;    // reserved where a call sets no limit

}  // namespace

Ledger::Ledger(const RunRequest& request, std::optional<double> budget_usd) : budget_(budget_usd) {
  for (const Contender& contender : everybody(request)) {
    if (contender.settings.price) prices_[contender.id] = *contender.settings.price;
  }
}

std::optional<double> Ledger::cost(const SubjectId& model, const Usage& usage) const {
  const auto price = prices_.find(model);
  if (price == prices_.end() || !usage.prompt_tokens || !usage.completion_tokens)
    return std::nullopt;
  return kPerMillion * (static_cast<double>(*usage.prompt_tokens) * price->second.input +
                        static_cast<double>(*usage.completion_tokens) * price->second.output);
}

double Ledger::worst_case(const ChatCall& call) const {
  const auto price = prices_.find(call.subject);
  if (price == prices_.end()) return 0;
  double tokens = 0;
  for (const Message& message : call.messages)
    tokens += kTokensPerMessage + static_cast<double>(text_of(message).size());
  return kPerMillion *
         (tokens * price->second.input +
          call.parameters.max_tokens.value_or(kUnlimitedTokens) * price->second.output);
}

bool Ledger::affordable(const ChatCall& call) const {
  return !budget_ || spent_ + at_stake() + worst_case(call) <= *budget_;
}

void Ledger::reserve(const ChatCall& call) {
  reserved_ += worst_case(call);
  ++reservations_;
}

void Ledger::release(const ChatCall& call) {
  reserved_ -= worst_case(call);
  if (--reservations_ == 0) reserved_ = 0;
}

}  // namespace attune
