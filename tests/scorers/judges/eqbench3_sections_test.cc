#include "scorers/judges/eqbench3_sections.h"

#include <regex>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

const std::vector<Section> kRolePlay = {{"mine", "I'm thinking & feeling", 2200},
                                        {"theirs", "They're thinking & feeling", 1600},
                                        {"response", "My response", 1600}};
const std::vector<Section> kDrafting = {{"perspective", "Perspective-taking", 2200},
                                        {"ideas", "Draft brainstorming", 1600},
                                        {"draft", "Draft", 1600}};

// The texts that were read, with "|" between them; "-" where no heading was found.
std::string texts(const std::vector<SectionRead>& read) {
  std::string all;
  for (const SectionRead& section : read)
    all += (all.empty() ? "" : "|") + (section.found ? section.text : "-");
  return all;
}

std::string compat(std::string_view reply, const std::vector<Section>& sections = kRolePlay) {
  return texts(compat_sections(reply, sections));
}

std::string robust(std::string_view reply, const std::vector<Section>& sections = kRolePlay) {
  return texts(robust_sections(reply, sections));
}

const std::string kPlain =
    "# I'm thinking & feeling\n\nTired.\n\n# They're thinking & feeling\n\nHurt.\n\n# My "
    "response\n\nCome here.\n";

TEST(Sections, AsAskedForAreReadAlikeInBothWays) {
  EXPECT_EQ(compat(kPlain), "Tired.|Hurt.|Come here.");
  EXPECT_EQ(robust(kPlain), "Tired.|Hurt.|Come here.");
  const auto read = robust_sections(kPlain, kRolePlay);
  EXPECT_TRUE(all_found(read));
  EXPECT_EQ(read[2], (SectionRead{"response", "Come here.", true}));
}

TEST(CompatSections, AcceptWhatTheReferencesPatternsAccept) {
  EXPECT_EQ(
      compat("### I\u2019M THINKING & FEELING  \n\n a \n##  they're thinking & feeling\nb\n#My "
             "response\nc"),
      "a|b|c");
  EXPECT_EQ(compat("#\n\nMy response \t\n\n\nc", kRolePlay), "-|-|c");
  EXPECT_EQ(compat("# Perspective taking\na\n# Draft brainstorming\nb\n# Draft\nc", kDrafting),
            "a|b|c");
}

TEST(CompatSections, LoseEveryOtherFormOfHeading) {
  for (const char* heading : {"# My response:", "# **My response**", "**My response**",
                              "My response", "# My response -", "## My  response"}) {
    EXPECT_EQ(compat(std::string(heading) + "\nc"), "-|-|-") << heading;
  }
  EXPECT_EQ(compat("# My response"), "-|-|-");
  EXPECT_EQ(compat("# I'm thinking and feeling\na\n# They're thinking &amp; feeling\nb"), "-|-|-");
}

TEST(CompatSections, AreCutAtHashesAndTheLastOneAtDashes) {
  EXPECT_EQ(compat("# I'm thinking & feeling\nHe is #1 to me.\n# My response\nWait -- no # really"),
            "He is|-|Wait");
  EXPECT_EQ(compat("# I'm thinking & feeling\na -- b\n# My response\n-- c"), "a -- b|-|");
}

TEST(CompatSections, TakeTheFirstOfAHeadingThatComesAgain) {
  EXPECT_EQ(compat("# My response\none\n# My response\ntwo\n--\n"), "-|-|one\n# My response\ntwo");
  EXPECT_EQ(compat("# Draft\none\n# Draft brainstorming\ntwo", kDrafting),
            "-|two|one\n# Draft brainstorming\ntwo");
}

// The patterns themselves, as the reference has them, over texts made of their pieces.
std::string by_patterns(const std::string& reply) {
  constexpr auto kFlags = std::regex::icase | std::regex::ECMAScript | std::regex::optimize;
  static const std::vector<std::regex> patterns = {
      std::regex("#\\s*I'm thinking & feeling\\s*\\n([\\s\\S]*?)(?=#|$)", kFlags),
      std::regex("#\\s*They're thinking & feeling\\s*\\n([\\s\\S]*?)(?=#|$)", kFlags),
      std::regex("#\\s*My response\\s*\\n([\\s\\S]*?)(?=--|$)", kFlags)};
  std::string all;
  for (const std::regex& pattern : patterns) {
    std::smatch found;
    std::string text = std::regex_search(reply, found, pattern) ? found[1].str() : "-";
    text.erase(0, std::min(text.find_first_not_of(" \n"), text.size()));
    text.erase(text.find_last_not_of(" \n") + 1);
    all += (all.empty() ? "" : "|") + text;
  }
  return all;
}

