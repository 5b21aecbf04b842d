#include "results/render/markdown.h"

#include <gtest/gtest.h>

#include "tests/results/render/some_board.h"

namespace attune {
namespace {

TEST(Markdown, IsAPipeTableWithNotes) {
  EXPECT_EQ(to_markdown(some_board()),
            R"board(## Tiny pack (tiny 1.0), marked by rubric@1 with lab/judge

| Rank | Subject | Score | 95 % interval | n | Missing | Outcomes | Cost |
|--:|:--|--:|:-:|--:|--:|:--|--:|
| 1-2 | openai/gpt-4 | 85.73 | 83.1 to 88.2 | 170 | 1 | ok 170, refused 1 | $0.61 |
| - | =evil/�\[2J\|&lt;b&gt;\`x\` "y", z (v1) | failed | - | 0 | 4 | failed 3, unplayed 1 | - |

### By criterion (the scorer's own scale, ± the farther end of the 95 % interval)

| Subject | warmth |
|:--|--:|
| openai/gpt-4 | 14.2 |

### Stub: attune's own test endpoint, not a model

| Rank | Subject | Score | 95 % interval | n | Missing | Outcomes | Cost |
|--:|:--|--:|:-:|--:|--:|:--|--:|
| 1 | stub/skill-85 (stub) | 85.73 | 83.1 to 88.2 | 170 | 0 | ok 170 | - |

- openai/gpt-4: 1 of 171 missing, with them the score lies between 84.12 and 86.00; 1 unscored: refused (1)
- =evil/�\[2J\|&lt;b&gt;\`x\` "y", z (v1): failed: scored 0 of 4
- constant answer 3 scores 38.9 on this pack
)board");
}

TEST(Markdown, ShowsMarksGroupsAndCitedResultsBelow) {
  EXPECT_EQ(to_markdown(some_choice_board()),
            R"board(## Tiny pack (tiny 1.0), marked by rubric@1 with lab/judge

| Rank | Subject | Score | 95 % interval | Above chance | Format | n | Missing | Outcomes | Cost |
|--:|:--|--:|:-:|--:|--:|--:|--:|:--|--:|
| 1-2 | openai/gpt-4 | 85.73 | 83.1 to 88.2 | 61.3 | 98.5 % | 170 | 1 | ok 170, refused 1 | $0.61 |
| 1-2 | lab/small | 85.73 | 83.1 to 88.2 | 61.3 | - | 170 | 0 | ok 171 | $0.61 |
| - | =evil/�\[2J\|&lt;b&gt;\`x\` "y", z (v1) | failed | - | - | - | 0 | 4 | failed 3, unplayed 1 | - |

### Cited: published by others, not measured here

| Subject | Score | Source |
|:--|--:|:--|
| human norm (cited) | 83.20 | Somebody et al. 2024, "A test of what people feel", table 3; 2024-08; asked on paper \| not by a prompt |
| openai/gpt-4 (cited) | 75.88 | the same; 2024 |

### By category (points, ± the farther end of the 95 % interval)

| Subject | Personal-Self | Social |
|:--|--:|--:|
| openai/gpt-4 | 71.2 ±13.1 | 64.0 ±9.0 |
| lab/small | - | 50.0 |

- openai/gpt-4: 1 of 171 missing, with them the score lies between 84.12 and 86.00; 1 unscored: refused (1)
- openai/gpt-4 answered A 41 % of 170 times (25 % if spread evenly), D 10 % of 170 times (25 % if spread evenly)
- =evil/�\[2J\|&lt;b&gt;\`x\` "y", z (v1): failed: scored 0 of 4
- constant answer 3 scores 38.9 on this pack
)board");
}

TEST(Markdown, ShowsLatencyAndBaselinesWhereThereAreAny) {
  Leaderboard board = some_board();
  board.rows[0].latency = Millis(12'340);
  board.baselines = {{"always <b>", 38.9}};
  const std::string text = to_markdown(board);
  EXPECT_NE(text.find("| ok 170, refused 1 | 12.3 s | $0.61 |\n"), std::string::npos) << text;
  EXPECT_NE(text.find("| Answer | Score |\n|:--|--:|\n| always &lt;b&gt; | 38.90 |\n"),
            std::string::npos);
}

TEST(Markdown, MakesMarkupHarmless) {
  EXPECT_EQ(markdown_escaped("a|b`c`\n<img src=x> *d* [e](f) & \\"),
            "a\\|b\\`c\\` &lt;img src=x&gt; \\*d\\* \\[e\\](f) &amp; \\\\");
}

}  // namespace
}  // namespace attune
