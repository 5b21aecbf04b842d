#include "scenarios/base/digest.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

// FIPS 180-4 examples.
TEST(Digest, IsSha256) {
  EXPECT_EQ(digest_of(""),
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(digest_of("abc"),
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(digest_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "sha256:248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(digest_of(std::string(1'000'000, 'a')),
            "sha256:cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Digest, SeesABytePastAZero) {
  EXPECT_NE(digest_of(std::string_view("a\0b", 3)), digest_of(std::string_view("a\0c", 3)));
}

TEST(Digester, HashesEveryFieldBehindItsLength) {
  EXPECT_EQ(Digester().add("a").add("bc").text(), digest_of("1:a2:bc"));
}

TEST(Digester, TellsWhichFieldAByteStandsIn) {
  EXPECT_NE(Digester().add("ab").add("c").text(), Digester().add("a").add("bc").text());
  EXPECT_NE(Digester().add("a").text(), Digester().add("a").add("").text());
}

TEST(ShortDigest, IsTheFirstDigitsWithoutTheNameOfTheHash) {
  EXPECT_EQ(short_digest("sha256:0123456789abcdef"), "0123456789ab");
  EXPECT_EQ(short_digest("0123456789abcdef", 4), "0123");
  EXPECT_EQ(short_digest("sha256:01"), "01");
}

}  // namespace
}  // namespace attune
