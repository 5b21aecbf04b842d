#include "results/page/glossary.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace attune {
namespace {

struct Term {
  std::string_view word;
  std::string_view meaning;
};

constexpr std::array kTerms = {
    Term{"Pack",
         "A versioned set of written situations. Its digest covers every byte that can move "
         "a score."},
    Term{"Scenario", "One written situation of a pack."},
    Term{"Subject", "The model under test, as provider/model, under one release label."},
    Term{"Sample", "One subject on one scenario, played once; repeats are further samples."},
    Term{"Judge", "A model that is asked to mark samples, or to compare two of them."},
    Term{"Scorer",
         "What turns a sample into points: a rule, or the questions a judge is asked and "
         "how its answers are read. Its version rises whenever that changes."},
    Term{"Score",
         "Mean over scenarios of the mean over their repeats, in points, 100 at best, unless "
         "a note under the board says otherwise."},
    Term{"Interval",
         "What the same pack's kind of scenarios would have given, with the confidence "
         "that is named: a bootstrap over scenarios, unless a note says otherwise."},
    Term{"Rank range",
         "The places a subject may hold: 1 + those that are surely better, to the number "
         "of all minus those that are surely worse."},
    Term{"Missing",
         "Samples that were meant to be played and have no part in the score. They are "
         "never counted as 0; a note says where the score lies with them."},
    Term{"Outcome",
         "How a sample ended: ok, refused, filtered, truncated, empty, over-context or "
         "failed; unplayed: planned, without a record."},
    Term{"Unscored", "Played, but the scorer could say nothing of it: never a number."},
    Term{"Cost, latency",
         "USD of the subject's own calls, as far as known, and the median time to an "
         "answer. The judge's are not in them."},
    Term{"Rating",
         "Strength from comparisons (Bradley-Terry): 400 points more are expected to take "
         "10 of 11 parts of a win; the mean of all rated is 1000."},
    Term{"Difference",
         "First less second on the same scenarios and repeats: paired, so that what is "
         "hard for both cancels out."},
    Term{"p",
         "How often chance alone would make a difference this large. Adjusted: after Holm, for "
         "all that were asked at once."},
    Term{"Drift",
         "Change of one subject between releases. Frozen replies that are marked again tell "
         "how much of it is the judge's."},
    Term{"Stub", "attune's own test endpoint. It is no model; what it gets is shown apart."},
    Term{"Cited",
         "A figure that others published. It stands beside measured ones and counts in "
         "none."},
};

}  // namespace

std::string glossary_html() {
  std::string text = "<dl class=\"glossary\">\n";
  for (const Term& term : kTerms)
    text += fmt::format("<dt>{}</dt><dd>{}</dd>\n", term.word, term.meaning);
  return text + "</dl>\n";
}

}  // namespace attune
