#include "harness/pairing/python_random.h"

#include <vector>

#include <gtest/gtest.h>

namespace attune {
namespace {

// >>> import random; r = random.Random(42); [r.getrandbits(32) for _ in range(3)]
TEST(PythonRandom, GivesTheWordsOfCPython) {
  PythonRandom random(42);
  EXPECT_EQ(random.next(), 2746317213U);
  EXPECT_EQ(random.next(), 478163327U);
  EXPECT_EQ(random.next(), 107420369U);
}

// >>> r = random.Random(SEED); [r.getrandbits(32) for _ in range(2000)][-1]
TEST(PythonRandom, GivesTheWordsOfCPythonBeyondTheFirstTwist) {
  PythonRandom answer(42);
  PythonRandom naught(0);
  PythonRandom most(4294967295U);
  for (int at = 0; at < 1999; ++at) answer.next(), naught.next(), most.next();
  EXPECT_EQ(answer.next(), 1557724698U);
  EXPECT_EQ(naught.next(), 3908016617U);
  EXPECT_EQ(most.next(), 2640887251U);
}

// >>> r = random.Random(42); [r.randint(-3, 2) for _ in range(12)]
TEST(PythonRandom, DrawsBetweenBoundsAsCPythonDoes) {
  PythonRandom random(42);
  const std::vector<int> expected = {2, -3, -3, 2, -1, -2, -2, -2, 2, -3, 2, 2};
  for (const int each : expected) EXPECT_EQ(random.between(-3, 2), each);
  EXPECT_EQ(random.between(7, 7), 7);
}

}  // namespace
}  // namespace attune
