#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/model/sample.h"
#include "scorers/question.h"
#include "scorers/verdict.h"

namespace attune {

// Turns a sample into a Verdict. A rule reads the transcript; a judge also has questions, which
// somebody else asks: a scorer never calls a model.
//
// Errors: what cannot be scored is an Unscored verdict.
// Thread-safety: const members may be called from any thread.
class Scorer {
 public:
  virtual ~Scorer() = default;

  // "rubric@1": name@version. Whatever can move a mark raises the version.
  [[nodiscard]] virtual std::string_view id() const = 0;

  // What to ask about this sample; none for rules and for samples that cannot be judged.
  [[nodiscard]] virtual std::vector<Question> questions(const Sample&) const { return {}; }

  // Why the answer to this question (an index into questions(sample)) cannot be read, or nothing
  // when it can. An answer that cannot is asked for once more.
  [[nodiscard]] virtual std::optional<std::string> fault(const Sample&, std::size_t /*question*/,
                                                         const Answer&) const {
    return {};
  }

  // REQUIRES: one answer for each of questions(sample), in their order.
  [[nodiscard]] virtual Verdict verdict(const Sample& sample,
                                        std::span<const Answer> answers) const = 0;
};

}  // namespace attune
