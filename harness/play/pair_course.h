#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/calls/chat.h"
#include "harness/play/ask.h"
#include "scorers/pair_scorer.h"

namespace attune {

// Two samples of one scenario and who compares them.
//
// Ownership: samples and scorer outlive the struct; never null.
struct Pairing {
  const Sample* a = nullptr;
  const Sample* b = nullptr;
  const PairScorer* scorer = nullptr;
  std::uint64_t seed = 1;  // of the run
  int asking = 1;          // which time a judge is asked about the pair, from 1
};

// What a judge found in one of a pair's two orders.
struct HalfVerdict {
  bool turned = false;  // b was shown first
  PairVerdict verdict;
  std::string raw;  // the answer, word for word
  bool operator==(const HalfVerdict&) const = default;
};

// Gets one judge's finding on a pair in both orders: position 0 shows a first, position 1 b. Each
// order is asked by itself, and again once where its answer cannot be read; a half that failed does
// not touch the other. Asks nobody itself, as Conversation.
//
// Ownership: keeps what the Pairing points at.
class PairCourse {
 public:
  explicit PairCourse(const Pairing& pairing);

  // What may be asked now and was not handed out before.
  std::vector<Ask> due();

  // REQUIRES: that position was handed out and not answered since.
  void heard(int position, const Reply& reply);
  // The question could not be put.
  void failed(int position, Outcome outcome, std::string why);

  // Findings that became ready since the last call.
  std::vector<HalfVerdict> ready();
  // Both were handed out.
  [[nodiscard]] bool finished() const;

 private:
  struct Half {
    SamplePair pair;
    std::optional<Question> question;  // absent: it cannot be compared
    std::optional<Answer> answer;
    int tried = 1;
    bool asked = false;  // its current ask was handed out
    bool told = false;   // its finding was handed out
  };

  [[nodiscard]] PairVerdict verdict(const Half& half) const;

  Pairing pairing_;
  std::array<Half, 2> halves_;
};

}  // namespace attune
