#include "results/render/latex.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/render/some_board.h"
#include "tests/support/latex_reader.h"

namespace attune {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Latex, IsATableWithBooktabsRules) {
  Leaderboard board = some_board();
  board.rows.resize(1);
  board.rows[0].latency = Millis(840);
  board.rows[0].criteria.clear();
  board.baselines = {{"random", -1.25}};
  EXPECT_EQ(to_latex(board), R"board(% needs \usepackage{booktabs}
\begin{table}[tb]
\centering
\caption{Tiny pack (tiny 1.0), marked by rubric@1 with lab/judge}
\label{tab:tiny}
\begin{tabular}{rlrcrrrr}
\toprule
Rank & Subject & Score & 95\,\% interval & $n$ & Missing & Latency & Cost \\
\midrule
1--2 & openai/gpt-4 & 85.73 & 83.1 to 88.2 & 170 & 1 & 840 ms & \$0.61 \\
\midrule
\multicolumn{8}{l}{\emph{Stub: attune's own test endpoint, not a model}} \\
1 & stub/skill-85 (stub) & 85.73 & 83.1 to 88.2 & 170 & 0 & -- & -- \\
\midrule
\multicolumn{8}{l}{\emph{For reference: what answers without content come to, not a subject}} \\
 & \emph{random} & $-$1.25 &  &  &  &  &  \\
\bottomrule
\end{tabular}

\medskip
\begin{minipage}{\linewidth}\footnotesize
openai/gpt-4: 1 of 171 missing, with them the score lies between 84.12 and 86.00; 1 unscored: refused (1).\par
constant answer 3 scores 38.9 on this pack.\par
\end{minipage}
\end{table}
)board");
}

// Everything that means something to LaTeX, in every place where foreign text may stand.
TEST(Latex, HoldsWhateverNamesHold) {
  const std::string evil =
      "\\input{/etc/passwd} }{ $x^2_3$ & 50% #1 ~ [t] * \\\\ -- --- `` '' \" ?` !` ,, << >> "
      "|\n\x1b";
  Leaderboard board = some_choice_board();
  board.pack.text = board.title = board.scorer = board.judge = board.version = evil;
  for (Standing& row : board.rows) {
    row.subject.text = "[" + evil;
    row.release = evil;
  }
  board.rows[0].groups[evil][evil] = {.point = -3.1, .low = -4, .high = 1};
  board.rows[0].criteria[evil] = {.point = 1};
  board.rows[1].failed = evil;
  board.stub_rows = some_board().stub_rows;
  board.stub_rows[0].subject.text = "stub/" + evil;
  board.baselines = {{evil, -3}};
  board.cited[0].subject = board.cited[0].source = evil;
  board.notes = {evil};
  const std::string text = to_latex(board);
  EXPECT_THAT(LatexReader::faults_of(text), IsEmpty()) << text;
  EXPECT_THAT(text, HasSubstr("\\label{tab:inputetcpasswdx23501t-----}"));
}

TEST(Latex, TheReaderFindsWhatWouldNotCompile) {
  const std::string good = "\\begin{tabular}{rl}\na & b \\\\\n\\end{tabular}";
  EXPECT_THAT(LatexReader::faults_of(good), IsEmpty());
  for (const std::string bad :
       {"a & b", "\\begin{tabular}{rl}\na & b & c \\\\\n\\end{tabular}", "{", "}", "$x", "a_b", "#",
        "\\input{x}", "\\begin{tabular}{l}\na \\\\\n[b] \\\\\n\\end{tabular}", "\\begin{table}",
        "\\end{table}"})
    EXPECT_THAT(LatexReader::faults_of(bad), Not(IsEmpty())) << bad;
}

TEST(Latex, HasNoColumnOfWhatNobodyHas) {
  Leaderboard board = some_board();
  for (Standing& row : board.rows) row.cost_usd.reset();
  const std::string text = to_latex(board);
  EXPECT_THAT(text, HasSubstr("{rlrcrr}"));
  EXPECT_THAT(text, Not(HasSubstr("Cost")));
  EXPECT_THAT(text, Not(HasSubstr("Latency")));
  EXPECT_THAT(LatexReader::faults_of(text), IsEmpty()) << text;
}

TEST(Latex, KeepsFormsOfFigures) {
  EXPECT_EQ(latex_cell("-"), "--");
  EXPECT_EQ(latex_cell("1-3"), "1--3");
  EXPECT_EQ(latex_cell("-3.1 to -2.0"), "$-$3.1 to $-$2.0");
  EXPECT_EQ(latex_cell("71.2 ±13.1"), "71.2 $\\pm$13.1");
  EXPECT_EQ(latex_cell("$0.61+"), "\\$0.61+");
  EXPECT_EQ(latex_escaped("模型 a-b"), "模型 a-b");
  EXPECT_EQ(latex_escaped("a--b ?` ''"), "a-{}-b ?{}` '{}'");
}

TEST(Latex, PutsBreakdownsIntoTablesOfTheirOwn) {
  const std::string text = to_latex(some_choice_board());
  EXPECT_THAT(text, HasSubstr("By category (points, $\\pm$ the farther end of the 95 \\% "
                              "interval)}\n\\label{tab:tiny-1}\n\\begin{tabular}{lrr}"));
  EXPECT_THAT(text, HasSubstr("\\emph{human norm (cited)} & 83.20"));
  EXPECT_THAT(text, HasSubstr("61.3 & 98.5 \\%"));
  EXPECT_THAT(LatexReader::faults_of(text), IsEmpty());
}

}  // namespace
}  // namespace attune
