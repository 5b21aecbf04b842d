#include "scenarios/base/ids.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(SubjectId, IsSplitByItsFirstSlash) {
  const SubjectId id{"openrouter/meta/llama"};
  EXPECT_EQ(id.provider(), "openrouter");
  EXPECT_EQ(id.model(), "meta/llama");
}

TEST(SubjectId, WithoutASlashHasNoModel) {
  EXPECT_EQ(SubjectId{"gpt"}.provider(), "gpt");
  EXPECT_EQ(SubjectId{"gpt"}.model(), "");
}

TEST(SampleKey, IsOrderedByPackThenScenarioThenSubjectThenRepeat) {
  const SampleKey key{{"b"}, {"b"}, {"b"}, 2};
  EXPECT_LT((SampleKey{{"a"}, {"c"}, {"c"}, 3}), key);
  EXPECT_LT((SampleKey{{"b"}, {"a"}, {"c"}, 3}), key);
  EXPECT_LT((SampleKey{{"b"}, {"b"}, {"a"}, 3}), key);
  EXPECT_LT((SampleKey{{"b"}, {"b"}, {"b"}, 1}), key);
}

}  // namespace
}  // namespace attune
