#include <string>

#include <gtest/gtest.h>

#include "results/render/rating_formats.h"
#include "tests/results/render/some_rating_board.h"

namespace attune {
namespace {

TEST(RatingMarkdown, WritesPipeTables) {
  EXPECT_EQ(to_markdown(some_rating_board()),
            R"board(## Tiny pack (tiny 1.0), compared by pairwise@1

| Rank | Subject | Rating | 95 % interval | Won-tied-lost | Opponents | n |
|--:|:--|--:|:-:|:-:|--:|--:|
| 1-2 | openai/gpt-4 | 1084.5 | 1071 to 1099 | 40-2-20 | 2 | 124 |
| 1-2 | lab/small | 915.5 | - | 20-2-40 | 2 | 124 |
| - | =evil/�\[2J\|&lt;b&gt;\`x\` "y", z (v1) | - | - | 3-0-0 | 1 | - |

### Stub: attune's own test endpoint, not a model

| Rank | Subject | Rating | 95 % interval | Won-tied-lost | Opponents | n |
|--:|:--|--:|:-:|:-:|--:|--:|
| 1 | stub/skill-85 (stub) | 1084.5 | 1071 to 1099 | 40-2-20 | 2 | 124 |

- not rated, undefeated: =evil/�\[2J\|&lt;b&gt;\`x\` "y", z (v1)
- scale: the mean of all rated is 1000
)board");
}

TEST(RatingMarkdown, WritesFurtherTablesAndEscapesNames) {
  EXPECT_EQ(to_markdown(some_full_rating_board()),
            R"board(## Tiny pack (tiny 1.0), compared by pairwise@1

| Rank | Subject | Rating | 95 % interval | Won-tied-lost | Opponents | n |
|--:|:--|--:|:-:|:-:|--:|--:|
| 1-2 | openai/gpt-4 | 1084.5 | 1071 to 1099 | 40-2-20 | 2 | 124 |
| 1-2 | lab/small | 915.5 | - | 20-2-40 | 2 | 124 |
| - | =evil/�\[2J\|&lt;b&gt;\`x\` "y", z (v1) | - | - | 3-0-0 | 1 | - |

### By ability (rating, ± the farther end of the 95 % interval)

| Subject | insight;deep | warmth |
|:--|--:|--:|
| openai/gpt-4 | 1050 ±19 | 1101 ±21 |
| lab/small | - | 899 |

### Beside strength (± the farther end of the 95 % interval)

| Factor | Log-odds | Wins between equals |
|:--|--:|--:|
| position: for who is shown first | 0.25 ±0.14 | 56.3 ±3.6 % |

### Judges (each alone beside all together)

| Judge | Pairs | Rated | Spearman | Places off |
|:--|--:|--:|--:|--:|
| court/one | 40 | 3 | 0.500 | 1 |
| (not named) | 22 | - | - | - |

### Cited: published by others, not measured here

| Subject | Rating | Interval | Source |
|:--|--:|:-:|:--|
| lab/small (cited) | 1251.3 | 1200 to 1302 | elo\_norm; Somebody's arena \| table; 2025-07-26; another judge, other scenarios, and intervals that are too narrow |
| &lt;i&gt;z&lt;/i&gt; (cited) | 900.0 | - | elo; the same |

- not rated, undefeated: =evil/�\[2J\|&lt;b&gt;\`x\` "y", z (v1)
- judges agree to a Krippendorff's alpha of 0.61 (0.52 to 0.70), on 18 pairs that several compared
- scale: the mean of all rated is 1000
)board");
}

}  // namespace
}  // namespace attune