TEST(CompatSections, AgreeWithThePatternsOnAnyMixOfTheirPieces) {
  const std::vector<std::string> pieces = {
      "#",  " ", "\n", "I'm thinking & feeling", "They're thinking & feeling",  "My response",
      "--", "-", "x",  "#\nMy response\n",       "# i'm Thinking & feeling \n", "my response:"};
  Rng rng = Rng::named(7, "pieces");
  for (int round = 0; round < 1000; ++round) {
    std::string reply;
    for (std::uint64_t i = rng.below(14); i > 0; --i) reply += pieces[rng.below(pieces.size())];
    EXPECT_EQ(compat(reply), by_patterns(reply)) << reply;
  }
}

TEST(RobustSections, ReadHeadingsInAnyStyle) {
  for (const char* heading :
       {"# My response", "###### my RESPONSE", "#My response", "**My response**",
        "## **My response**", "**My response:**",
        "**My response**:", "# My response:", "# My response -", "# My response \u2014",
        "My response", "My response:", "  __My response__  ", "3. My response",
        "### 3) **My response**", "> # My response #", "# My response (300 words)", "*My response*",
        "\u2029# My response\r"}) {
    EXPECT_EQ(robust("x\n" + std::string(heading) + "\nCome here."), "-|-|Come here.") << heading;
  }
}

TEST(RobustSections, ReadEverySpellingOfAHeading) {
  for (const char* heading :
       {"I\u2019m thinking & feeling", "I`m thinking and feeling", "I'm thinking &amp; feeling",
        "I'M THINKING AND FEELING", "I\u2018m Thinking  &  Feeling"}) {
    EXPECT_EQ(robust(std::string(heading) + "\na"), "a|-|-") << heading;
  }
  for (const char* heading :
       {"Perspective taking", "PERSPECTIVE-TAKING", "Perspective\u2011taking"})
    EXPECT_EQ(robust(std::string("# ") + heading + "\na", kDrafting), "a|-|-") << heading;
}

TEST(RobustSections, KeepTextOnTheLineOfAMarkedHeading) {
  EXPECT_EQ(robust("**My response:** Come here."), "-|-|Come here.");
  EXPECT_EQ(robust("# My response \u2013 *nods* Come."), "-|-|*nods* Come.");
}

TEST(RobustSections, DoNotTakeASentenceForAHeading) {
  for (const char* text : {"My response is late.", "My response: come here.",
                           "**My response** to it", "# My responses", "# In my response",
                           "# Draft: the first", "* My response: come", "- My response"}) {
    EXPECT_EQ(robust(text), "-|-|-") << text;
  }
  EXPECT_EQ(robust("# Draft brainstorming\n* Draft: a short one\n# Draft\nDear", kDrafting),
            "-|* Draft: a short one|Dear");
}

TEST(RobustSections, KeepHashesAndDashesInProse) {
  EXPECT_EQ(
      robust("# I'm thinking & feeling\nHe is #1 -- to me.\n# Odd\nyes\n# My response\na -- b"),
      "He is #1 -- to me.\n# Odd\nyes|-|a -- b");
}

TEST(RobustSections, ComeInAnyOrderAndMayGoOn) {
  EXPECT_EQ(robust("# My response\nc\n# I'm thinking & feeling\na\n# My response\nd"), "a|-|c\nd");
  EXPECT_FALSE(all_found(robust_sections("# My response\nc", kRolePlay)));
  EXPECT_EQ(robust(""), "-|-|-");
}

// Each of these is hard on a reading that starts over.
TEST(Sections, AreReadInLinearTime) {
  constexpr std::size_t kMany = 400'000;
  for (const char* piece : {"#", "# ", "\n", "*", "# My response\n", "My response*", "1.", " ", "-",
                            "# My response (", "\xF0", "#\n", "I'm thinking & "}) {
    std::string reply = "# ";
    while (reply.size() < kMany) reply += piece;
    compat(reply);
    robust(reply);
  }
}

}  // namespace
}  // namespace attune
